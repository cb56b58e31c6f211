/** What is left of a timer, as an arc that runs down clockwise to nothing at the top. */
import { arc } from 'd3';
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
  return (
    <g className={styles.timer}>
      <circle r={radius + THICKNESS / 2} className={styles.track} />
      <path d={arcPath(radius, left)} className={held ? styles.held : styles.left} />
    </g>
  );
}

/** The arc ends at the top and begins where the time that has gone by has eaten it away to. */
export function arcPath(radius: number, left: number): string {
  const rest = Math.min(1, Math.max(0, left));
  if (rest === 0) return '';
  const shape = arc().cornerRadius(THICKNESS / 2);
  return (
    shape({
      innerRadius: radius,
      outerRadius: radius + THICKNESS,
      startAngle: 2 * Math.PI * (1 - rest),
      endAngle: 2 * Math.PI,
    }) ?? ''
  );
}
