/** Messages: their luck, their way, their end. */
import type { Errand } from './agenda.ts';
import { draw, drawHeavy, drawWithin } from './chance.ts';
import type { Figures } from './links.ts';
import { mergeFrom, recordOn, recordWorld, tickOn } from './record.ts';
import type { ProcessRecord, Room } from './room.ts';
import type { Json, Micros, SystemModel, TrueTime } from './scenario.ts';
import type { EventId, LossReason } from './trace-event.ts';

const MILLION = 1_000_000;

/** What the faults aimed at one message do to it. */
export interface Fate {
  readonly dropped: boolean;
  readonly extraCopies: number;
  readonly extraDelay: Micros;
}
export const ORDINARY: Fate = { dropped: false, extraCopies: 0, extraDelay: 0 };

/** One message to be put on the wire; `claims` is the lane it says it comes from. */
export type Parcel = Pick<Errand, 'from' | 'to' | 'number' | 'type' | 'payload' | 'send' | 'claims' | 'segment'>;

/** A datagram: lost, doubled and late as luck has it. */
export function send(
  room: Room,
  record: ProcessRecord,
  to: number,
  type: string,
  payload: Json,
  claims: number,
  cause: EventId,
): void {
  const { id, number, fate } = announce(room, record, to, type, payload, cause);
  carry(room, { from: record.lane, to, number, type, payload, send: id, claims, segment: undefined }, 0, fate);
}

/** The message comes to exist: it gets its number on its link, and the faults that name it are carried out. */
export function announce(
  room: Room,
  record: ProcessRecord,
  to: number,
  type: string,
  payload: Json,
  cause: EventId,
): { readonly id: EventId; readonly number: number; readonly fate: Fate } {
  const link = record.lane * room.lanes.length + to;
  const number = (room.sent[link] as number) + 1;
  room.sent[link] = number;
  tickOn(room, record.lane);
  const id = recordOn(room, 'send', record, cause, { subject: link, number, word: type, extra: payload });
  const fate =
    room.script.onMessage.size === 0 ? ORDINARY : fateOf(room, `${record.id}-${room.lanes[to]}.${number}`, id);
  return { id, number, fate };
}

/** Puts the parcel on the wire, in as many copies as luck makes; `earlier` were put there before. Gives how many there are now. */
export function carry(room: Room, parcel: Parcel, earlier: number, fate: Fate): number {
  const { from, to, segment } = parcel;
  const link = from * room.lanes.length + to;
  const address = addressOf(room, parcel);
  const figures = room.links.figures[link] as Figures;
  const happens = (ppm: number, what: string) =>
    ppm > 0 && draw(room.scenario.seed, `${address}/${what}`) * MILLION < ppm;
  if (segment !== undefined) room.writer?.noteStreams();
  const unboundedFor = unboundedUntil(room.scenario.model);
  const doubled = happens(figures.duplicatePpm, `${prefixOf(earlier + 1)}duplicate`);
  const last = earlier + 1 + (doubled ? 1 : 0) + fate.extraCopies;
  for (let copy = earlier + 1; copy <= last; copy += 1) {
    const prefix = prefixOf(copy);
    const usual = drawWithin(room.scenario.seed, `${address}/${prefix}delay`, figures.delay);
    const extra = room.now < unboundedFor ? straggle(room, `${address}/${prefix}tail`, figures.delay[1]) : 0;
    const arrivesAt = promise(room, link, room.now + usual + extra + fate.extraDelay);
    const doom = fate.dropped
      ? 'dropped'
      : !room.links.open[link]
        ? 'cut'
        : happens(figures.lossPpm, `${prefix}loss`)
          ? 'loss'
          : undefined;
    room.writer?.noteFlight(arrivesAt - (segment?.firstSentAt ?? room.now));
    room.agenda.push({
      at: doom === undefined ? arrivesAt : halfway(room.now, arrivesAt),
      sequence: room.sequence++,
      from,
      to,
      number: parcel.number,
      copy,
      type: parcel.type,
      payload: parcel.payload,
      send: parcel.send,
      sentAt: room.now,
      arrivesAt,
      doom,
      claims: parcel.claims,
      segment,
    });
  }
  return last;
}

