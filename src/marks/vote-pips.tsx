/** Votes a candidate has, as pips: as many as it needs, those it has filled in. */
import styles from './vote-pips.module.css';

export interface VotePipsProps {
  readonly granted: number;
  readonly needed: number;
  /** Width they may take, px. */
  readonly width: number;
}

const GAP = 9;

export function VotePips({ granted, needed, width }: VotePipsProps) {
  const count = Math.max(granted, needed);
  const gap = Math.min(GAP, width / count);
  return (
    <g className={styles.pips}>
      {Array.from({ length: count }, (_, index) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: a pip is its place
          key={index}
          cx={(index - (count - 1) / 2) * gap}
          r={Math.min(3, gap * 0.36)}
          className={index < granted ? styles.granted : styles.open}
        />
      ))}
    </g>
  );
}
