/**
 * φ by three published models. φ = n means: were the process alive, a silence as long as this would come once in 10ⁿ.
 * Deterministic to the last bit: `base/elementary.ts` instead of `Math`.
 */
import { exp, lnNormalTail, softplus } from '../../base/elementary.ts';
import type { Micros } from '../../sim/scenario.ts';

export type Model = 'normal' | 'logistic' | 'exponential';

export interface Distribution {
  /** µs */
  readonly mean: number;
  readonly deviation: number;
}

/** −log₁₀(1 − F(elapsed)), F being the distribution of the time between two heartbeats. */
export function phi(model: Model, elapsed: Micros, { mean, deviation }: Distribution): number {
  const y = (elapsed - mean) / deviation;
  switch (model) {
    // Hayashibara et al. 2004, §4.2: F is the normal distribution.
    case 'normal':
      return -lnNormalTail(y) / Math.LN10;
    // Akka's PhiAccrualFailureDetector: the same by a logistic curve, 1 − F ≈ 1 ÷ (1 + e^u).
    case 'logistic':
      return softplus(y * (1.5976 + 0.070566 * y * y)) / Math.LN10;
    // Cassandra's ArrivalWindow: intervals are taken to be exponential, 1 − F = e^(−elapsed ÷ mean).
    case 'exponential':
      return elapsed / mean / Math.LN10;
  }
}

/** Mean and deviation of the intervals, the deviation not below `least`: heartbeats on a quiet network come too evenly. */
export function distributionOf(intervals: readonly Micros[], least: Micros): Distribution {
  const mean = intervals.reduce((sum, one) => sum + one, 0) / intervals.length;
  const variance = intervals.reduce((sum, one) => sum + (one - mean) * (one - mean), 0) / intervals.length;
  return { mean, deviation: Math.max(Math.sqrt(variance), least) };
}

/** What a detector knows before it has heard anything: two intervals, a quarter of the estimate to either side (Akka). */
export function firstGuess(estimate: Micros): readonly [Micros, Micros] {
  const quarter = Math.floor(estimate / 4);
  return [estimate - quarter, estimate + quarter];
}

/** The chance that a silence of this φ is none of a live process. */
export function chanceOf(value: number): number {
  return exp(-value * Math.LN10);
}
