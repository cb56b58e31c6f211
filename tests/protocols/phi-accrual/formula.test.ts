import { describe, expect, it } from 'vitest';
import { chanceOf, distributionOf, firstGuess, phi } from '../../../src/protocols/phi-accrual/formula.ts';

const steady = { mean: 100_000, deviation: 10_000 };

/** 1 − F(y) of the normal distribution, by the midpoint rule. */
function tail(y: number): number {
  let sum = 0;
  const strip = 1e-4;
  for (let at = y + strip / 2; at < Math.max(y, 0) + 12; at += strip) sum += Math.exp(-0.5 * at * at) * strip;
  return sum / Math.sqrt(2 * Math.PI);
}

describe('φ', () => {
  it('by the normal model is −log₁₀ of the tail', () => {
    for (const elapsed of [0, 60_000, 100_000, 110_000, 140_000, 160_000]) {
      const wanted = -Math.log10(tail((elapsed - 100_000) / 10_000));
      expect(phi('normal', elapsed, steady)).toBeCloseTo(wanted, 5);
    }
    // One in two at the mean; 2.326 deviations are one in a hundred.
    expect(phi('normal', 100_000, steady)).toBeCloseTo(0.30103, 5);
    expect(phi('normal', 123_263, steady)).toBeCloseTo(2, 3);
  });

  it('by the logistic model is what Akka computes, on both sides of its branch', () => {
    for (const elapsed of [0, 50_000, 99_999, 100_000, 130_000, 150_000]) {
      const y = (elapsed - 100_000) / 10_000;
      const e = Math.exp(-y * (1.5976 + 0.070566 * y * y));
      const akka = elapsed > 100_000 ? -Math.log10(e / (1 + e)) : -Math.log10(1 - 1 / (1 + e));
      expect(phi('logistic', elapsed, steady)).toBeCloseTo(akka, 9);
    }
  });

  it('by the logistic model is near the normal one up to 8', () => {
    for (let elapsed = 80_000; elapsed < 155_000; elapsed += 5000) {
      const difference = phi('logistic', elapsed, steady) - phi('normal', elapsed, steady);
      expect(Math.abs(difference)).toBeLessThan(1);
    }
  });

  it('by the exponential model is what Cassandra computes: 8 is a silence of 18.4 mean intervals', () => {
    const factor = 1 / Math.log(10);
    expect(phi('exponential', 250_000, steady)).toBeCloseTo(factor * 2.5, 12);
    expect(phi('exponential', 18.42068 * 100_000, steady)).toBeCloseTo(8, 5);
  });

  it('grows with silence for as long as one likes, and stays a number', () => {
    for (const model of ['normal', 'logistic', 'exponential'] as const) {
      let last = -1;
      for (let elapsed = 0; elapsed < 600_000_000; elapsed = elapsed * 1.2 + 10_000) {
        const now = phi(model, elapsed, { mean: 100_000, deviation: 1 });
        expect(Number.isFinite(now)).toBe(true);
        expect(now).toBeGreaterThanOrEqual(last);
        last = now;
      }
    }
    // 37 deviations late: the tail itself is 1e-299 and about to end.
    expect(phi('normal', 470_000, steady)).toBeCloseTo(299.24, 1);
  });

  it('is a chance', () => {
    expect(chanceOf(3)).toBeCloseTo(0.001, 12);
  });
});

describe('what intervals teach', () => {
  it('is their mean and their deviation, which has a least value', () => {
    expect(distributionOf([90, 110], 1)).toEqual({ mean: 100, deviation: 10 });
    expect(distributionOf([100, 100, 100], 7)).toEqual({ mean: 100, deviation: 7 });
  });

  it('begins with a guess, a quarter to either side', () => {
    expect(firstGuess(1000)).toEqual([750, 1250]);
  });
});
