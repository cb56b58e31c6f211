/** The state machine that every replica runs: keys with a text and the time of its last change, and what clients were answered. */
import { PersistentMap } from '../../base/persistent-map.ts';
import { Fnv64 } from '../../sim/fnv.ts';
import type { Entry } from './messages.ts';

export type Item = { readonly text: string; readonly changed: number };

export interface State {
  readonly items: PersistentMap<Item>;
  /** By client: its last request that took effect, and the answer to it. */
  readonly sessions: PersistentMap<{ readonly request: number; readonly result: string | null }>;
}

export const EMPTY: State = { items: PersistentMap.empty(), sessions: PersistentMap.empty() };

export interface Applied {
  readonly state: State;
  readonly result: string | null;
  /** false: it had been applied before, and is only answered again. */
  readonly effective: boolean;
}

/** Deterministic: the same state and entry and time give the same state, wherever and whenever (Schneider 1990, §2). */
export function applyEntry(state: State, entry: Entry, time: number, checksDuplicates: boolean): Applied {
  const { client, request } = entry;
  const before = state.sessions.get(client);
  if (checksDuplicates && before !== undefined && request <= before.request)
    return { state, result: before.result, effective: false };
  const { items, result } = evaluate(state.items, entry, time);
  return { state: { items, sessions: state.sessions.set(client, { request, result }) }, result, effective: true };
}

function evaluate(
  items: State['items'],
  { op, key, value }: Entry,
  time: number,
): { readonly items: State['items']; readonly result: string | null } {
  const text = items.get(key)?.text;
  if (op === 'read') return { items, result: text ?? null };
  const next = op === 'append' ? (text ?? '') + (value ?? '') : (value ?? '');
  return { items: items.set(key, { text: next, changed: time }), result: null };
}

/** Equal for equal states: 16 hex digits over keys and clients in order. */
export function digestOf({ items, sessions }: State): string {
  const sorted = <Value>(map: PersistentMap<Value>) => [...map.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = new Fnv64();
  hash.add(JSON.stringify([sorted(items), sorted(sessions)]));
  return hash.digest();
}

/** The digest of a log that goes on with one more entry. */
export function extended(digest: string, entry: Entry): string {
  const hash = new Fnv64();
  hash.add(`${digest} ${JSON.stringify(entry)}`);
  return hash.digest();
}
