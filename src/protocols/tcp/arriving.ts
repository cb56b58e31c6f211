/** A segment arrives: the rules of RFC 9293 §3.10.7, in its order. The state that comes of it stands in the context. */
import type { Effect } from '../../sim/actor.ts';
import { acknowledgeData } from './acknowledging.ts';
import { announced, askToClose, finish, giveUp } from './lifecycle.ts';
import { has, isIntact, lengthOf, type Segment, type SegmentEvent } from './messages.ts';
import { finIsDue, isAcceptable, offsetOf, serveReader, takeData } from './receiving.ts';
import { acknowledge, refuse, transmit } from './sending.ts';
import { toOffset } from './sequence.ts';
import { begin, enter, inTurn, type Outcome, step, type TcpContext } from './state.ts';

export function arrive(context: TcpContext, event: SegmentEvent): Outcome {
  const { payload: segment, from } = event;
  if (from !== context.peer) return [context, []];
  if (!isIntact(segment) && !context.flaws.includes('no-checksum')) return discard(context, segment, 'checksum');
  switch (context.state) {
    case 'closed':
      return context.quiet ? discard(context, segment, 'quiet') : reject(context, segment);
    case 'listen':
      return onListen(context, event);
    case 'synSent':
      return onSynSent(context, event);
    default:
      return onOpen(context, event);
  }
}

function discard(context: TcpContext, { seq, data }: Segment, reason: string): Outcome {
  return [context, [step('discard', { reason, seq, length: data.length })]];
}

function reject(context: TcpContext, segment: Segment): Outcome {
  return has(segment, 'RST') ? [context, []] : refuse(context, segment, lengthOf(segment));
}

function onListen(context: TcpContext, { payload: segment, reading }: SegmentEvent): Outcome {
  if (has(segment, 'RST')) return [context, []];
  if (has(segment, 'ACK') || !has(segment, 'SYN')) return reject(context, segment);
  return inTurn(
    meet(begin(context), segment),
    announced,
    (now) => enter(now, 'synReceived'),
    tellPeer,
    (now) => transmit(now, reading),
  );
}

/** The other end's initial number is known now. */
function meet(context: TcpContext, { seq }: Segment): TcpContext {
  return { ...context, receive: { ...context.receive, irs: seq, next: 1 } };
}

function tellPeer(context: TcpContext): Outcome {
  return [context, [step('meet', { irs: context.receive.irs })]];
}

function onSynSent(context: TcpContext, { payload: segment, reading }: SegmentEvent): Outcome {
  const { send, space } = context;
  const answers = has(segment, 'ACK');
  if (answers && toOffset(segment.ack, send.iss, send.una, space) !== 1) return reject(context, segment);
  if (has(segment, 'RST')) return answers ? giveUp(context, 'refused') : [context, []];
  if (!has(segment, 'SYN')) return [context, []];
  const met = meet(context, segment);
  if (answers) {
    const [open, effects] = inTurn(
      met,
      tellPeer,
      (now) => enter(now, 'established'),
      (now) => acknowledgeData(now, segment, reading),
      (now) => transmit(now, reading, true),
    );
    // The first data acknowledge the other SYN as well.
    const [last, more] = inTurn(open, sends(effects) ? (now) => [now, []] : acknowledge, askToClose);
    return [last, [...effects, ...more]];
  }
  // Both opened at once: SYN again, this time with an acknowledgement.
  const again = { ...met, send: { ...send, next: 0 } };
  return inTurn(
    again,
    tellPeer,
    (now) => enter(now, 'synReceived'),
    (now) => transmit(now, reading),
  );
}

function sends(effects: readonly Effect[]): boolean {
  return effects.some(({ type }) => type === 'send');
}

