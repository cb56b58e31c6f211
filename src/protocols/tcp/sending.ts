/** What leaves an end: as much of the stream as both windows allow, sent again where it was lost, and probes of a closed window. */
import type { Effect } from '../../sim/actor.ts';
import type { ClockReading } from '../../sim/protocol.ts';
import type { Micros } from '../../sim/scenario.ts';
import { checksumOf, kindOf, type Segment } from './messages.ts';
import { toWire } from './sequence.ts';
import { cancel, inTurn, numberOf, type Outcome, type Settings, step, type TcpContext, timer } from './state.ts';
import { textOf } from './stream.ts';

/** What a segment is made of: offsets are the sender's. */
interface Draft {
  readonly offset: number;
  /** Bytes of data. */
  readonly bytes: number;
  readonly syn?: boolean;
  readonly fin?: boolean;
  /** Sent though the window is closed, to learn whether it still is. */
  readonly probe?: boolean;
}

/** Whether anything of the stream, SYN and FIN included, is neither sent nor acknowledged. */
export function hasUnsent({ send, total }: TcpContext): boolean {
  return send.next <= total || (send.finished && send.next === total + 1);
}

/** Bytes under way, as the sender believes. */
export function inFlight({ send }: TcpContext): number {
  return send.next - send.una;
}

/** Sends all that may go now. `restart`: something new was acknowledged, so that the timer begins again. */
export function transmit(context: TcpContext, { monotonic }: ClockReading, restart = false): Outcome {
  const running = inFlight(context) > 0 && !restart;
  const sent = (now: TcpContext) => fill(now, monotonic);
  return running ? sent(context) : inTurn(context, sent, tend);
}

function fill(context: TcpContext, at: Micros): Outcome {
  let now = context;
  const effects: Effect[] = [];
  for (let draft = nextDraft(now); draft !== undefined; draft = nextDraft(now)) {
    const end = draft.offset + draft.bytes + (draft.syn === true || draft.fin === true ? 1 : 0);
    const again = draft.offset < now.send.max;
    // A segment that was sent twice tells nothing about the round trip (Karn): the answer may be to either.
    const sample = now.timing.sample ?? (again ? undefined : { offset: draft.offset, at });
    const [sent, made] = emit(now, draft);
    effects.push(...made);
    now = {
      ...sent,
      send: { ...now.send, next: end, max: Math.max(end, now.send.max) },
      timing: { ...now.timing, sample },
    };
  }
  return [now, effects];
}

/** The next segment that both windows let out. */
function nextDraft(context: TcpContext): Draft | undefined {
  const { send, total, settings, congestion, flaws } = context;
  const { next, una } = send;
  if (next === 0) return { offset: 0, bytes: 0, syn: true };
  const room = flaws.includes('ignore-the-window') ? Number.POSITIVE_INFINITY : send.edge - next;
  const allowed = Math.min(room, una + congestion.cwnd - next);
  if (next <= total) {
    const bytes = Math.min(settings.mss, total + 1 - next, allowed);
    if (bytes <= 0) return undefined;
    // No small segments while others are under way: they would fill the network with headers (Nagle 1984).
    const small = bytes < settings.mss && next + bytes <= total;
    return small && next > una ? undefined : { offset: next, bytes };
  }
  const fin = send.finished && next === total + 1 && room > 0;
  return fin ? { offset: next, bytes: 0, fin: true } : undefined;
}

/** The retransmission timer runs while something is under way, the persist timer while only a closed window holds us back. */
function tend(context: TcpContext): Outcome {
  const { send, timing, flaws } = context;
  if (send.next > send.una) {
    return [
      context,
      [cancel('persist'), ...(flaws.includes('no-retransmission') ? [] : [timer('retransmit', timing.rto)])],
    ];
  }
  const stuck = send.next > 0 && hasUnsent(context) && send.edge <= send.next;
  const probes = stuck && !flaws.includes('no-probes');
  return [context, [cancel('retransmit'), probes ? timer('persist', probeDelay(context)) : cancel('persist')]];
}

/** Doubled with each probe that finds the window closed. */
function probeDelay({ timing, settings }: TcpContext): Micros {
  return Math.min(settings.mostTimeout, timing.rto * 2 ** Math.min(timing.probes, 20));
}

