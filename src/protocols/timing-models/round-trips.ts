/** Each request with what became of it: its round trip, and whether it was suspected in vain. */
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';

export interface RoundTrip {
  readonly event: EventId;
  readonly at: TrueTime;
  /** True time from the request to its reply, µs; undefined: there is none so far. */
  readonly took: number | undefined;
  readonly suspicion:
    | {
        readonly event: EventId;
        /** What the asker waited, µs of its own clock. */
        readonly timeout: number;
        /** The suspected was up at that moment. */
        readonly isFalse: boolean;
      }
    | undefined;
}

interface Draft {
  readonly event: EventId;
  readonly at: TrueTime;
  took: number | undefined;
  suspicion: RoundTrip['suspicion'];
}

interface Detail {
  readonly process: string;
  readonly request: number;
  readonly timeout: number;
}

/** Of the first `end` events. */
export function roundTripsOf(trace: Trace, end: EventId): readonly RoundTrip[] {
  const trips = new Map<number, Draft>();
  const down = new Set<number>();
  for (let id = 0; id < Math.min(end, trace.length); id += 1) {
    const kind = trace.kind(id);
    if (kind === 'crash') down.add(trace.lane(id));
    else if (kind === 'restart') down.delete(trace.lane(id));
    else if (kind === 'receive' && trace.word(id) === 'Reply') {
      const trip = trips.get((trace.extra(id) as Detail).request); // a reply names its request
      if (trip !== undefined) trip.took ??= trace.at(id) - trip.at;
    } else if (kind === 'step') {
      const { request, timeout, process } = trace.extra(id) as Detail; // of the steps of `state.ts`
      const trip = trips.get(request);
      if (trace.word(id) === 'ask')
        trips.set(request, { event: id, at: trace.at(id), took: undefined, suspicion: undefined });
      else if (trace.word(id) === 'suspect' && trip !== undefined)
        trip.suspicion = { event: id, timeout, isFalse: !down.has(trace.lanes.indexOf(process)) };
    }
  }
  return [...trips.values()];
}