/** A connection exists on both ends, or is about to. */
function onOpen(context: TcpContext, event: SegmentEvent): Outcome {
  const { payload: segment, reading } = event;
  const { receive, state } = context;
  if (!isAcceptable(context, segment)) return onUnacceptable(context, event);
  if (has(segment, 'RST')) return onReset(context, offsetOf(context, segment) === receive.next);
  // A second SYN: whoever sends it knows nothing of this connection, and our answer tells it so (RFC 5961).
  if (has(segment, 'SYN')) return acknowledge(context);
  if (!has(segment, 'ACK')) return [context, []];
  const ack = ackOffset(context, segment);
  if (state === 'synReceived') {
    if (ack < 1 || ack > context.send.max) return reject(context, segment);
    return inTurn(
      context,
      (now) => enter(now, 'established'),
      (now) => onData(now, segment, reading),
    );
  }
  if (ack > context.send.max) return acknowledge(context);
  return onData(context, segment, reading);
}

function ackOffset({ send, space }: TcpContext, { ack }: Segment): number {
  return toOffset(ack, send.iss, send.una, space);
}

/** Old, or beyond the window: the answer says what is expected. Its acknowledgement may still be news. */
function onUnacceptable(context: TcpContext, { payload: segment, reading }: SegmentEvent): Outcome {
  if (has(segment, 'RST')) return [context, []];
  const offset = offsetOf(context, segment);
  const { next } = context.receive;
  const [, told] =
    segment.data === '' ? [context, []] : discard(context, segment, offset < next ? 'duplicate' : 'outside the window');
  const early = context.state === 'synReceived' || context.state === 'timeWait';
  const news = has(segment, 'ACK') && !has(segment, 'SYN') && !early && offset >= next;
  if (!news || ackOffset(context, segment) > context.send.max)
    return inTurn(context, () => [context, told], acknowledge);
  return inTurn(
    context,
    (now) => [now, told],
    (now) => acknowledgeData(now, segment, reading),
    afterFin,
    (now) =>
      now.state === 'closed'
        ? [now, []]
        : inTurn(now, (one) => transmit(one, reading, one.send.una > context.send.una), acknowledge),
  );
}

/** RST counts where it names exactly what is expected; TIME-WAIT is not cut short (RFC 1337). */
function onReset(context: TcpContext, exact: boolean): Outcome {
  if (context.state === 'timeWait') return [context, []];
  if (!exact) return acknowledge(context);
  return giveUp(context, 'reset');
}

function onData(context: TcpContext, segment: Segment, reading: SegmentEvent['reading']): Outcome {
  const [known, effects] = inTurn(context, (now) => acknowledgeData(now, segment, reading), afterFin);
  if (known.state === 'closed') return [known, effects];
  const length = lengthOf(segment);
  const takes =
    length > 0 && (known.state === 'established' || known.state === 'finWait1' || known.state === 'finWait2');
  const take = (now: TcpContext): Outcome =>
    takes ? inTurn(now, (one) => takeData(one, segment), takeFin, serveReader) : [now, []];
  const [sent, more] = inTurn(known, take, (now) => transmit(now, reading, now.send.una > context.send.una));
  // What is sent anyway acknowledges what came in order; a hole is told by an acknowledgement of its own.
  const told = sends(more) && offsetOf(context, segment) === context.receive.next;
  const [last, rest] = inTurn(sent, length > 0 && !told ? acknowledge : (now) => [now, []], askToClose);
  return [last, [...effects, ...more, ...rest]];
}

/** The other end has nothing more to say, and we have all it said. */
function takeFin(context: TcpContext): Outcome {
  if (!finIsDue(context)) return [context, []];
  const { receive, state } = context;
  const taken = {
    ...context,
    receive: { ...receive, next: receive.next + 1, edge: Math.max(receive.edge, receive.next + 1) },
  };
  if (state === 'established') return enter(taken, 'closeWait');
  return enter(taken, state === 'finWait1' ? 'closing' : 'timeWait');
}

/** Our FIN is acknowledged. */
function afterFin(context: TcpContext): Outcome {
  if (!context.send.finished || context.send.una !== context.total + 2) return [context, []];
  switch (context.state) {
    case 'finWait1':
      return enter(context, 'finWait2');
    case 'closing':
      return enter(context, 'timeWait');
    case 'lastAck':
      return finish(context);
    default:
      return [context, []];
  }
}
