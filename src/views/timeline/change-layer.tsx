/** Laid over one run of a what-if: the light cone of the change, what only this run has, and the moment at which the runs part. */
import { memo, useMemo } from 'react';
import { crossPath, headPath, linePath } from '../../marks/arrow.ts';
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import styles from './change.module.css';
import { type Change, changeShape } from './change.ts';
import { classes } from './classes.ts';
import type { Rows } from './rows.ts';
import { type TimeScale, timeText, xOf } from './scale.ts';
import frame from './timeline.module.css';

interface ChangeLayerProps {
  readonly trace: Trace;
  readonly rows: Rows;
  readonly scale: TimeScale;
  readonly reached: TrueTime;
  readonly change: Change;
}

export const ChangeLayer = memo(function ChangeLayer({ trace, rows, scale, reached, change }: ChangeLayerProps) {
  const shape = useMemo(
    () => changeShape({ trace, rows, scale, reached }, change),
    [trace, rows, scale, reached, change],
  );
  return (
    <svg
      className={classes(frame.overlay, styles[change.side])}
      width={scale.width}
      height={rows.height}
      aria-hidden="true"
      data-change={change.side}
      data-differing={shape.dots.length / 2}
    >
      {shape.region !== '' && <polygon className={styles.region} points={shape.region} />}
      <path className={styles.line} d={linePath(shape.lines)} />
      <path className={styles.head} d={headPath(shape.heads, true)} />
      <path className={styles.dots} d={pointPath(shape.dots)} />
      <path className={styles.cross} d={crossPath(shape.losses, 4)} />
    </svg>
  );
});

/** Points that a round pen makes discs of: far quicker to draw than discs. */
function pointPath(points: readonly number[]): string {
  let path = '';
  for (let at = 0; at < points.length; at += 2) path += `M${(points[at] ?? 0).toFixed(1)},${points[at + 1] ?? 0}h0`;
  return path;
}

interface PartingProps {
  readonly change: Change;
  readonly scale: TimeScale;
}

/** Where the runs part, and what happens here then. */
export function Parting({ change, scale }: PartingProps) {
  const x = xOf(scale, change.at);
  if (x < -1 || x > scale.width + 1) return null;
  const after = x < scale.width / 2;
  const room = after ? scale.width - x : x;
  return (
    <div
      className={classes(styles.parting, styles[change.side])}
      style={{ transform: `translateX(${x.toFixed(2)}px)` }}
      data-parting={change.at}
      aria-hidden="true"
    >
      <div className={styles.partingLine} />
      <div className={classes(styles.partingFlag, after ? styles.after : styles.before)} style={{ maxWidth: room }}>
        <span className={styles.partingTime}>{timeText(change.at)}</span> {change.words}
      </div>
    </div>
  );
}
