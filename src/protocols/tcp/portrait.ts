/** How views speak of segments and ends. */
import type { MessageKind, Portrait, Role, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import type { Segment } from './messages.ts';
import { isOwn } from './reading.ts';
import { inFlight } from './sending.ts';
import { numberOf, STATES, type StateName, type TcpContext } from './state.ts';

const TONES: Readonly<Record<StateName, Role['tone']>> = {
  closed: 'neutral',
  listen: 'neutral',
  synSent: 'seeking',
  synReceived: 'seeking',
  established: 'leading',
  finWait1: 'following',
  finWait2: 'following',
  closeWait: 'following',
  closing: 'following',
  lastAck: 'following',
  timeWait: 'following',
};

const LISTED: readonly StateName[] = ['closed', 'synSent', 'established', 'finWait1', 'timeWait'];

export const tcpRoles: readonly Role[] = (Object.keys(STATES) as StateName[]).map((id) => ({
  id,
  title: STATES[id],
  tone: TONES[id],
  spoken: true,
  ...(LISTED.includes(id) ? {} : { unlisted: true as const }),
}));

export const tcpMessages: readonly MessageKind[] = [
  { type: 'SYN', title: 'SYN', form: 'request', tone: 'seeking' },
  { type: 'SYN-ACK', title: 'SYN-ACK', form: 'reply', tone: 'seeking' },
  { type: 'Data', title: 'Data', form: 'request', tone: 'leading' },
  { type: 'ACK', title: 'ACK', form: 'reply', tone: 'leading' },
  { type: 'FIN', title: 'FIN', form: 'request', tone: 'following' },
  { type: 'RST', title: 'RST', form: 'reply', tone: 'neutral' },
];

export function captionOf(type: string, payload: Json): string {
  const { seq, ack, window: room, data } = payload as Segment; // every message of this protocol is a segment
  switch (type) {
    case 'Data':
      return `${seq} “${data.length > 12 ? `${data.slice(0, 11)}…` : data}”`;
    case 'ACK':
      return `ack ${ack}, room ${room}`;
    case 'SYN-ACK':
      return `SYN ${seq}, ack ${ack}`;
    default:
      return `${type} ${seq}`;
  }
}

export function sentenceOf(event: TraceEvent): string | undefined {
  if (event.kind !== 'step' || !isOwn(event)) return undefined;
  const { process, name, detail } = event;
  switch (name) {
    case 'state':
      return `${process} is in ${detail.state}`;
    case 'segment':
      return `${process} sends ${detail.flags} ${detail.seq}${detail.length === 0 ? '' : ` with ${bytes(detail.length)}`}${more(detail)}`;
    case 'deliver':
      return `${process}’s application reads bytes ${detail.from} to ${detail.to}: “${detail.data}”`;
    case 'accept':
      return `${process} takes bytes ${detail.from} to ${detail.to}${detail.held === true ? ' and holds them: something before them is missing' : ''}`;
    case 'discard':
      return `${process} throws a segment away: ${detail.reason}`;
    case 'window':
      return `${process} may have ${bytes(detail.cwnd)} in flight (${String(detail.reason).replaceAll('-', ' ')})`;
    case 'rtt':
      return `${process} measures a round trip of ${ms(detail.sample)}; timeout now ${ms(detail.rto)}`;
    case 'open':
      return `${process} begins connection ${detail.connection} with sequence number ${detail.iss}`;
    case 'meet':
      return `${process} learns the other end’s first number ${detail.irs}`;
    case 'abort':
      return `${process} gives connection ${detail.connection} up: ${detail.reason}`;
    default:
      return undefined;
  }
}

function more({ probe, again }: Readonly<Record<string, Json>>): string {
  return probe === true ? ' to see whether the window is open' : again === true ? ' again' : '';
}

function bytes(count: Json | undefined): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}

function ms(micros: Json | undefined): string {
  return `${(Number(micros) / 1000).toFixed(1)} ms`;
}

export function portray(snapshot: Snapshot): Portrait {
  const context = snapshot.context as TcpContext | undefined;
  if (context === undefined || !('congestion' in context)) return { role: String(snapshot.value), facts: [] };
  const { send, receive, congestion, timing, total } = context;
  const fact = (name: string, value: string) => ({ name, value, stable: false });
  const acknowledged = Math.max(0, Math.min(send.una - 1, total));
  return {
    role: context.state,
    epoch: numberOf(context),
    facts: [
      fact('connection', context.connection === 0 ? 'none so far' : String(numberOf(context))),
      fact('acknowledged', `${acknowledged} of ${total} bytes`),
      fact('in flight', bytes(inFlight(context))),
      fact('room at the other end', bytes(Math.max(0, send.edge - send.next))),
      fact('congestion window', bytes(congestion.cwnd)),
      fact('slow start threshold', bytes(congestion.ssthresh)),
      fact('smoothed round trip', timing.srtt === undefined ? 'not measured' : ms(timing.srtt)),
      fact('timeout', ms(timing.rto)),
      fact('delivered', bytes(receive.read)),
      fact('waits for its reader', bytes(receive.unread.length)),
      fact('held out of order', bytes(receive.held.reduce((sum, { data }) => sum + data.length, 0))),
    ],
  };
}
