/** The message that a hand is drawing. */
import { type Arrows, addArrow, headPath, linePath } from '../../marks/arrow.ts';
import styles from './overlay.module.css';
import frame from './timeline.module.css';
import type { DrawnMessage } from './use-drawing.ts';

interface DrawnLineProps {
  readonly drawn: DrawnMessage;
  readonly width: number;
  readonly height: number;
}

export function DrawnLine({ drawn, width, height }: DrawnLineProps) {
  const { from, to, receiver } = drawn;
  const arrows: Arrows = { lines: [], heads: [] };
  addArrow(arrows, from.x, from.y, to.x, to.y, receiver === undefined ? 0 : 9);
  return (
    <svg className={frame.overlay} width={width} height={height} aria-hidden="true" data-drawn={receiver ?? ''}>
      <g className={styles.proof} opacity={receiver === undefined ? 0.5 : 1}>
        <circle className={styles.here} cx={from.x} cy={from.y} r={5} />
        <path className={styles.coneLine} d={linePath(arrows.lines)} />
        <path className={styles.coneHead} d={headPath(arrows.heads, true)} />
      </g>
    </svg>
  );
}
