/** A client: square where processes are round, so that it is never taken for one. */
import styles from './client-square.module.css';

export interface ClientSquareProps {
  readonly name: string;
  /** Half its side, px. */
  readonly radius: number;
  readonly status: 'up' | 'paused' | 'crashed';
  /** Waits for an answer: drawn stronger. */
  readonly busy: boolean;
}

export function ClientSquare({ name, radius, status, busy }: ClientSquareProps) {
  return (
    <g className={`${styles.client} ${styles[status] ?? ''} ${busy ? styles.busy : ''}`}>
      <rect
        x={-radius}
        y={-radius}
        width={2 * radius}
        height={2 * radius}
        rx={radius * 0.42}
        className={styles.square}
      />
      <text y={4} className={styles.name} fontSize={Math.min(12, radius * 0.8)}>
        {name}
      </text>
    </g>
  );
}
