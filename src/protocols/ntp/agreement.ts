/** Marzullo's algorithm (Marzullo 1984; RFC 5905 §11.2.1): the smallest interval that most sources agree on. */
import type { ProcessId } from '../../sim/scenario.ts';
import type { Exchange } from './messages.ts';

export interface Agreement {
  /** The correction: the middle of the interval, µs, rounded down. */
  readonly by: number;
  /** Half of its width, rounded up. */
  readonly half: number;
  readonly agreeing: readonly ProcessId[];
  /** Those whose interval does not hold it: they are out-voted. */
  readonly left: readonly ProcessId[];
}

/** undefined: no interval is shared by more than half of the `asked` servers. */
export function agreementOf(exchanges: readonly Exchange[], asked: number): Agreement | undefined {
  // A server whose clock was moved between T2 and T3 can make the delay negative: that says nothing.
  const sources = exchanges.filter(({ delay }) => delay >= 0).map(intervalOf);
  const shared = mostShared(sources);
  if (shared === undefined || shared.count * 2 <= asked) return undefined;
  const { low, high } = shared;
  const agrees = (source: Interval) => source.low <= low && source.high >= high;
  return {
    by: Math.floor((low + high) / 2),
    half: Math.ceil((high - low) / 2),
    agreeing: sources.filter(agrees).map(({ server }) => server),
    left: exchanges
      .map(({ server }) => server)
      .filter((id) => !sources.some((one) => one.server === id && agrees(one))),
  };
}

interface Interval {
  readonly server: ProcessId;
  readonly low: number;
  readonly high: number;
}

/** The true offset is in it, whatever part of the delay either way took. */
export function intervalOf({ server, offset, delay }: Exchange): Interval {
  const half = Math.ceil(delay / 2);
  return { server, low: offset - half, high: offset + half };
}

/** A walk over all ends in order: where most intervals are open, the first time. */
function mostShared(intervals: readonly Interval[]): { low: number; high: number; count: number } | undefined {
  const ends = intervals
    .flatMap(({ low, high }) => [
      { at: low, change: 1 },
      { at: high, change: -1 },
    ])
    // Intervals that only touch still share a point: beginnings come first.
    .sort((a, b) => a.at - b.at || b.change - a.change);
  let best: { low: number; high: number; count: number } | undefined;
  let count = 0;
  ends.forEach(({ at, change }, index) => {
    count += change;
    const next = ends[index + 1];
    if (change === 1 && next !== undefined && count > (best?.count ?? 0)) best = { low: at, high: next.at, count };
  });
  return best;
}
