/** What another timeout would have done to the requests of a run, computed from the round trips that it shows. */
import type { Micros, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';

export interface RoundTrip {
  readonly sentAt: TrueTime;
  /** From the send to the first answer's arrival; null: none came, or not yet. */
  readonly took: Micros | null;
}

/** The requests in order of their sends, matched to their answers by client and number. */
export function roundTrips(trace: Trace): readonly RoundTrip[] {
  const trips: { sentAt: TrueTime; took: Micros | null }[] = [];
  const byRequest = new Map<string, number>();
  for (let id = 0; id < trace.length; id += 1) {
    const kind = trace.kind(id);
    if (kind !== 'send' && kind !== 'receive') continue;
    const type = trace.word(id);
    const key = `${trace.lane(id)} ${(trace.extra(id) as { readonly request?: unknown }).request}`;
    if (kind === 'send' && type === 'Request') {
      byRequest.set(key, trips.length);
      trips.push({ sentAt: trace.at(id), took: null });
    } else if (kind === 'receive' && type === 'Reply') {
      const trip = trips[byRequest.get(key) ?? -1];
      if (trip !== undefined && trip.took === null) trip.took = trace.at(id) - trip.sentAt;
    }
  }
  return trips;
}

/** One timeout on the axis: what it would have cost and how soon it would tell. */
export interface TimeoutChoice {
  readonly timeout: Micros;
  /** Share of the answered requests that took longer: each would have been a false suspicion. */
  readonly falseShare: number;
  /** From a crash at any moment of the run, each as likely, to the end of the timeout of the next request; on average. */
  readonly detection: Micros;
}

export function timeoutChoices(trips: readonly RoundTrip[], timeouts: readonly Micros[]): readonly TimeoutChoice[] {
  const took = trips.flatMap((trip) => (trip.took === null ? [] : [trip.took]));
  const wait = meanWait(trips.map(({ sentAt }) => sentAt));
  return timeouts.map((timeout) => ({
    timeout,
    falseShare: took.length === 0 ? 0 : took.filter((one) => one > timeout).length / took.length,
    detection: wait + timeout,
  }));
}

/** Mean time until the next request: a moment falls into a gap as often as the gap is long, and half of it is left. */
function meanWait(sends: readonly TrueTime[]): Micros {
  const gaps = sends.slice(1).map((at, index) => at - (sends[index] ?? at));
  const total = gaps.reduce((sum, gap) => sum + gap, 0);
  return total === 0 ? 0 : gaps.reduce((sum, gap) => sum + gap * gap, 0) / 2 / total;
}
