/** Writing down what happens, with its clocks. While a known past is replayed only the count goes on. */
import { reading } from './clock.ts';
import type { ProcessRecord, Room } from './room.ts';
import type { EventId, EventKind } from './trace-event.ts';

interface Details {
  readonly subject?: number;
  readonly number?: number;
  readonly copy?: number;
  readonly word?: string;
  readonly extra?: unknown;
}

/** One more event of this lane: its own counters rise by one. */
export function tickOn(room: Room, lane: number): void {
  if (room.writer === undefined) return;
  room.lamports[lane] = (room.lamports[lane] as number) + 1; // lanes are in range
  const vector = room.vectors[lane] as Int32Array;
  vector[lane] = (vector[lane] as number) + 1;
}

/** Before a receipt: the receiver takes the maximum of its clocks and those sent along. */
export function mergeFrom(room: Room, lane: number, send: EventId): void {
  if (room.writer === undefined) return;
  const sent = room.writer.vectorOf(send);
  const vector = room.vectors[lane] as Int32Array;
  for (let other = 0; other < sent.length; other += 1) {
    if ((sent[other] as number) > (vector[other] as number)) vector[other] = sent[other] as number;
  }
  room.lamports[lane] = Math.max(room.lamports[lane] as number, room.writer.lamport(send));
}

/** Records an event of a process; `down` where it has no clocks any more. */
export function recordOn(
  room: Room,
  kind: EventKind,
  record: ProcessRecord,
  cause: EventId,
  details: Details,
): EventId {
  const id = room.events++;
  if (room.writer === undefined) return id;
  const down = record.status === 'crashed';
  room.writer.append(
    room.now,
    kind,
    record.lane,
    cause,
    down ? 0 : (room.lamports[record.lane] as number),
    down ? Number.NaN : reading(record.clock, room.now),
    details.subject ?? 0,
    details.number ?? 0,
    details.copy ?? 0,
    details.word ?? '',
    details.extra,
    down ? undefined : room.vectors[record.lane],
  );
  return id;
}

/** Records an event of the world's own. */
export function recordWorld(room: Room, kind: EventKind, cause: EventId, details: Details): EventId {
  const id = room.events++;
  room.writer?.append(
    room.now,
    kind,
    -1,
    cause,
    0,
    Number.NaN,
    details.subject ?? 0,
    details.number ?? 0,
    details.copy ?? 0,
    details.word ?? '',
    details.extra,
    undefined,
  );
  return id;
}
