/** Happened-before, read off vector clocks. */

import type { Trace } from './trace.ts';
import type { EventId, EventKind } from './trace-event.ts';

/** By lane: the last event of the past, or the first of the future; −1 where the cone does not touch the lane. */
export type Frontier = readonly EventId[];

export interface LightCone {
  readonly event: EventId;
  readonly past: Frontier;
  readonly future: Frontier;
}

/** Whether `id` is stamped by its process's logical clock (`send`, `receive`, `timer`, `step`). */
export function ticks(trace: Trace, id: EventId): boolean {
  return isTicking(trace.kind(id));
}

/** Whether events of this kind are stamped by their process's logical clock. */
export function isTicking(kind: EventKind): boolean {
  return kind === 'send' || kind === 'receive' || kind === 'timer' || kind === 'step';
}

/** The causal past and future of one ticking event; O(lanes × log events). */
export function lightCone(trace: Trace, event: EventId): LightCone {
  const own = trace.lane(event);
  const counter = own < 0 ? 0 : trace.vector(event, own);
  return {
    event,
    past: trace.lanes.map((_, lane) => pastOn(trace, event, own, lane)),
    future: trace.lanes.map((_, lane) => (own < 0 ? -1 : futureOn(trace, own, counter, lane))),
  };
}

function pastOn(trace: Trace, event: EventId, own: number, lane: number): EventId {
  if (own < 0) return -1;
  const counter = trace.vector(event, lane) - (lane === own ? 1 : 0);
  return counter < 1 ? -1 : trace.tick(lane, counter);
}

/** The first event of `lane` that knows of the `counter`-th of `own` and is not that event itself. */
function futureOn(trace: Trace, own: number, counter: number, lane: number): EventId {
  if (lane === own) return counter < trace.tickCount(lane) ? trace.tick(lane, counter + 1) : -1;
  let low = 1;
  let high = trace.tickCount(lane) + 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (trace.vector(trace.tick(lane, middle), own) >= counter) high = middle;
    else low = middle + 1;
  }
  return low <= trace.tickCount(lane) ? trace.tick(lane, low) : -1;
}

export type Order = 'before' | 'after' | 'concurrent' | 'same';

/** a → b exactly when V(a) < V(b). */
export function compare(trace: Trace, a: EventId, b: EventId): Order {
  if (a === b) return 'same';
  const laneA = trace.lane(a);
  const laneB = trace.lane(b);
  if (laneA < 0 || laneB < 0) return 'concurrent';
  if (trace.vector(a, laneA) <= trace.vector(b, laneA) && (laneA !== laneB || a < b)) return 'before';
  if (trace.vector(b, laneB) <= trace.vector(a, laneB)) return 'after';
  return 'concurrent';
}

/** Whether `id` lies in the cone: `past`, `future`, the event itself, or none of them. */
export function placeIn(trace: Trace, cone: LightCone, id: EventId): 'past' | 'future' | 'here' | 'elsewhere' {
  if (id === cone.event) return 'here';
  const lane = trace.lane(id);
  if (lane < 0) return 'elsewhere';
  const past = cone.past[lane] ?? -1;
  if (past >= 0 && id <= past) return 'past';
  const future = cone.future[lane] ?? -1;
  return future >= 0 && id >= future ? 'future' : 'elsewhere';
}
