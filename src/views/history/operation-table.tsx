/** The operations of a history as a table: the same as the lanes show, for reading and for screen readers. */
import { useEffect, useMemo, useRef } from 'react';
import type { HistoryVerdict } from '../../check/verdict.ts';
import type { Operation } from '../../sim/trace-event.ts';
import styles from './operation-table.module.css';
import { wordsFor } from './operation-words.ts';

/** Rows drawn; a longer table is read nowhere. */
const MOST_ROWS = 500;

export interface OperationTableProps {
  readonly operations: readonly Operation[];
  readonly verdict: HistoryVerdict | undefined;
  /** Index of the operation that was chosen in the picture. */
  readonly chosen: number | undefined;
  readonly timeText: (at: number) => string;
}

export function OperationTable({ operations, verdict, chosen, timeText }: OperationTableProps) {
  const words = useMemo(() => wordsFor(operations), [operations]);
  const places = useMemo(() => placesOf(verdict), [verdict]);
  const conflict = new Set(verdict?.verdict === 'violated' ? verdict.conflict : []);
  const row = useRef<HTMLTableRowElement>(null);
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (chosen === undefined || box.current === null) return;
    box.current.open = true;
    row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const start = Math.max(0, Math.min((chosen ?? 0) - MOST_ROWS / 2, operations.length - MOST_ROWS));
  return (
    <details ref={box} className={styles.box}>
      <summary>All operations as a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className={styles.scroller} aria-label="Operations" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Client</th>
              <th scope="col">Operation</th>
              <th scope="col">Call</th>
              <th scope="col">Answer</th>
              <th scope="col">Place in the order</th>
            </tr>
          </thead>
          <tbody>
            {operations.slice(start, start + MOST_ROWS).map((operation, offset) => {
              const index = start + offset;
              return (
                <tr
                  key={index}
                  ref={index === chosen ? row : null}
                  data-chosen={index === chosen}
                  data-conflict={conflict.has(index)}
                >
                  <td>{operation.client}</td>
                  <td>{words(operation)}</td>
                  <td>{timeText(operation.invoke)}</td>
                  <td>{operation.return === null ? 'none' : timeText(operation.return)}</td>
                  <td>{conflict.has(index) ? 'cannot be ordered' : (places.get(index) ?? '')}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {operations.length > MOST_ROWS && (
        <p>
          Operations {start + 1} to {Math.min(start + MOST_ROWS, operations.length)} of {operations.length}
        </p>
      )}
    </details>
  );
}

function placesOf(verdict: HistoryVerdict | undefined): ReadonlyMap<number, number> {
  const order =
    verdict?.verdict === 'holds' ? verdict.order : verdict?.verdict === 'violated' ? (verdict.longest[0] ?? []) : [];
  return new Map(order.map(({ operation }, place) => [operation, place + 1]));
}
