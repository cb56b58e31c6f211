/** What the transport does at one moment, as the world that views draw: acknowledgements, and messages that wait. */
import type { Errand } from '../agenda.ts';
import type { ProcessRecord, Room } from '../room.ts';
import type { ProcessId } from '../scenario.ts';
import type { Acknowledgement, Flight } from '../world.ts';
import type { Entry, Receiving } from './state.ts';

/** Whether a protocol's message travels in it. */
export function carriesMessage({ segment }: Errand): boolean {
  return segment === undefined || segment.kind === 'data';
}

export function acknowledgementOf({ lanes }: Room, errand: Errand): readonly Acknowledgement[] {
  const { segment, doom, copy, send, sentAt, arrivesAt } = errand;
  if (segment === undefined || segment.kind === 'data') return [];
  return [
    {
      kind: segment.kind,
      from: lanes[errand.from] as ProcessId,
      to: lanes[errand.to] as ProcessId,
      ack: segment.ack,
      segment: send,
      copy,
      sentAt,
      arrivesAt,
      ...(doom === undefined ? {} : { doom: { reason: doom, endsAt: errand.at } }),
    },
  ];
}

/** The receiver has the message of this copy, or holds it. */
export function isSuperfluous(room: Room, { segment, from, to }: Errand): boolean {
  if (segment === undefined) return false;
  const place = placeOf(room.records[to]?.transport.receiving[from], segment.epoch, segment.seq);
  return place !== undefined;
}

/** Messages that no process has yet and of which no copy is on the wire, link by link in order. */
export function standingMessages(room: Room): readonly Flight[] {
  if (room.scenario.network.transport === 'datagram') return [];
  const wire = new Set<string>();
  for (const { from, to, number } of room.agenda.copy()) wire.add(`${from} ${to} ${number}`);
  for (const { inbox } of room.records) for (const { from, to, number } of inbox) wire.add(`${from} ${to} ${number}`);
  const up = room.records.filter(({ status }) => status !== 'crashed');
  return up.flatMap((record) =>
    Object.entries(record.transport.sending).flatMap(([peer, { queue }]) => {
      const to = Number(peer);
      const stream = room.records[to]?.transport.receiving[record.lane];
      return queue.flatMap((entry) => {
        const place = placeOf(stream, record.incarnation, entry.seq);
        if (place === 'process' || (place === undefined && wire.has(`${record.lane} ${to} ${entry.number}`))) return [];
        return [standing(room, record, to, entry, place ?? 'sender')];
      });
    }),
  );
}

/** Where number `seq` of the stream is at its receiver; undefined: it has not come. */
function placeOf(stream: Receiving | undefined, epoch: number, seq: number): 'process' | 'receiver' | undefined {
  if (stream?.epoch !== epoch) return undefined;
  if (seq < stream.expected) return 'process';
  return stream.held.some(({ segment }) => segment?.seq === seq) ? 'receiver' : undefined;
}

function standing(
  room: Room,
  { id }: ProcessRecord,
  lane: number,
  entry: Entry,
  stands: 'sender' | 'receiver',
): Flight {
  const to = room.lanes[lane] as ProcessId;
  const { number, type, payload, send, sentAt, copies } = entry;
  return {
    message: `${id}-${to}.${number}`,
    copy: Math.max(copies, 1),
    from: id,
    to,
    type,
    payload,
    send,
    sentAt,
    arrivesAt: sentAt,
    stands,
  };
}
