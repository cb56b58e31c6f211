/** One link: a plain line while it works, dashed with × while it is cut, dotted while it is worse than the network. */
import styles from './link-line.module.css';

export type LinkCondition = 'open' | 'cut' | 'degraded';

export interface LinkLineProps {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  /** From the first end to the second, and back. */
  readonly there: LinkCondition;
  readonly back: LinkCondition;
  /** Ends at a client: drawn back. */
  readonly faint?: boolean;
  /** × in the middle of what is cut; left out where something else already says so. */
  readonly cross?: boolean;
}

/** Half the distance of the two directions where they differ, px. */
const APART = 4;

export function LinkLine({ x1, y1, x2, y2, there, back, faint = false, cross = true }: LinkLineProps) {
  const shared = { faint, cross };
  if (there === back) return <Line {...shared} x1={x1} y1={y1} x2={x2} y2={y2} condition={there} head={false} />;
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [nx, ny] = [(-(y2 - y1) / length) * APART, ((x2 - x1) / length) * APART];
  return (
    <>
      <Line {...shared} x1={x1 + nx} y1={y1 + ny} x2={x2 + nx} y2={y2 + ny} condition={there} head />
      <Line {...shared} x1={x2 - nx} y1={y2 - ny} x2={x1 - nx} y2={y1 - ny} condition={back} head />
    </>
  );
}

interface LineProps {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly condition: LinkCondition;
  /** Half an arrow head at the end: this is one direction only. */
  readonly head: boolean;
  readonly faint: boolean;
  readonly cross: boolean;
}

function Line({ x1, y1, x2, y2, condition, head, faint, cross }: LineProps) {
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  return (
    <g className={`${styles[condition] ?? ''} ${faint ? styles.faint : ''}`}>
      <line x1={x1} y1={y1} x2={x2} y2={y2} className={styles.line} />
      {head && <path d={barb(x1, y1, x2, y2)} className={styles.head} />}
      {condition === 'cut' && cross && <path d={`M${x - 4},${y - 4}l8,8m-8,0l8,-8`} className={styles.cross} />}
    </g>
  );
}

/** The outer half of an arrow head, on the right of the direction of travel. */
function barb(x1: number, y1: number, x2: number, y2: number): string {
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  return `M${x2},${y2}L${x2 - ux * 10 - uy * 5},${y2 - uy * 10 + ux * 5}`;
}
