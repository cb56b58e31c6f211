/** What the stream promises: nothing wrong is delivered, nothing of an older connection, and in the end all of it. */
import type { Finding, LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { FOLLOWED, follow, isOwn, NO_ORIGINS, type Origins, peerOf } from './reading.ts';
import type { TcpContext } from './state.ts';
import { textOf } from './stream.ts';

interface Delivered {
  readonly origins: Origins;
  /** By process: bytes its application has of the connection it is in. */
  readonly places: Readonly<Record<ProcessId, number>>;
}

export const isPrefix: Monitor<Delivered> = {
  id: 'prefix',
  claim: 'What an application reads is a prefix of what the other one wrote on that connection.',
  type: 'safety',
  source: 'RFC 9293 §3.4',
  on: [...FOLLOWED, 'deliver'],
  start: { origins: NO_ORIGINS, places: {} },
  observe(memory, world, event) {
    const { process } = event;
    if (event.kind !== 'step' || event.name !== 'deliver' || !isOwn(event) || process === undefined) {
      const origins = follow(memory.origins, world, event);
      const fresh = event.kind === 'step' && event.name === 'meet' && process !== undefined ? { [process]: 0 } : {};
      return [{ origins, places: { ...memory.places, ...fresh } }, undefined];
    }
    const { from, to, data } = event.detail;
    const peer = peerOf(world, process) ?? '';
    const connection = memory.origins.met[process] ?? 0;
    const known = { ...memory, places: { ...memory.places, [process]: Number(to) } };
    const expected = textOf(peer, connection, Number(from), Number(to));
    if (memory.origins.outlived || (expected === data && from === (memory.places[process] ?? 0) + 1))
      return [known, undefined];
    const message = `${process} reads “${data}” as bytes ${from} to ${to}, and ${peer} wrote “${expected}”.`;
    return [known, { holds: false, events: [event.id], message }];
  },
};

export const noOldSegment: Monitor<Origins> = {
  id: 'no-old-segment',
  claim: 'While no segment outlives its lifetime, no data of an older connection are accepted by a newer one.',
  type: 'safety',
  source: 'RFC 9293 §3.4.1',
  on: [...FOLLOWED, 'accept'],
  start: NO_ORIGINS,
  observe(memory, world, event) {
    const { process } = event;
    if (event.kind !== 'step' || event.name !== 'accept' || process === undefined)
      return [follow(memory, world, event), undefined];
    const arrival = memory.last[process];
    const met = memory.met[process];
    if (arrival === undefined || memory.outlived || arrival.connection === met) return [memory, undefined];
    const message = `${process} takes a segment of connection ${arrival.connection} into connection ${met}.`;
    return [memory, { holds: false, events: [arrival.event, arrival.received, event.id], message }];
  },
};

interface Progress {
  readonly delivered: Readonly<Record<ProcessId, number>>;
  readonly progressAt: TrueTime;
  readonly movedAt: TrueTime;
  readonly last: EventId;
  /** Segments received since the last progress. */
  readonly idle: Readonly<Record<ProcessId, number>>;
  readonly cutShort: boolean;
}

/** Segments each end may receive without anything coming of it. */
const ENOUGH = 10;
const PATIENCE = 1_500_000;

export const arrivesWhole: Monitor<Progress> = {
  id: 'arrives-whole',
  claim: 'While both ends stay up and the network lets segments through, every stream arrives whole.',
  type: 'liveness',
  source: 'RFC 9293 §3.8',
  on: ['deliver', 'accept', 'state', 'abort', 'crash', 'receive', 'timer', 'send'],
  start: { delivered: {}, progressAt: 0, movedAt: 0, last: 0, idle: {}, cutShort: false },
  observe(memory, world, event) {
    const { process = '' } = event;
    const moved = { ...memory, movedAt: world.now };
    if (event.kind === 'crash') return [{ ...memory, cutShort: true }, undefined];
    if (event.kind === 'receive')
      return [{ ...moved, idle: { ...memory.idle, [process]: (memory.idle[process] ?? 0) + 1 } }, undefined];
    if (event.kind !== 'step' || !isOwn(event)) return [moved, undefined];
    if (event.name === 'abort') return [{ ...moved, cutShort: true }, undefined];
    const progress = { ...moved, progressAt: world.now, last: event.id, idle: {} };
    if (event.name !== 'deliver') return [progress, undefined];
    const { from, to } = event.detail;
    const count = (memory.delivered[process] ?? 0) + Number(to) - Number(from) + 1;
    return [{ ...progress, delivered: { ...memory.delivered, [process]: count } }, undefined];
  },
  conclude: judge,
};

function judge(memory: Progress, world: LiveWorld): Finding {
  const told = (holds: boolean | null, message: string): Finding => ({
    holds,
    events: holds === false ? [memory.last] : [],
    message,
  });
  if (memory.cutShort) return told(null, 'A connection was cut short.');
  const openers = world.processes.filter((id) => contextOf(world, id).opens);
  const waiting = openers.filter((id) => !isWhole(memory, world, id));
  if (waiting.length === 0) return told(true, '');
  const [first = ''] = waiting;
  const peer = peerOf(world, first) ?? '';
  const reachable = world.connected(first, peer) && world.connected(peer, first);
  if (!reachable || world.statusOf(first) !== 'up' || world.statusOf(peer) !== 'up')
    return told(null, 'The two ends cannot reach each other.');
  const silence = world.now - memory.movedAt;
  const patience = Math.max(PATIENCE, ...[first, peer].map((id) => 1.2 * contextOf(world, id).timing.rto));
  if (silence > patience) return told(false, `${first} and ${peer} have stopped, and bytes are missing.`);
  const turning = (memory.idle[first] ?? 0) > ENOUGH && (memory.idle[peer] ?? 0) > ENOUGH;
  if (turning && world.now - memory.progressAt > patience)
    return told(false, `Segments arrive at ${first} and ${peer}, and nothing comes of them.`);
  return told(null, 'The run ends before the streams do.');
}

function isWhole({ delivered }: Progress, world: LiveWorld, opener: ProcessId): boolean {
  const peer = peerOf(world, opener) ?? '';
  const { connection, settings } = contextOf(world, opener);
  const wanted = (option: string) => Number(world.option(option)) * settings.connections;
  return (
    connection === settings.connections &&
    (delivered[peer] ?? 0) >= wanted('bytes') &&
    (delivered[opener] ?? 0) >= wanted('answer')
  );
}

function contextOf(world: LiveWorld, process: ProcessId): TcpContext {
  return world.snapshotOf(process).context as TcpContext; // every process here is an end
}
