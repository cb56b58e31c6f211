/** One entry of a log: its colour is its term, a solid border says committed, a dashed one not yet. */
import { epochClass } from './epoch-colour.ts';
import styles from './log-cell.module.css';

export interface LogCellProps {
  readonly label: string;
  readonly term: number;
  readonly committed: boolean;
  /** Differs from what was there a moment ago. */
  readonly changed: boolean;
}

export function LogCell({ label, term, committed, changed }: LogCellProps) {
  const looks = `${epochClass(term)} ${styles.cell} ${committed ? styles.committed : styles.open} ${changed ? styles.changed : ''}`;
  return (
    <div className={looks}>
      <span className={styles.label}>{label}</span>
      <span className={styles.term}>t{term}</span>
    </div>
  );
}
