/** How messages end, and the events between which they fly. */
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';

/** How a message ended: `flying` has no end yet, and `end` is −1. */
export type Ending = 'arrived' | 'lost' | 'flying';

export type Visit = (send: EventId, end: EventId, ending: Ending) => void;

/** The first event at or after `at`. */
export function firstFrom(trace: Trace, at: TrueTime): EventId {
  return trace.countAt(Math.ceil(at) - 1);
}

/** The send of the message that ended with `end`; −1 where the trace does not know it. */
export function sendOf(trace: Trace, end: EventId): EventId {
  const cause = trace.cause(end);
  return cause >= 0 && (trace.timeless || trace.kind(cause) === 'send') ? cause : -1;
}

/** The event that stands for `event` in logical time: a loss is the fate of its send, or of the segment that went astray. */
export function timedEvent(trace: Trace, event: EventId): EventId {
  if (trace.kind(event) === 'astray') return trace.cause(event);
  if (trace.kind(event) !== 'lost') return event;
  const send = sendOf(trace, event);
  return send < 0 ? event : send;
}
