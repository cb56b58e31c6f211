/** A message: a request is filled, a reply hollow, with + or − where it says yes or no. */
import styles from './message-dot.module.css';
import { type Tone, toneClass } from './tone.ts';

export interface MessageDotProps {
  readonly tone: Tone;
  readonly form: 'request' | 'reply';
  readonly radius: number;
  /** What a reply says; undefined: neither. */
  readonly sign?: '+' | '−' | undefined;
  /** A further copy of a message that was duplicated. */
  readonly copy?: boolean;
}

export function MessageDot({ tone, form, radius, sign, copy = false }: MessageDotProps) {
  const arm = radius * 0.5;
  return (
    <g className={toneClass(tone)}>
      {copy && <circle r={radius + 2.5} className={styles.copy} />}
      <circle
        r={form === 'reply' ? radius - 0.75 : radius}
        className={form === 'reply' ? styles.reply : styles.request}
      />
      {form === 'reply' && sign !== undefined && (
        <path d={sign === '+' ? `M${-arm},0H${arm}M0,${-arm}V${arm}` : `M${-arm},0H${arm}`} className={styles.sign} />
      )}
    </g>
  );
}
