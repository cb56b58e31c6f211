/** What a log grid shows: one row a process, entries asked for by index, so that long logs cost nothing. */
import type { Tone } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';

export interface LogEntry {
  readonly index: number;
  /** Term, epoch or ballot: gives the colour. */
  readonly term: number;
  readonly label: string;
  readonly committed: boolean;
}

/** How far a leader believes a follower to be. */
export interface FollowerMark {
  readonly process: ProcessId;
  /** The index it sends next. */
  readonly next: number;
  /** The highest index it knows to be there. */
  readonly match: number;
}

/** A remark on some entries, beside the row. */
export interface LogNote {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface LogRow {
  readonly process: ProcessId;
  readonly tone: Tone;
  /** Title of its role. */
  readonly role: string;
  /** The log's own; undefined below `first` and above `length`. Indices from 1. */
  readonly entry: (index: number) => LogEntry | undefined;
  /** The last index. */
  readonly length: number;
  /** The first index still kept, where older ones were compacted. */
  readonly first?: number;
  readonly commitIndex: number;
  /** Where this process leads: what it believes about the others, drawn in their rows. */
  readonly marks?: readonly FollowerMark[];
  readonly notes?: readonly LogNote[];
}

/** Columns of the grid that are in view. */
export interface Columns {
  readonly first: number;
  readonly last: number;
}

/** Columns to draw for a scroll position: those in view and a few on either side. */
export function columnsInView(scroll: number, width: number, cell: number, count: number, spare = 4): Columns {
  const first = Math.max(1, Math.floor(scroll / cell) + 1 - spare);
  const last = Math.min(count, Math.ceil((scroll + width) / cell) + spare);
  return { first, last: Math.max(first - 1, last) };
}

/** `process/index` of every entry in view that differs from the one before; empty where all is new, as after a leap. */
export function changedCells(
  before: readonly LogRow[],
  after: readonly LogRow[],
  { first, last }: Columns,
): ReadonlySet<string> {
  const changed = new Set<string>();
  let compared = 0;
  for (const row of after) {
    const old = before.find(({ process }) => process === row.process);
    if (old === undefined) continue;
    for (let index = first; index <= last; index += 1) {
      const [was, is] = [old.entry(index), row.entry(index)];
      if (is === undefined && was === undefined) continue;
      compared += 1;
      if (is === undefined || (was !== undefined && sameEntry(was, is))) continue;
      changed.add(`${row.process}/${index}`);
    }
  }
  return changed.size > MOST_CHANGED && changed.size > compared / 2 ? new Set() : changed;
}

/** More than a step changes at once: somebody has leapt to another moment. */
const MOST_CHANGED = 8;

function sameEntry(a: LogEntry, b: LogEntry): boolean {
  return a.term === b.term && a.label === b.label && a.committed === b.committed;
}
