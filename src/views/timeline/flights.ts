/** Messages as pairs of events: found by bisecting the trace, never by walking all of it. */
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { Window } from '../intents.ts';
import { firstFrom, sendOf, type Visit } from './endings.ts';
import { eachMessage } from './messages.ts';

/** Calls `visit` for every message whose flight touches `window`, in order of their ends, those without one last. */
export function eachFlight(trace: Trace, window: Window, reached: TrueTime, visit: Visit): void {
  if (trace.streams) return eachMessage(trace, window, reached, visit);
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
