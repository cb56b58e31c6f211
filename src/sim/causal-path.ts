/** The messages that carry the news of one event to another: the proof that the first happened before the second. */
import { compare, lightCone } from './causality.ts';
import type { Trace } from './trace.ts';
import type { EventId } from './trace-event.ts';

export interface Hop {
  readonly send: EventId;
  readonly receive: EventId;
}

/**
 * The path from `a` to `b` along which news of `a` came first, empty where both are of one process;
 * Found by bisecting, at most one hop a lane, however long the run.
 * undefined where `a` did not happen before `b`, or where the trace does not know the messages.
 */
export function causalPath(trace: Trace, a: EventId, b: EventId): readonly Hop[] | undefined {
  if (compare(trace, a, b) !== 'before') return undefined;
  const { future } = lightCone(trace, a);
  const hops: Hop[] = [];
  let event = b;
  while (trace.lane(event) !== trace.lane(a)) {
    // The first event of this lane that knows of `a` learnt it from a message.
    const receive = future[trace.lane(event)] ?? -1;
    const send = receive < 0 || trace.kind(receive) !== 'receive' ? -1 : trace.cause(receive);
    if (send < 0 || (!trace.timeless && trace.kind(send) !== 'send') || send >= event) return undefined;
    hops.unshift({ send, receive });
    event = send;
  }
  return hops;
}
