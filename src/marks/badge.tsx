/** A few words in a pill, on a drawing: a skewed clock, the loss of a link. */
import styles from './badge.module.css';

export interface BadgeProps {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** `fault`: something was done to it; `note`: merely said. */
  readonly look: 'clock' | 'fault' | 'note';
}

const FONT = 10.5;
const HEIGHT = 18;

/** Width of a badge with these words, px. */
export function badgeWidth(text: string): number {
  return text.length * FONT * 0.6 + 14;
}

export function Badge({ x, y, text, look }: BadgeProps) {
  const width = badgeWidth(text);
  return (
    <g transform={`translate(${x} ${y})`} className={`${styles.badge} ${styles[look] ?? ''}`}>
      <rect x={-width / 2} y={-HEIGHT / 2} width={width} height={HEIGHT} rx={HEIGHT / 2} className={styles.pill} />
      <text y={FONT * 0.35} fontSize={FONT} className={styles.words}>
        {text}
      </text>
    </g>
  );
}
