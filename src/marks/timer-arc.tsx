/** What is left of a timer, as an arc that runs down clockwise to nothing at the top. */
import styles from './timer-arc.module.css';

export interface TimerArcProps {
  /** Inner radius, px. */
  readonly radius: number;
  /** What is left, from 1 to 0. */
  readonly left: number;
  /** A paused process's timer stands still in sight, but does not fire. */
  readonly held?: boolean;
}

const THICKNESS = 3;

export function TimerArc({ radius, left, held = false }: TimerArcProps) {
  const middle = radius + THICKNESS / 2;
  return (
    <g className={styles.timer}>
      <circle r={middle} className={styles.track} />
      <circle
        r={middle}
        className={held ? styles.held : styles.left}
        pathLength={1}
        strokeWidth={THICKNESS}
        {...dashOf(left)}
        transform="rotate(-90)"
      />
    </g>
  );
}

/** One dash that ends at the top and begins where the time that has gone by has eaten it away to, in turns. */
export function dashOf(left: number): { readonly strokeDasharray: string; readonly strokeDashoffset: number } {
  const rest = Math.min(1, Math.max(0, left));
  return { strokeDasharray: `${rest} 1`, strokeDashoffset: rest - 1 };
}
