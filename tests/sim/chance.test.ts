import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draw, drawWithin, hash } from '../../src/sim/chance.ts';

describe('chance', () => {
  // Links shared long ago replay only as long as these stay: never change them.
  it.each<[number, string, number]>([
    [0, '', 2_287_948_138],
    [1, 'S1-S2.7/delay', 3_613_621_221],
    [1, 'S1-S2.8/delay', 4_215_554_155],
    [42, 'S3/election/4', 97_374_359],
    [4_294_967_295, 'a rather long address/with/many/parts', 3_590_473_168],
    [7, 'ünïcode ✓', 681_944_778],
  ])('has the golden value for seed %i and "%s"', (seed, address, expected) => {
    expect(hash(seed, address)).toBe(expected);
  });

  it('is a number in [0, 1), the same each time it is asked', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 32 - 1), fc.string(), (seed, address) => {
        const drawn = draw(seed, address);
        expect(drawn).toBeGreaterThanOrEqual(0);
        expect(drawn).toBeLessThan(1);
        expect(draw(seed, address)).toBe(drawn);
      }),
    );
  });

  it('stays within a range, and reaches both of its ends', () => {
    const seen = new Set<number>();
    for (let number = 1; number <= 200; number += 1) seen.add(drawWithin(1, `S1-S2.${number}/delay`, [3, 7]));
    expect([...seen].sort()).toEqual([3, 4, 5, 6, 7]);
    expect(drawWithin(1, 'x', [5, 5])).toBe(5);
  });

  it('spreads evenly over addresses that differ in a number only, and over seeds', () => {
    const families: ((index: number) => number)[] = [
      (index) => draw(1, `S1-S2.${index}/delay`),
      (index) => draw(index, 'S1-S2.1/delay'),
      (index) => draw(9, `S${index}/election/1`),
    ];
    for (const family of families) {
      const buckets = new Array<number>(16).fill(0);
      for (let index = 1; index <= 16_000; index += 1) {
        const slot = Math.floor(family(index) * 16);
        buckets[slot] = (buckets[slot] ?? 0) + 1;
      }
      const chiSquare = buckets.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
      // 15 degrees of freedom: above 44 once in 10,000.
      expect(chiSquare).toBeLessThan(44);
    }
  });

  it('does not let one draw tell about the next', () => {
    const pairs = Array.from({ length: 20_000 }, (_, index) => [
      draw(5, `S1-S2.${index}/delay`) - 0.5,
      draw(5, `S1-S2.${index + 1}/delay`) - 0.5,
    ]);
    const correlation = (12 * pairs.reduce((sum, [a = 0, b = 0]) => sum + a * b, 0)) / pairs.length;
    expect(Math.abs(correlation)).toBeLessThan(0.03);
  });

  it('changes about half of its bits with any bit of the seed or any character', () => {
    for (let bit = 0; bit < 32; bit += 1) {
      let flipped = 0;
      for (let index = 0; index < 500; index += 1) {
        const address = `S1-S2.${index}/loss`;
        flipped += bitsOf(hash(index, address) ^ hash((index ^ (1 << bit)) >>> 0, address));
      }
      expect(flipped / 500).toBeGreaterThan(14.5);
      expect(flipped / 500).toBeLessThan(17.5);
    }
    let flipped = 0;
    for (let index = 0; index < 2000; index += 1)
      flipped += bitsOf(hash(3, `S1-S2.${index}/delay`) ^ hash(3, `S1-S3.${index}/delay`));
    expect(flipped / 2000).toBeGreaterThan(15.5);
    expect(flipped / 2000).toBeLessThan(16.5);
  });

  it('takes different addresses for different: no collisions beyond chance among those of a run', () => {
    const seen = new Set<number>();
    let count = 0;
    for (const link of ['S1-S2', 'S2-S1', 'S1-S3', 'S10-S1', 'S1-S10'])
      for (let number = 1; number <= 4000; number += 1)
        for (const what of ['delay', 'loss']) {
          seen.add(hash(42, `${link}.${number}/${what}`));
          count += 1;
        }
    // 40,000 draws from 2³²: a fifth of a collision is to be expected.
    expect(count - seen.size).toBeLessThanOrEqual(3);
  });
});

function bitsOf(value: number): number {
  let count = 0;
  for (let rest = value >>> 0; rest !== 0; rest >>>= 1) count += rest & 1;
  return count;
}
