/** Clients' operations as intervals on their lanes. */
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { Operation } from '../../sim/trace-event.ts';

export interface Interval {
  /** Index into the trace's operations. */
  readonly index: number;
  readonly operation: Operation;
  readonly from: TrueTime;
  /** Where it is drawn to: Infinity where nothing has ended it. */
  readonly to: TrueTime;
  /** Position in the lane, from 0. */
  readonly row: number;
}

/** One client's intervals in order of invocation, and for each the latest end so far, by which they are bisected. */
export interface Calls {
  readonly intervals: readonly Interval[];
  readonly latest: readonly TrueTime[];
  readonly rows: number;
}

/** Intervals side by side in one lane; more share the last row. */
const MOST_ROWS = 3;

/** By lane; undefined on the lanes of servers. */
export function callsOf(trace: Trace): readonly (Calls | undefined)[] {
  const byClient = new Map<string, [index: number, operation: Operation][]>();
  trace.operations.forEach((operation, index) => {
    const own = byClient.get(operation.client);
    if (own === undefined) byClient.set(operation.client, [[index, operation]]);
    else own.push([index, operation]);
  });
  return trace.lanes.map((client, lane) => (lane < trace.serverCount ? undefined : stack(byClient.get(client) ?? [])));
}

function stack(operations: readonly (readonly [index: number, operation: Operation])[]): Calls {
  const intervals: Interval[] = [];
  const latest: TrueTime[] = [];
  const ends: TrueTime[] = [];
  let end = 0;
  operations.forEach(([index, operation], place) => {
    // An answer that never came is drawn up to the client's next try: after that the client itself has given up.
    const next = operations[place + 1]?.[1].invoke;
    const to = operation.return ?? next ?? Infinity;
    const free = ends.findIndex((busy) => busy <= operation.invoke);
    const row = free >= 0 ? free : Math.min(ends.length, MOST_ROWS - 1);
    ends[row] = Math.max(ends[row] ?? 0, to);
    end = Math.max(end, to);
    intervals.push({ index, operation, from: operation.invoke, to, row });
    latest.push(end);
  });
  return { intervals, latest, rows: Math.max(ends.length, 1) };
}

/** The intervals that touch [from, to]; stops after `most`. */
export function intervalsIn(calls: Calls, from: TrueTime, to: TrueTime, most: number): readonly Interval[] {
  const { intervals, latest } = calls;
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((latest[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  const found: Interval[] = [];
  for (let at = low; at < intervals.length && found.length < most; at += 1) {
    const interval = intervals[at] as Interval;
    if (interval.from > to) break;
    if (interval.to >= from) found.push(interval);
  }
  return found;
}

/** `x←3 ok`, `read x = 5`, `x←9 …no reply`. */
export function operationText(operation: Operation): string {
  const { key, op } = operation;
  const value = operation.value ?? '';
  const asked =
    op === 'read'
      ? `read ${key}`
      : op === 'cas'
        ? `${key}: ${operation.expected ?? '∅'}→${value}`
        : op === 'append'
          ? `${key}+=${value}`
          : `${key}←${value}`;
  if (operation.status === 'unknown') return `${asked} …no reply`;
  if (operation.status === 'fail') return `${asked} failed`;
  if (op === 'read') return `${asked} = ${operation.result === null ? '∅' : String(operation.result)}`;
  if (op === 'cas') return `${asked} ${operation.result === false ? 'no' : 'ok'}`;
  return `${asked} ok`;
}
