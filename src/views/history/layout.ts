/** Where a history is drawn: a lane a client, a box an operation, a tick where it can be thought to take effect. */
import type { Point } from '../../check/verdict.ts';
import type { Operation } from '../../sim/trace-event.ts';

export interface Box {
  /** Index into the history. */
  readonly index: number;
  readonly operation: Operation;
  readonly lane: number;
  /** Row within the lane, from 0: a client's operations may overlap where the history says so. */
  readonly row: number;
  /** In the history's own unit of time. */
  readonly from: number;
  readonly to: number;
  /** Where the next box of its row begins; Infinity: there is none. */
  readonly next: number;
}

export interface Tick {
  readonly index: number;
  /** Place in the order, from 1. */
  readonly place: number;
  readonly at: number;
}

export interface HistoryLayout {
  readonly clients: readonly string[];
  /** Rows of each lane. */
  readonly rows: readonly number[];
  /** In order of invocation. */
  readonly boxes: readonly Box[];
  readonly start: number;
  readonly end: number;
}

/** Rows drawn in one lane; more share the last one. */
const MOST_ROWS = 4;

export function layoutOf(operations: readonly Operation[]): HistoryLayout {
  const clients = [...new Set(operations.map(({ client }) => client))].sort(byName);
  const start = operations.reduce((least, { invoke }) => Math.min(least, invoke), Number.POSITIVE_INFINITY);
  const last = operations.reduce((most, one) => Math.max(most, one.return ?? one.invoke), Number.NEGATIVE_INFINITY);
  if (operations.length === 0) return { clients, rows: [], boxes: [], start: 0, end: 1 };
  // Room after the last answer: what has none is drawn up to there.
  const end = last + Math.max(1, (last - start) * 0.04);
  const laneOf = new Map(clients.map((client, lane) => [client, lane]));
  const rows = clients.map(() => 1);
  const busy = clients.map((): number[] => []);
  const boxes = operations
    .map((operation, index) => ({ operation, index }))
    .sort((a, b) => a.operation.invoke - b.operation.invoke || a.index - b.index)
    .map(({ operation, index }): Omit<Box, 'next'> => {
      const lane = laneOf.get(operation.client) ?? 0;
      const ends = busy[lane] ?? [];
      // An open end takes its row only up to where it begins: the client goes on, and the box is drawn underneath.
      const to = operation.return ?? end;
      const free = ends.findIndex((until) => until <= operation.invoke);
      const row = free >= 0 ? free : Math.min(ends.length, MOST_ROWS - 1);
      ends[row] = Math.max(ends[row] ?? 0, to);
      rows[lane] = Math.max(rows[lane] ?? 1, row + 1);
      return { index, operation, lane, row, from: operation.invoke, to };
    });
  return { clients, rows, boxes: withNext(boxes), start, end };
}

function withNext(boxes: readonly Omit<Box, 'next'>[]): readonly Box[] {
  const begins = new Map<string, number>();
  return boxes
    .toReversed()
    .map((box): Box => {
      const row = `${box.lane}/${box.row}`;
      const next = begins.get(row) ?? Number.POSITIVE_INFINITY;
      begins.set(row, box.from);
      return { ...box, next };
    })
    .toReversed();
}

/** The moments of an order, each in the middle of where its place lets it be, so that none lie upon each other without need. */
export function ticksOf(order: readonly Point[], operations: readonly Operation[], end: number): readonly Tick[] {
  const latest: number[] = [];
  let limit = end;
  for (let place = order.length - 1; place >= 0; place -= 1) {
    limit = Math.min(limit, operations[order[place]?.operation ?? -1]?.return ?? end);
    latest[place] = limit;
  }
  return order.map(({ operation, at }, place) => ({
    index: operation,
    place: place + 1,
    at: (at + Math.max(at, latest[place] ?? at)) / 2,
  }));
}

/** The boxes that touch [from, to], and at most `most` of them. */
export function boxesIn(layout: HistoryLayout, from: number, to: number, most: number): readonly Box[] {
  return layout.boxes.filter((box) => box.to >= from && box.from <= to).slice(0, most);
}

/** `C2` before `C10`. */
function byName(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
