/** What comes in: kept in order, held where something is missing before it, and read by the application. */

import type { Effect } from '../../sim/actor.ts';
import { has, lengthOf, type Segment } from './messages.ts';
import { acknowledge, promisedEdge } from './sending.ts';
import { toOffset } from './sequence.ts';
import { type Held, inTurn, type Outcome, type Receiving, step, type TcpContext, timer } from './state.ts';

/** The segment's place in the other end's stream. */
export function offsetOf({ receive, space }: TcpContext, { seq }: Segment): number {
  return toOffset(seq, receive.irs, receive.next, space);
}

/** Whether any of it lies in the window (RFC 9293 §3.10.7.4). */
export function isAcceptable(context: TcpContext, segment: Segment): boolean {
  const { next, edge } = context.receive;
  const offset = offsetOf(context, segment);
  const length = lengthOf(segment);
  const inside = (place: number) => place >= next && place < edge;
  if (length === 0) return edge <= next ? offset === next : inside(offset);
  return edge > next && (inside(offset) || inside(offset + length - 1));
}

/** Takes the part of the segment's data that is new and inside the window. */
export function takeData(context: TcpContext, segment: Segment): Outcome {
  const { receive } = context;
  const offset = offsetOf(context, segment);
  const from = Math.max(offset, receive.next);
  const to = Math.min(offset + segment.data.length, receive.edge);
  const fin = has(segment, 'FIN') ? { fin: offset + segment.data.length } : {};
  if (to <= from) return [{ ...context, receive: { ...receive, ...fin } }, []];
  const data = segment.data.slice(from - offset, to - offset);
  const early = from > receive.next;
  const taken = joined({
    ...receive,
    ...fin,
    held: early ? inserted(receive.held, { offset: from, data }) : receive.held,
  });
  const next = early ? taken : joined({ ...taken, unread: taken.unread + data, next: to });
  return [{ ...context, receive: next }, [step('accept', { from, to: to - 1, held: early })]];
}

/** Moves what is held and now in order to where the application reads it. */
function joined(receive: Receiving): Receiving {
  const [first, ...others] = receive.held;
  if (first === undefined || first.offset > receive.next) return receive;
  const fresh = first.data.slice(receive.next - first.offset);
  return joined({ ...receive, held: others, unread: receive.unread + fresh, next: receive.next + fresh.length });
}

/** Only what no other holds is added. */
function inserted(held: readonly Held[], piece: Held): readonly Held[] {
  const before = held.filter(({ offset }) => offset <= piece.offset);
  const after = held.filter(({ offset }) => offset > piece.offset);
  const last = before.at(-1);
  const start = last === undefined ? piece.offset : Math.max(piece.offset, last.offset + last.data.length);
  const end = Math.min(piece.offset + piece.data.length, after[0]?.offset ?? Number.POSITIVE_INFINITY);
  if (end <= start) return held;
  return [...before, { offset: start, data: piece.data.slice(start - piece.offset, end - piece.offset) }, ...after];
}

/** Whether all data before the other end's FIN is here, so that FIN itself is next. */
export function finIsDue({ receive }: TcpContext): boolean {
  return receive.fin !== undefined && receive.fin === receive.next;
}

/** The application reads at once, or when its timer says. */
export function serveReader(context: TcpContext): Outcome {
  const { receive, settings, reads } = context;
  if (receive.unread === '' || reads) return [context, []];
  if (settings.readEvery === 0) return readUp(context, receive.unread.length);
  return [{ ...context, reads: true }, [timer('read', settings.readEvery)]];
}

/** The reader's time has come: it takes its share, and the window may open. */
export function read(context: TcpContext): Outcome {
  const before = context.receive.edge - context.receive.next;
  const opened = (now: TcpContext): Outcome => {
    const grows = promisedEdge(now) > now.receive.edge;
    return grows && before < now.settings.mss && isOpen(now) ? acknowledge(now) : [now, []];
  };
  return inTurn({ ...context, reads: false }, (now) => readUp(now, now.settings.readBytes), opened, serveReader);
}

/** Whether the other end may still send. */
function isOpen({ state }: TcpContext): boolean {
  return state === 'established' || state === 'finWait1' || state === 'finWait2';
}

/** At the end of a connection the application takes what is left. */
export function readRest(context: TcpContext): Outcome {
  return readUp(context, context.receive.unread.length);
}

function readUp(context: TcpContext, most: number): Outcome {
  const { receive } = context;
  const data = receive.unread.slice(0, most);
  if (data === '') return [context, []];
  const read = receive.read + data.length;
  const effects: readonly Effect[] = [step('deliver', { from: receive.read + 1, to: read, data })];
  return [{ ...context, receive: { ...receive, read, unread: receive.unread.slice(most) } }, effects];
}
