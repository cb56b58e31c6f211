/** Role, term and outage in words above the bands. */
import { memo, useMemo } from 'react';
import type { TrueTime } from '../../sim/scenario.ts';
import { bandLabels } from './band-labels.ts';
import { classes } from './classes.ts';
import styles from './lanes.module.css';
import type { Rows } from './rows.ts';
import type { TimeScale } from './scale.ts';
import type { Stories } from './stories.ts';
import frame from './timeline.module.css';
import toneStyles from './tones.module.css';
import type { Tones } from './tones.ts';

interface BandLabelsProps {
  readonly stories: Stories;
  readonly rows: Rows;
  readonly scale: TimeScale;
  readonly tones: Tones;
  readonly reached: TrueTime;
  /** Steps back behind a light cone. */
  readonly dimmed: boolean;
}

/** Terms have eight colours and begin again after them. */
const EPOCH_COLOURS = 8;

export const BandLabels = memo(function BandLabels({ stories, rows, scale, tones, reached, dimmed }: BandLabelsProps) {
  const labels = useMemo(
    () => bandLabels(stories, rows, scale, tones, reached),
    [stories, rows, scale, tones, reached],
  );
  return (
    <svg
      className={classes(frame.overlay, dimmed && styles.dimmed)}
      width={scale.width}
      height={rows.height}
      aria-hidden="true"
    >
      {labels.map((label) => (
        <g key={label.key} transform={`translate(${label.x.toFixed(1)} ${label.y})`}>
          {label.epoch !== undefined && (
            <rect
              className={classes(styles.swatch, styles[`epoch${label.epoch % EPOCH_COLOURS}`])}
              y={-6.5}
              width={6}
              height={6}
              rx={1.5}
            />
          )}
          <text
            className={classes(styles.bandLabel, toneStyles[label.tone], isQuiet(label.tone) && styles.quiet)}
            x={label.epoch === undefined ? 0 : 9}
          >
            {label.text}
          </text>
        </g>
      ))}
    </svg>
  );
});

function isQuiet(tone: string): boolean {
  return tone === 'following' || tone === 'neutral';
}