function prefixOf(copy: number): string {
  return copy === 1 ? '' : `copy${copy}/`;
}

/** Part of addresses of chance. Acknowledgements are no messages and have numbers of their own. */
function addressOf({ lanes }: Room, { from, to, number, segment }: Parcel): string {
  return segment === undefined || segment.kind === 'data'
    ? `${lanes[from]}-${lanes[to]}.${number}`
    : `${lanes[from]}-${lanes[to]}/acknowledgement${number}`;
}

/** Scale of the tail where the network itself takes no time, µs. */
const LEAST_SCALE = 1000;

/** Until when delays have no bound (docs/adr/0009); 0: they always have. */
export function unboundedUntil({ timing, gst = 0 }: SystemModel): TrueTime {
  if (timing === 'asynchronous') return Number.POSITIVE_INFINITY;
  return timing === 'partially-synchronous' ? gst : 0;
}

/** How much longer than usual a message takes that nothing bounds; sent before `gst` it takes no longer than from then on. */
function straggle({ scenario, now }: Room, address: string, scale: Micros): Micros {
  const extra = drawHeavy(scenario.seed, address, Math.max(scale, LEAST_SCALE));
  return Math.min(extra, unboundedUntil(scenario.model) - now);
}

/** The message is received: clocks are merged, then the receiver's own counter rises. */
export function arrive(room: Room, errand: Errand): EventId {
  const record = room.records[errand.to] as ProcessRecord;
  mergeFrom(room, errand.to, errand.send);
  tickOn(room, errand.to);
  room.writer?.noteFlight(room.now - (errand.segment?.firstSentAt ?? errand.sentAt));
  return recordOn(room, 'receive', record, errand.send, {
    subject: errand.from * room.lanes.length + errand.to,
    number: errand.number,
    copy: errand.copy,
    word: errand.type,
    extra: errand.payload,
  });
}

export function lose(room: Room, errand: Errand, reason: LossReason): void {
  // An acknowledgement is no message: with it nothing is lost.
  const control = errand.segment !== undefined && errand.segment.kind !== 'data';
  recordWorld(room, control ? 'astray' : 'lost', errand.send, {
    subject: errand.from * room.lanes.length + errand.to,
    number: errand.number,
    copy: errand.copy,
    word: reason,
  });
}

/** A doomed message dies on its way, where it can be seen to: in the middle. */
function halfway(sentAt: number, arrivesAt: number): number {
  return sentAt + Math.floor((arrivesAt - sentAt) / 2);
}

/** On a link that keeps order no message overtakes an earlier one. */
function promise(room: Room, link: number, arrivesAt: number): number {
  if (!room.scenario.network.fifo) return arrivesAt;
  const kept = Math.max(arrivesAt, room.promised[link] as number);
  room.promised[link] = kept;
  return kept;
}

/** Faults that name this message are carried out now, when it comes to exist. */
function fateOf(room: Room, address: string, cause: EventId): Fate {
  const indices = room.script.onMessage.get(address);
  if (indices === undefined) return ORDINARY;
  let fate = ORDINARY;
  for (const index of indices) {
    const fault = room.scenario.faults[index];
    if (fault?.kind === 'drop') fate = { ...fate, dropped: true };
    else if (fault?.kind === 'duplicate') fate = { ...fate, extraCopies: fate.extraCopies + 1 };
    else if (fault?.kind === 'delay') fate = { ...fate, extraDelay: fate.extraDelay + fault.by };
    recordWorld(room, 'fault', cause, { subject: index, word: 'begin' });
  }
  room.found = new Set([...room.found, ...indices]);
  return fate;
}
