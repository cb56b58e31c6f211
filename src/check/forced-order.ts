/**
 * What every sequentially consistent order must keep, where values tell who wrote them: each client's own order, writes
 * before their reads, and then, again and again, no other write between a write and its read (Gibbons and Korach 1997;
 * Biswas and Enea 2019 call it saturation). A cycle proves that there is no order; without one, the search has less
 * to try.
 */
import { present } from '../base/assert.ts';
import { type Call, isKnown } from './history.ts';
import { type Graph, newGraph } from './precedence-graph.ts';
import { onlyObserves, type State } from './register.ts';

export type Forced =
  /** By call: those that come before it in every order. Only what is needed to imply the rest. */
  | { readonly kind: 'order'; readonly before: ReadonlyMap<Call, readonly Call[]> }
  /** `other` must come between what `read` saw and `read`; undefined: what it saw was never written. */
  | { readonly kind: 'contradiction'; readonly other: Call | undefined; readonly read: Call };

/** Calls above which reachability takes too much memory. */
const MOST_CALLS = 5_000;

/** A read, and the write that it saw, as places; −1: it saw that nothing was written. */
interface Sight {
  readonly write: number;
  readonly read: number;
}

/** undefined: values repeat or are appended to, so that they do not tell who wrote them. */
export function forcedOrder(all: readonly Call[]): Forced | undefined {
  const seen = new Set(all.map((call) => nameOf(call.key, versionSeen(call) ?? null)));
  const calls = all.filter((call) => isKnown(call) || seen.has(nameOf(call.key, call.value ?? '')));
  if (calls.length > MOST_CALLS || !valuesTell(all)) return undefined;
  const sights = sightsOf(calls);
  const lost = sights.find(({ write }) => write === undefined);
  if (lost !== undefined) return { kind: 'contradiction', other: undefined, read: present(calls[lost.read], 'read') };
  const graph = newGraph(calls.length);
  addOwnOrder(graph, calls);
  const known = sights.flatMap(({ write, read }): Sight[] => (write === undefined ? [] : [{ write, read }]));
  for (const { write, read } of known) if (write >= 0) graph.add(write, read);
  return saturate(graph, calls, known);
}

function saturate(graph: Graph, calls: readonly Call[], sights: readonly Sight[]): Forced {
  const writes = writesByKey(calls);
  const callAt = (place: number) => present(calls[place], 'call');
  for (;;) {
    const stuck = graph.close();
    if (stuck.length > 0) return contradictionAmong(stuck, sights, callAt);
    let changed = false;
    for (const { write, read } of sights) {
      for (const other of writes.get(callAt(read).key) ?? []) {
        if (other === write || other === read) continue;
        const isAfter = write < 0 || graph.reaches(write, other);
        const isBefore = graph.reaches(other, read);
        if (isAfter && isBefore) return { kind: 'contradiction', other: callAt(other), read: callAt(read) };
        if (isAfter && !graph.reaches(read, other)) changed = graph.add(read, other) || changed;
        if (isBefore && write >= 0 && !graph.reaches(other, write)) changed = graph.add(other, write) || changed;
      }
    }
    if (changed) continue;
    const before = new Map(calls.map((call, place) => [call, graph.before(place).map(callAt)]));
    return { kind: 'order', before };
  }
}

/** Calls that all wait for each other: named by a read among them, and by a write that another client made. */
function contradictionAmong(
  stuck: readonly number[],
  sights: readonly Sight[],
  callAt: (place: number) => Call,
): Forced {
  const among = new Set(stuck);
  const inside = sights.find(({ write, read }) => among.has(read) && among.has(write));
  const read = callAt(inside?.read ?? stuck.at(-1) ?? 0);
  const other = stuck.map(callAt).find((call) => call !== read && call.op !== 'read' && call.key === read.key);
  return { kind: 'contradiction', other: other ?? callAt(stuck[0] ?? 0), read };
}

function addOwnOrder(graph: Graph, calls: readonly Call[]): void {
  const last = new Map<string, number>();
  calls.forEach((call, place) => {
    const before = last.get(call.client);
    if (before !== undefined) graph.add(before, place);
    // What comes after a call without an answer need not wait for it.
    if (isKnown(call)) last.set(call.client, place);
  });
}

/** `write` undefined: nothing wrote what was seen. */
function sightsOf(calls: readonly Call[]): { readonly write: number | undefined; readonly read: number }[] {
  const writers = new Map<string, number>();
  calls.forEach((call, place) => {
    if (mayWrite(call)) writers.set(nameOf(call.key, call.value ?? ''), place);
  });
  return calls.flatMap((call, read) => {
    const version = isKnown(call) ? versionSeen(call) : undefined;
    if (version === undefined) return [];
    return [{ write: version === null ? -1 : writers.get(nameOf(call.key, version)), read }];
  });
}

function writesByKey(calls: readonly Call[]): ReadonlyMap<string, readonly number[]> {
  const writes = new Map<string, number[]>();
  calls.forEach((call, place) => {
    if (mayWrite(call)) writes.set(call.key, [...(writes.get(call.key) ?? []), place]);
  });
  return writes;
}

function valuesTell(calls: readonly Call[]): boolean {
  const written = calls.filter(mayWrite).map(({ key, value = '' }) => nameOf(key, value));
  return calls.every(({ op }) => op !== 'append') && new Set(written).size === written.length;
}

function versionSeen(call: Call): State | undefined {
  if (call.op === 'read') return call.result as State;
  return call.op === 'cas' && !onlyObserves(call, call.result) ? (call.expected ?? null) : undefined;
}

function mayWrite(call: Call): boolean {
  return call.op === 'write' || (call.op === 'cas' && !onlyObserves(call, call.result));
}

function nameOf(key: string, value: State): string {
  return JSON.stringify([key, value]);
}
