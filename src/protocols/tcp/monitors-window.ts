/** What the receive window promises: the sender never has more under way than the other end has room for. */
import type { LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';
import { has, isIntact, type Segment } from './messages.ts';
import { isOwn } from './reading.ts';
import { distance } from './sequence.ts';
import type { TcpContext } from './state.ts';

/** A connection as its sender has used it: offsets count from its first number. */
interface Use {
  readonly iss: number;
  /** Numbers used up. */
  readonly sent: number;
  /** One beyond the last that the other end has told it there is room for; undefined: it has told nothing. */
  readonly edge: number | undefined;
}

/** By process: the connection it began last. */
type Uses = Readonly<Record<ProcessId, Use>>;

export const withinWindow: Monitor<Uses> = {
  id: 'within-window',
  claim: 'But for the one byte of a probe, no sender sends more than the receiver has told it that it has room for.',
  type: 'safety',
  source: 'RFC 9293 §3.8.6',
  on: ['open', 'receive', 'segment', 'crash'],
  start: {},
  observe(uses, world, event) {
    const { process } = event;
    if (process === undefined || world.clients.includes(process)) return [uses, undefined];
    if (event.kind === 'step' && event.name === 'open')
      return [{ ...uses, [process]: { iss: Number(event.detail.iss), sent: 0, edge: undefined } }, undefined];
    const use = uses[process];
    if (use === undefined) return [uses, undefined];
    if (event.kind === 'crash') {
      const { [process]: _, ...others } = uses;
      return [others, undefined];
    }
    const space = spaceOf(world, process);
    if (event.kind === 'receive')
      return [{ ...uses, [process]: heard(use, event.payload as Segment, space) }, undefined];
    if (event.kind !== 'step' || !isOwn(event)) return [uses, undefined];
    const [next, beyond] = sent(use, event.detail, space);
    const message = `${process} sends ${beyond} bytes more than there is room for.`;
    const finding = beyond > 0 ? { holds: false, events: [event.id], message } : undefined;
    return [{ ...uses, [process]: next }, finding];
  },
};

/** A window is told by every acknowledgement of what was sent on this connection, and is never taken back. */
function heard(use: Use, segment: Segment, space: number): Use {
  if (!has(segment, 'ACK') || has(segment, 'RST') || !isIntact(segment)) return use;
  const { ack, window: room } = segment;
  const acknowledged = distance(use.iss, ack, space);
  if (acknowledged < 1 || acknowledged > use.sent) return use;
  return { ...use, edge: Math.max(use.edge ?? 0, acknowledged + room) };
}

/** How many bytes of the segment lie beyond the window, but for that of a probe. */
function sent(use: Use, detail: Readonly<Record<string, Json>>, space: number): readonly [Use, number] {
  const { flags, seq, length, probe } = detail;
  if (String(flags).startsWith('RST')) return [use, 0];
  const used = Number(length) + (/SYN|FIN/.test(String(flags)) ? 1 : 0);
  const end = distance(use.iss, Number(seq), space) + used;
  const next = { ...use, sent: Math.max(use.sent, end) };
  if (length === 0 || use.edge === undefined) return [next, 0];
  return [next, end - use.edge - (probe === true ? 1 : 0)];
}

function spaceOf(world: LiveWorld, process: ProcessId): number {
  return (world.snapshotOf(process).context as TcpContext).space; // every process here is an end
}
