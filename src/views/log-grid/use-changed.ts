/** The cells that the last change touched; they stay marked until the next one. */
import { useState } from 'react';
import { type Columns, changedCells, type LogRow } from './log-row.ts';

interface Seen {
  readonly rows: readonly LogRow[];
  readonly changed: ReadonlySet<string>;
}

export function useChanged(rows: readonly LogRow[], columns: Columns): ReadonlySet<string> {
  const [seen, setSeen] = useState<Seen>({ rows, changed: new Set() });
  if (seen.rows === rows) return seen.changed;
  const changed = changedCells(seen.rows, rows, columns);
  const next = { rows, changed: changed.size > 0 || shrank(seen.rows, rows) ? changed : seen.changed };
  // State that follows from props is set while rendering, so that no frame shows the old marks.
  setSeen(next);
  return next.changed;
}

function shrank(before: readonly LogRow[], after: readonly LogRow[]): boolean {
  return after.some((row, index) => row.length < (before[index]?.length ?? 0));
}
