import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exp, ln, ln1p, lnNormalTail, log10, softplus } from '../../src/base/elementary.ts';

/** Against Node's own functions, relative to the size of the result. */
function off(found: number, wanted: number): number {
  return found === wanted ? 0 : Math.abs(found - wanted) / Math.abs(wanted);
}

function between(low: number, high: number): fc.Arbitrary<number> {
  return fc.double({ min: low, max: high, noNaN: true });
}

describe('exp', () => {
  it('is that of Math within 1e-13 wherever the result is a normal number', () => {
    fc.assert(
      fc.property(between(-700, 709), (x) => off(exp(x), Math.exp(x)) < 1e-13),
      { numRuns: 3000 },
    );
  });

  it('reaches its ends without a NaN', () => {
    expect([exp(0), exp(1000), exp(-1000), exp(Number.NEGATIVE_INFINITY)]).toEqual([1, Number.POSITIVE_INFINITY, 0, 0]);
    expect(exp(-740)).toBeGreaterThan(0);
    expect(exp(Number.NaN)).toBeNaN();
  });
});

describe('logarithms', () => {
  it('are those of Math within 1e-13', () => {
    fc.assert(
      fc.property(fc.double({ min: 5e-324, max: 1.7e308, noNaN: true }), (x) => {
        expect(Math.abs(ln(x) - Math.log(x))).toBeLessThan(1e-13 * Math.max(1, Math.abs(Math.log(x))));
        expect(Math.abs(log10(x) - Math.log10(x))).toBeLessThan(1e-13 * Math.max(1, Math.abs(Math.log10(x))));
      }),
      { numRuns: 3000 },
    );
  });

  it('keep their digits near 1', () => {
    fc.assert(
      fc.property(between(0.5, 2), (x) => x === 1 || off(ln(x), Math.log(x)) < 1e-12),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(between(-0.9, 5), (x) => off(ln1p(x), Math.log1p(x)) < 1e-12),
      { numRuns: 2000 },
    );
    expect(ln1p(1e-20)).toBe(1e-20);
  });

  it('know where they end', () => {
    expect([ln(0), ln(1), ln(Number.POSITIVE_INFINITY)]).toEqual([
      Number.NEGATIVE_INFINITY,
      0,
      Number.POSITIVE_INFINITY,
    ]);
    expect(ln(-1)).toBeNaN();
    expect(log10(1000)).toBeCloseTo(3, 14);
  });
});

describe('the tail of the normal distribution', () => {
  // ln(erfc(z ÷ √2) ÷ 2), from mpmath with 30 digits.
  it.each([
    [0, -Math.LN2],
    [1, -1.84102164500926],
    [1.96, -3.68896365172964],
    [2, -3.78318433368203],
    [3, -6.60772622151035],
    [5, -15.0649983939887],
    [10, -53.2312851505125],
    [37, -689.030585576891],
  ])('beyond %f has the logarithm of the tables', (z, wanted) => {
    expect(off(lnNormalTail(z), wanted)).toBeLessThan(1e-10);
  });

  it('is that of a sum over small strips', () => {
    for (const z of [-3, -1, -0.2, 0.3, 0.9, 1.7, 1.99, 2.01, 2.5, 4, 6]) {
      let sum = 0;
      const strip = 1e-3;
      for (let at = z + strip / 2; at < z + 14; at += strip) sum += Math.exp(-0.5 * at * at) * strip;
      // The midpoint rule errs by strip² ÷ 24 of the slope, 4e-8 of it.
      expect(Math.abs(Math.exp(lnNormalTail(z)) / (sum / Math.sqrt(2 * Math.PI)) - 1)).toBeLessThan(3e-6);
    }
  });

  it('goes over from the series to the fraction without a jump, and never turns', () => {
    expect(off(lnNormalTail(2 + 1e-9), lnNormalTail(2 - 1e-9))).toBeLessThan(1e-8);
    let last = 0;
    for (let z = -40; z <= 40; z += 0.01) {
      const now = lnNormalTail(z);
      expect(now).toBeLessThanOrEqual(last);
      last = now;
    }
  });

  it('adds up to 1 with its mirror', () => {
    fc.assert(
      fc.property(between(-6, 6), (z) => Math.abs(Math.exp(lnNormalTail(z)) + Math.exp(lnNormalTail(-z)) - 1) < 1e-12),
    );
  });

  it('goes on where numbers end: 10 to the power of −100000 and beyond', () => {
    expect(lnNormalTail(700)).toBeCloseTo(-245_007.47, 1);
    expect(Number.isFinite(lnNormalTail(1e6))).toBe(true);
    expect(lnNormalTail(-1e6)).toBeCloseTo(0, 12);
    expect(lnNormalTail(Number.POSITIVE_INFINITY)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('softplus', () => {
  it('is ln(1 + e^x), and x where x is large', () => {
    fc.assert(fc.property(between(-30, 30), (x) => off(softplus(x), Math.log1p(Math.exp(x))) < 1e-12));
    expect(softplus(5000)).toBe(5000);
    expect(softplus(-5000)).toBe(0);
  });
});
