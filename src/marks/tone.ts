/** What a colour means; the tokens behind it belong to the app. */
import styles from './tone.module.css';

export type Tone = 'following' | 'seeking' | 'leading' | 'neutral';

/** A class that gives `--tone`, `--tone-soft` and `--tone-text` to everything below it. */
export function toneClass(tone: Tone): string {
  return styles[tone] ?? '';
}
