/** The receiving half of reliable links: duplicates are discarded, what came too early is held, all is acknowledged. */
import type { Errand } from '../agenda.ts';
import { carry, lose, ORDINARY } from '../network.ts';
import { recordOn, tickOn } from '../record.ts';
import type { ProcessRecord, Room } from '../room.ts';
import type { Json, ProcessId } from '../scenario.ts';
import type { EventId } from '../trace-event.ts';
import { isLeftOut, noteAck, startOver } from './sending.ts';
import { FIRST_INCARNATION, type Receiving, type Segment, WINDOW, withReceiving } from './state.ts';
import { tagOf } from './tag.ts';

/** What a segment does to the transport; gives the messages that the process may now have, in order. */
export function receiveSegment(room: Room, record: ProcessRecord, errand: Errand, segment: Segment): readonly Errand[] {
  if (segment.kind === 'data') return takeData(room, record, errand, segment);
  takeControl(room, record, errand, segment);
  return [];
}

/** An acknowledgement or reset; one that is for an older self, or from one, says nothing any more. */
function takeControl(room: Room, record: ProcessRecord, errand: Errand, segment: Segment): void {
  const { from, copy, send } = errand;
  const { kind, epoch, ack } = segment;
  const detail = { peer: room.lanes[from] as ProcessId, ack, copy };
  const known = record.transport.sending[from]?.peer ?? FIRST_INCARNATION;
  const isNews = segment.peer === record.incarnation && (kind === 'reset' ? epoch > known : epoch === known);
  if (!isNews) note(room, record, 'discard', { ...detail, seq: 0 }, send);
  else if (kind === 'reset') startOver(room, record, from, segment, copy, send);
  else noteAck(room, record, from, segment, note(room, record, 'ack', detail, send));
}

function takeData(room: Room, record: ProcessRecord, errand: Errand, segment: Segment): readonly Errand[] {
  const { from } = errand;
  if (segment.peer !== record.incarnation) {
    // Meant for what this process was before it crashed: at most once means never again.
    lose(room, errand, 'crashed');
    answer(room, record, from, 'reset', segment.epoch, 0, errand.send);
    return [];
  }
  const known = record.transport.receiving[from];
  if (known !== undefined && segment.epoch < known.epoch) {
    lose(room, errand, 'crashed');
    return [];
  }
  const stream = known?.epoch === segment.epoch ? known : newStream(room, known, segment.epoch);
  const [next, ready] = put(room, record, stream, errand, segment.seq);
  record.transport = withReceiving(record.transport, from, next);
  answer(room, record, from, 'ack', segment.epoch, next.expected - 1, errand.send);
  return ready.filter((message) => authentic(room, message));
}

/** The stream with one more segment, and what of it is in order now. */
function put(
  room: Room,
  record: ProcessRecord,
  stream: Receiving,
  errand: Errand,
  seq: number,
): readonly [Receiving, readonly Errand[]] {
  const peer = room.lanes[errand.from] as ProcessId;
  const { expected, held } = stream;
  if (seq < expected || held.some(({ segment }) => segment?.seq === seq)) {
    if (seq < expected && isLeftOut(room, 'noDeduplication')) {
      note(room, record, 'deliver', { peer, from: seq, to: seq, copy: errand.copy }, errand.send);
      return [stream, [errand]];
    }
    note(room, record, 'discard', { peer, seq, copy: errand.copy }, errand.send);
    return [stream, []];
  }
  if (seq > expected) {
    note(room, record, 'hold', { peer, seq, expected, copy: errand.copy }, errand.send);
    const inOrder = [...held, errand].sort((a, b) => (a.segment?.seq ?? 0) - (b.segment?.seq ?? 0));
    return [{ ...stream, held: inOrder }, []];
  }
  let run = 0;
  while (held[run]?.segment?.seq === expected + 1 + run) run += 1;
  const last = expected + run;
  note(room, record, 'deliver', { peer, from: expected, to: last, copy: errand.copy }, errand.send);
  return [{ ...stream, expected: last + 1, held: held.slice(run) }, [errand, ...held.slice(0, run)]];
}

/** The peer has started anew: what was held of its old stream has a hole before it that nobody fills any more. */
function newStream(room: Room, old: Receiving | undefined, epoch: number): Receiving {
  for (const errand of old?.held ?? []) lose(room, errand, 'crashed');
  return { epoch, expected: 1, held: [] };
}

/** A tag that the claimed sender cannot have made: the message is refused. */
function authentic(room: Room, errand: Errand): boolean {
  const { network, seed } = room.scenario;
  if (network.transport !== 'authenticated' || isLeftOut(room, 'acceptUnsigned')) return true;
  const { to, number, type, payload, segment, claims } = errand;
  const tagged = { to: room.lanes[to] as ProcessId, epoch: segment?.epoch ?? 0, number, type, payload };
  if (segment?.tag === tagOf(seed, room.lanes[claims] as ProcessId, tagged)) return true;
  lose(room, errand, 'refused');
  return false;
}

function answer(
  room: Room,
  record: ProcessRecord,
  to: number,
  kind: 'ack' | 'reset',
  peer: number,
  ack: number,
  cause: EventId,
): void {
  const acks = record.transport.acks + 1;
  record.transport = { ...record.transport, acks };
  const id = note(
    room,
    record,
    'segment',
    { to: room.lanes[to] as ProcessId, flags: kind, seq: 0, ack, length: 0, window: WINDOW },
    cause,
  );
  const segment: Segment = { kind, epoch: record.incarnation, peer, seq: 0, ack, firstSentAt: room.now, tag: '' };
  const number = record.incarnation * ACKS_A_LIFE + acks;
  carry(
    room,
    { from: record.lane, to, number, type: kind, payload: null, send: id, claims: record.lane, segment },
    0,
    ORDINARY,
  );
}

/** Addresses of chance for acknowledgements: incarnation and number in one. */
const ACKS_A_LIFE = 10_000_000;

function note(
  room: Room,
  record: ProcessRecord,
  name: string,
  detail: Readonly<Record<string, Json>>,
  cause: EventId,
): EventId {
  tickOn(room, record.lane);
  return recordOn(room, 'step', record, cause, { word: name, extra: detail });
}
