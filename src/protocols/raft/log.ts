/** The replicated log: indices from 1, versions share structure. */
import { PersistentVector } from '../../base/persistent-vector.ts';
import type { Entry } from './messages.ts';

export type Log = PersistentVector<Entry>;

export const EMPTY_LOG: Log = PersistentVector.empty();

export function lastIndex(log: Log): number {
  return log.length;
}

/** 0 where there is no such entry: before the first. */
export function termAt(log: Log, index: number): number {
  return log.get(index - 1)?.term ?? 0;
}

export function entryAt(log: Log, index: number): Entry | undefined {
  return log.get(index - 1);
}

/** Entries `first` to `last`, both included. */
export function entriesBetween(log: Log, first: number, last: number): readonly Entry[] {
  return log.slice(first - 1, last);
}

/** A log is at least as up to date if its last entry has a later term, or the same term and it is as long (§5.4.1). */
export function isUpToDate(log: Log, otherIndex: number, otherTerm: number): boolean {
  const ownTerm = termAt(log, lastIndex(log));
  return otherTerm > ownTerm || (otherTerm === ownTerm && otherIndex >= lastIndex(log));
}

export interface Merge {
  readonly log: Log;
  /** The first index removed; undefined: nothing conflicted. */
  readonly truncatedFrom: number | undefined;
  /** The first index added; undefined: everything was there. */
  readonly appendedFrom: number | undefined;
}

/** Puts `entries` after `prevIndex`: an entry that conflicts is removed with all that follow it, what agrees is kept (§5.3). */
export function merge(log: Log, prevIndex: number, entries: readonly Entry[]): Merge {
  let agreed = 0;
  while (
    agreed < entries.length &&
    prevIndex + agreed < lastIndex(log) &&
    termAt(log, prevIndex + agreed + 1) === entries[agreed]?.term
  )
    agreed += 1;
  if (agreed === entries.length) return { log, truncatedFrom: undefined, appendedFrom: undefined };
  const first = prevIndex + agreed + 1;
  let merged = log.take(first - 1);
  for (const entry of entries.slice(agreed)) merged = merged.push(entry);
  return { log: merged, truncatedFrom: first <= lastIndex(log) ? first : undefined, appendedFrom: first };
}
