/** What the receive window promises: the sender never has more under way than the other end has room for. */
import type { LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { has, isIntact, type Segment } from './messages.ts';
import { isOwn } from './reading.ts';
import { distance } from './sequence.ts';
import type { TcpContext } from './state.ts';

/** By process: one beyond the last sequence number that the other end has told it there is room for. */
type Edges = Readonly<Record<ProcessId, number>>;

export const withinWindow: Monitor<Edges> = {
  id: 'within-window',
  claim: 'But for the one byte of a probe, no sender sends more than the receiver has told it that it has room for.',
  type: 'safety',
  source: 'RFC 9293 §3.8.6',
  on: ['open', 'receive', 'segment'],
  start: {},
  observe(edges, world, event) {
    const { process } = event;
    if (process === undefined || world.clients.includes(process)) return [edges, undefined];
    if (event.kind === 'receive') return [heard(edges, world, process, event.payload as Segment), undefined];
    if (event.kind !== 'step' || !isOwn(event)) return [edges, undefined];
    if (event.name === 'open') {
      const { [process]: _, ...others } = edges;
      return [others, undefined];
    }
    return [edges, exceeding(edges, world, process, event)];
  },
};

/** A window is told by every acknowledgement that came in unharmed, and is never taken back. */
function heard(edges: Edges, world: LiveWorld, process: ProcessId, segment: Segment): Edges {
  if (!has(segment, 'ACK') || has(segment, 'RST') || !isIntact(segment)) return edges;
  const space = spaceOf(world, process);
  const { ack, window: room } = segment;
  const told = (ack + room) % space;
  const known = edges[process];
  return known === undefined || distance(known, told, space) > 0 ? { ...edges, [process]: told } : edges;
}

function exceeding(
  edges: Edges,
  world: LiveWorld,
  process: ProcessId,
  event: Extract<TraceEvent, { kind: 'step' }>,
): ReturnType<Monitor<Edges>['observe']>[1] {
  const { seq, length, probe } = event.detail;
  const edge = edges[process];
  if (length === 0 || edge === undefined) return undefined;
  const beyond = distance(edge, Number(seq) + Number(length), spaceOf(world, process));
  const allowed = probe === true ? 1 : 0;
  if (beyond <= allowed) return undefined;
  return {
    holds: false,
    events: [event.id],
    message: `${process} sends ${beyond} bytes more than there is room for.`,
  };
}

function spaceOf(world: LiveWorld, process: ProcessId): number {
  return (world.snapshotOf(process).context as TcpContext).space; // every process here is an end
}
