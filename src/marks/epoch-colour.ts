/** Terms, epochs and ballots have their colour by value, the same in every view. */
import styles from './epoch-colour.module.css';

/** Colours there are; later epochs begin again with the first. */
export const EPOCH_COLOURS = 8;

export function epochIndex(epoch: number): number {
  const index = Math.trunc(epoch) % EPOCH_COLOURS;
  return index < 0 ? index + EPOCH_COLOURS : index;
}

/** A class that gives `--epoch` and `--epoch-soft` to everything below it. */
export function epochClass(epoch: number): string {
  return styles[`epoch${epochIndex(epoch)}`] ?? '';
}
