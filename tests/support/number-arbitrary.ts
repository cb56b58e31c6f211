/** Arbitrary times, ranges and probabilities as scenarios hold them. */
import fc from 'fast-check';
import type { Range } from '../../src/sim/scenario.ts';

/** A moment that is round more often than not: people drag to round times, and ties need tests. */
export function timeArbitrary(min: number, max: number): fc.Arbitrary<number> {
  const ms = fc.integer({ min: Math.ceil(min / 1_000), max: Math.floor(max / 1_000) }).map((value) => value * 1_000);
  return max - min < 1_000
    ? fc.integer({ min, max })
    : fc.oneof({ weight: 3, arbitrary: ms }, fc.integer({ min, max }));
}

export function rangeArbitrary(min: number, max: number): fc.Arbitrary<Range> {
  return fc.tuple(timeArbitrary(min, max), timeArbitrary(min, max)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
}

/** At most `millionths`, half of the time whole percents. */
export function probabilityArbitrary(millionths: number): fc.Arbitrary<number> {
  const percent = fc.nat(Math.floor(millionths / 10_000)).map((value) => value * 10_000);
  return fc.oneof(percent, fc.nat(millionths)).map((value) => value / 1_000_000);
}
