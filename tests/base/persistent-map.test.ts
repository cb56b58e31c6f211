import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PersistentMap } from '../../src/base/persistent-map.ts';

const keys = fc.oneof(fc.string(), fc.constantFrom('x', 'y', '__proto__', 'constructor', ''));

describe('a persistent map', () => {
  it('is a map, and no older version of it ever changes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, fc.nat()), { maxLength: 40 }), (entries) => {
        const versions: [PersistentMap<number>, Map<string, number>][] = [[PersistentMap.empty(), new Map()]];
        for (const [key, value] of entries) {
          const [map, plain] = versions[versions.length - 1] ?? [PersistentMap.empty<number>(), new Map()];
          versions.push([map.set(key, value), new Map(plain).set(key, value)]);
        }
        for (const [map, plain] of versions) {
          expect(map.size).toBe(plain.size);
          for (const [key] of entries) expect(map.get(key)).toBe(plain.get(key));
          expect(new Map(map.entries())).toEqual(plain);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('keeps keys apart that share a bucket', () => {
    // "Aa" and "BB" have the same hash, as in Java.
    const map = PersistentMap.empty<number>().set('Aa', 1).set('BB', 2).set('Aa', 3);
    expect([map.get('Aa'), map.get('BB'), map.get('CC'), map.size]).toEqual([3, 2, undefined, 2]);
  });

  it('lists its entries by key, whatever the order of writing', () => {
    const written = (order: string[]) =>
      order.reduce((map, key) => map.set(key, key.length), PersistentMap.empty<number>()).entries();
    expect(written(['b', 'a', 'cc'])).toEqual(written(['cc', 'b', 'a']));
    expect(written(['b', 'a', 'cc']).map(([key]) => key)).toEqual(['a', 'b', 'cc']);
  });
});
