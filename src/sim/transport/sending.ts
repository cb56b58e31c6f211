/** The sending half of reliable links: messages are numbered, put on the wire, and again until they are acknowledged. */
import { announce, carry, ORDINARY } from '../network.ts';
import { recordOn, tickOn } from '../record.ts';
import type { ProcessRecord, Room } from '../room.ts';
import type { Json, Micros } from '../scenario.ts';
import { refreshNext, setTimer } from '../timers.ts';
import type { EventId } from '../trace-event.ts';
import { type Entry, type Segment, sendingTo, WINDOW, withSending } from './state.ts';
import { tagOf } from './tag.ts';

/** The stimulus of the transport's own timer; no chart ever sees it. */
export const SENDS_AGAIN = 'retransmission';

/** Waits double up to 2^6 times the first. */
const MOST_DOUBLINGS = 6;
/** Beside twice the network's delay, µs. */
const SLACK = 1000;

/** A protocol's message over a link that keeps it until it has arrived. */
export function sendReliably(
  room: Room,
  record: ProcessRecord,
  to: number,
  type: string,
  payload: Json,
  claims: number,
  cause: EventId,
): void {
  const { id, number, fate } = announce(room, record, to, type, payload, cause);
  const sending = sendingTo(record.transport, to);
  const signs = room.scenario.network.transport === 'authenticated';
  const tagged = { to: room.lanes[to] as string, epoch: record.incarnation, number, type, payload };
  const entry: Entry = {
    seq: sending.next,
    number,
    type,
    payload,
    send: id,
    sentAt: room.now,
    claims,
    copies: 0,
    fate,
    tag: signs ? tagOf(room.scenario.seed, record.id, tagged) : '',
  };
  record.transport = withSending(record.transport, to, {
    ...sending,
    next: sending.next + 1,
    queue: [...sending.queue, entry],
  });
  if (entry.seq < (sending.queue[0] ?? entry).seq + WINDOW) transmit(room, record, to, entry, id);
  if (sending.queue.length === 0) waitForAck(room, record, to, id);
}

/** Nothing was acknowledged in time: the oldest message goes out once more, and the next wait is longer. */
export function sendAgain(room: Room, record: ProcessRecord, to: number, cause: EventId): void {
  const sending = sendingTo(record.transport, to);
  const [oldest] = sending.queue;
  if (oldest === undefined) return;
  record.transport = withSending(record.transport, to, {
    ...sending,
    silence: Math.min(sending.silence + 1, MOST_DOUBLINGS),
  });
  transmit(room, record, to, oldest, cause);
  waitForAck(room, record, to, cause);
}

/** What the peer has acknowledged is forgotten, what waited for room goes out. */
export function noteAck(room: Room, record: ProcessRecord, from: number, { ack }: Segment, cause: EventId): void {
  const sending = sendingTo(record.transport, from);
  const queue = sending.queue.filter(({ seq }) => seq > ack);
  if (queue.length === sending.queue.length) return;
  record.transport = withSending(record.transport, from, { ...sending, queue, silence: 0 });
  sendWaiting(room, record, from, cause);
}

/**
 * The peer has started anew. What was on the wire for its old self may have been delivered there and is not sent again
 * (at most once); what never left goes to the new one.
 */
export function startOver(
  room: Room,
  record: ProcessRecord,
  from: number,
  segment: Segment,
  copy: number,
  cause: EventId,
): void {
  const sending = sendingTo(record.transport, from);
  const kept = sending.queue.filter(({ copies }) => copies === 0);
  const queue = kept.map((entry, index) => ({ ...entry, seq: index + 1 }));
  tickOn(room, record.lane);
  const id = recordOn(room, 'step', record, cause, {
    word: 'reset',
    extra: {
      peer: room.lanes[from] as string,
      incarnation: segment.epoch,
      lost: sending.queue.length - kept.length,
      copy,
    },
  });
  record.transport = withSending(record.transport, from, {
    peer: segment.epoch,
    next: queue.length + 1,
    queue,
    silence: 0,
  });
  sendWaiting(room, record, from, id);
}

/** Puts out what the window has room for, and waits for its acknowledgement. */
function sendWaiting(room: Room, record: ProcessRecord, to: number, cause: EventId): void {
  const { queue } = sendingTo(record.transport, to);
  const [oldest] = queue;
  for (const entry of queue)
    if (entry.copies === 0 && entry.seq < (oldest ?? entry).seq + WINDOW) transmit(room, record, to, entry, cause);
  record.timers = record.timers.filter(({ id }) => id !== timerId(to));
  if (oldest !== undefined) waitForAck(room, record, to, cause);
  else refreshNext(record);
}

function transmit(room: Room, record: ProcessRecord, to: number, entry: Entry, cause: EventId): void {
  const { peer } = sendingTo(record.transport, to);
  const again = entry.copies > 0;
  tickOn(room, record.lane);
  recordOn(room, 'step', record, cause, {
    word: 'segment',
    extra: {
      to: room.lanes[to] as string,
      flags: again ? 'data again' : 'data',
      seq: entry.seq,
      ack: (record.transport.receiving[to]?.expected ?? 1) - 1,
      length: 1,
      window: WINDOW,
      message: `${record.id}-${room.lanes[to]}.${entry.number}`,
      copy: entry.copies + 1,
    },
  });
  const { number, type, payload, send, claims, seq, tag, sentAt } = entry;
  const segment: Segment = {
    kind: 'data',
    epoch: record.incarnation,
    peer,
    seq,
    ack: 0,
    firstSentAt: sentAt,
    tag,
  };
  const copies = carry(
    room,
    { from: record.lane, to, number, type, payload, send, claims, segment },
    entry.copies,
    again ? ORDINARY : entry.fate,
  );
  noteCopies(record, to, entry.seq, copies);
}

function noteCopies(record: ProcessRecord, to: number, seq: number, copies: number): void {
  const sending = sendingTo(record.transport, to);
  const queue = sending.queue.map((entry) => (entry.seq === seq ? { ...entry, copies } : entry));
  record.transport = withSending(record.transport, to, { ...sending, queue });
}

/** Runs on the process's own clock. */
function waitForAck(room: Room, record: ProcessRecord, to: number, cause: EventId): void {
  if (isLeftOut(room, 'noRetransmission')) return;
  const { silence, queue } = sendingTo(record.transport, to);
  const longest = room.scenario.network.delay[1];
  const first: Micros = 2 * longest + SLACK;
  const wait = first * 2 ** silence;
  // The oldest will have taken as long when it comes, should it be sent again then.
  room.writer?.noteFlight(room.now + wait + longest + SLACK - (queue[0]?.sentAt ?? room.now));
  setTimer(room, record, { type: SENDS_AGAIN, to }, timerId(to), wait, cause);
  refreshNext(record);
}

/** Whether the scenario leaves out this rule of the transport. */
export function isLeftOut(
  { protocol, scenario }: Pick<Room, 'protocol' | 'scenario'>,
  rule: keyof NonNullable<Room['protocol']['transportFlaws']>,
): boolean {
  const flaw = protocol.transportFlaws?.[rule];
  return flaw !== undefined && scenario.flaws.includes(flaw);
}

function timerId(to: number): string {
  return `transport/${to}`;
}