/** Asks whether the window is still closed with the one byte that follows, or with FIN. */
export function probe(context: TcpContext): Outcome {
  const { send, total, timing } = context;
  if (!hasUnsent(context) || send.next > send.una) return [context, []];
  const draft: Draft =
    send.next <= total
      ? { offset: send.next, bytes: 1, probe: true }
      : { offset: send.next, bytes: 0, fin: true, probe: true };
  const probing = {
    ...context,
    send: { ...send, max: Math.max(send.max, send.next + 1) },
    timing: { ...timing, probes: timing.probes + 1 },
  };
  return inTurn(probing, (now) => emit(now, draft), tend);
}

/** The oldest segment that is not acknowledged, once more. */
export function sendAgain(context: TcpContext): Outcome {
  const { send, total, settings } = context;
  const { una } = send;
  if (una === 0) return emit(context, { offset: 0, bytes: 0, syn: true });
  if (una > total) return send.finished ? emit(context, { offset: una, bytes: 0, fin: true }) : [context, []];
  return emit(context, { offset: una, bytes: Math.min(settings.mss, total + 1 - una) });
}

/** An acknowledgement and nothing else. */
export function acknowledge(context: TcpContext): Outcome {
  return emit(context, { offset: context.send.max, bytes: 0 });
}

/** Puts one segment on the wire, with the acknowledgement and the window of this moment. */
function emit(
  context: TcpContext,
  { offset, bytes, syn = false, fin = false, probe: probing = false }: Draft,
): Outcome {
  const { id, peer, send, space, total } = context;
  if (peer === undefined) return [context, []];
  const receive = { ...context.receive, edge: promisedEdge(context) };
  const knowsPeer = receive.irs >= 0;
  const flags = [syn && 'SYN', fin && 'FIN', knowsPeer && 'ACK'].filter((flag) => flag !== false).join(' ');
  const data = bytes === 0 ? '' : textOf(id, numberOf(context), offset, Math.min(total, offset + bytes - 1));
  const segment = sealed({
    flags,
    seq: toWire(send.iss, offset, space),
    ack: knowsPeer ? toWire(receive.irs, receive.next, space) : 0,
    window: knowsPeer ? receive.edge - receive.next : context.settings.buffer,
    data,
  });
  const again = offset < send.max && bytes > 0 && !probing;
  const more = { ...(again ? { again } : {}), ...(probing ? { probe: true } : {}) };
  return [{ ...context, receive }, put(peer, segment, more)];
}

/** Refuses a segment that belongs to no connection of this end. */
export function refuse(context: TcpContext, segment: Pick<Segment, 'flags' | 'seq' | 'ack'>, length: number): Outcome {
  const { peer, space } = context;
  if (peer === undefined) return [context, []];
  const known = segment.flags.includes('ACK');
  const reset = sealed({
    flags: known ? 'RST' : 'RST ACK',
    seq: known ? segment.ack : 0,
    ack: known ? 0 : (segment.seq + length) % space,
    window: 0,
    data: '',
  });
  return [context, put(peer, reset, {})];
}

function put(to: string, segment: Segment, more: Readonly<Record<string, boolean>>): readonly Effect[] {
  const { flags, seq, ack, data, window: room } = segment;
  return [
    step('segment', { flags, seq, ack, length: data.length, window: room, ...more }),
    { type: 'send', params: { to, type: kindOf(segment), payload: segment } },
  ];
}

function sealed(segment: Omit<Segment, 'checksum'>): Segment {
  return { ...segment, checksum: checksumOf(segment) };
}

/**
 * How far the promise of room goes now. It moves by a whole segment or half the buffer at least, lest the other end
 * send a byte for each byte read (RFC 9293 §3.8.6.2.2).
 */
export function promisedEdge({ receive, settings }: TcpContext): number {
  const room = 1 + receive.read + settings.buffer;
  return room - receive.edge >= leastStep(settings) ? room : receive.edge;
}

function leastStep({ mss, buffer }: Settings): number {
  return Math.min(mss, Math.max(1, Math.floor(buffer / 2)));
}
