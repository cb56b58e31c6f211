/** Messages as pairs of events: found by bisecting the trace, never by walking all of it. */
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { Window } from '../intents.ts';

/** How a message ended: `flying` has no end yet, and `end` is −1. */
export type Ending = 'arrived' | 'lost' | 'flying';

export type Visit = (send: EventId, end: EventId, ending: Ending) => void;

/** The first event at or after `at`. */
export function firstFrom(trace: Trace, at: TrueTime): EventId {
  return trace.countAt(Math.ceil(at) - 1);
}

/** Calls `visit` for every message whose flight touches `window`, in order of their ends, those without one last. */
export function eachFlight(trace: Trace, window: Window, reached: TrueTime, visit: Visit): void {
  const last = trace.countAt(window.to + trace.longestFlight);
  for (let id = firstFrom(trace, window.from); id < last; id += 1) {
    const kind = trace.kind(id);
    if (kind !== 'receive' && kind !== 'lost') continue;
    const send = sendOf(trace, id);
    if (send >= 0 && trace.at(send) <= window.to) visit(send, id, kind === 'lost' ? 'lost' : 'arrived');
  }
  // Of a log from outside only messages that arrived are known.
  if (!trace.timeless && window.to > reached - trace.longestFlight) eachFlying(trace, window, reached, visit);
}

/** The send of the message that ended with `end`; −1 where the trace does not know it. */
export function sendOf(trace: Trace, end: EventId): EventId {
  const cause = trace.cause(end);
  return cause >= 0 && (trace.timeless || trace.kind(cause) === 'send') ? cause : -1;
}

/** The event that stands for `event` in logical time: a loss is the fate of its send. */
export function timedEvent(trace: Trace, event: EventId): EventId {
  if (trace.kind(event) !== 'lost') return event;
  const send = sendOf(trace, event);
  return send < 0 ? event : send;
}

function eachFlying(trace: Trace, window: Window, reached: TrueTime, visit: Visit): void {
  const first = firstFrom(trace, reached - trace.longestFlight);
  const ended = new Set<EventId>();
  for (let id = first; id < trace.length; id += 1) {
    const kind = trace.kind(id);
    if (kind === 'receive' || kind === 'lost') ended.add(trace.cause(id));
  }
  for (let id = first; id < trace.length; id += 1) {
    if (trace.kind(id) === 'send' && !ended.has(id) && trace.at(id) <= window.to) visit(id, -1, 'flying');
  }
}

/** More than this in view is drawn aggregated on a canvas: above it SVG no longer pans smoothly in software. */
export const FEW = { events: 400, flights: 250 } as const;

/** Whether `window` holds more than SVG draws well; looks at no more than `FEW.events` events. */
export function isDense(trace: Trace, window: Window): boolean {
  const first = firstFrom(trace, window.from);
  const end = trace.countAt(window.to);
  if (end - first > FEW.events) return true;
  let flights = 0;
  for (let id = first; id < end; id += 1) {
    const kind = trace.kind(id);
    if (kind === 'receive' || kind === 'lost') flights += 1;
  }
  return flights > FEW.flights;
}
