/**
 * Local clocks in integers. A clock reads `offset + (1 + drift) × true time`; a timer runs on the clock's rate,
 * not on its reading: a jump of the offset leaves timers alone, as a monotonic clock does.
 */
import type { Micros, TrueTime } from './scenario.ts';

/** ppm of a rate that is right. */
const MILLION = 1_000_000;

export interface Clock {
  /** µs the reading is ahead of `(1 + drift) × true time`. */
  readonly offset: Micros;
  /** Parts per million gained; above −1,000,000. */
  readonly drift: number;
  /** The same offset without skews: what timers run on. */
  readonly monotonicOffset: Micros;
}

export const TRUE_CLOCK: Clock = { offset: 0, drift: 0, monotonicOffset: 0 };

/** What the clock reads at true time `at`, µs. */
export function reading(clock: Clock, at: TrueTime): number {
  return clock.offset + at + gained(clock.drift, at);
}

export function monotonicReading(clock: Clock, at: TrueTime): number {
  return clock.monotonicOffset + at + gained(clock.drift, at);
}

export function skewed(clock: Clock, by: Micros): Clock {
  return { ...clock, offset: clock.offset + by };
}

/** The rate changes at `at`; the reading goes on without a jump. */
export function drifting(clock: Clock, drift: number, at: TrueTime): Clock {
  const kept = gained(clock.drift, at) - gained(drift, at);
  return { offset: clock.offset + kept, drift, monotonicOffset: clock.monotonicOffset + kept };
}

/** The first true time at which the monotonic reading has reached `deadline`. */
export function trueTimeOf(clock: Clock, deadline: number): TrueTime {
  const elapsed = deadline - clock.monotonicOffset;
  return clock.drift === 0 ? elapsed : Math.ceil((elapsed * MILLION) / (MILLION + clock.drift));
}

function gained(drift: number, at: TrueTime): Micros {
  return drift === 0 ? 0 : Math.floor((at * drift) / MILLION);
}
