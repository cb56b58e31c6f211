import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PersistentVector } from '../../src/base/persistent-vector.ts';

type Act = { readonly kind: 'push' | 'set' | 'take'; readonly index: number; readonly value: number };

const acts = fc.array(
  fc.record<Act>({
    kind: fc.constantFrom('push', 'push', 'set', 'take'),
    index: fc.oneof(fc.nat(20), fc.nat(600)),
    value: fc.nat(),
  }),
  { maxLength: 60 },
);

function onArray(list: readonly (number | undefined)[], { kind, index, value }: Act): (number | undefined)[] {
  if (kind === 'take') return list.slice(0, index);
  const copy = [...list];
  const place = kind === 'push' ? copy.length : index;
  while (copy.length < place) copy.push(undefined);
  copy[place] = value;
  return copy;
}

function onVector(vector: PersistentVector<number>, { kind, index, value }: Act): PersistentVector<number> {
  if (kind === 'take') return vector.take(index);
  return kind === 'push' ? vector.push(value) : vector.set(index, value);
}

describe('a persistent vector', () => {
  it('is a list, and no older version of it ever changes', () => {
    fc.assert(
      fc.property(acts, (list) => {
        const versions: [PersistentVector<number>, (number | undefined)[]][] = [[PersistentVector.empty(), []]];
        for (const act of list) {
          const [vector, array] = versions[versions.length - 1] ?? [PersistentVector.empty<number>(), []];
          versions.push([onVector(vector, act), onArray(array, act)]);
        }
        for (const [vector, array] of versions) {
          expect(vector.length).toBe(array.length);
          expect(vector.slice(0)).toEqual(array);
          expect(vector.get(array.length)).toBeUndefined();
        }
      }),
      { numRuns: 100 },
    );
  });

  it('forgets what was beyond a cut: a gap made later is empty', () => {
    const vector = PersistentVector.of([1, 2, 3, 4]).take(1).set(3, 9);
    expect(vector.slice(0)).toEqual([1, undefined, undefined, 9]);
    expect(PersistentVector.of([1, 2, 3, 4]).take(1).push(5).set(3, 9).slice(0)).toEqual([1, 5, undefined, 9]);
  });

  it('holds many, across its levels', () => {
    const values = Array.from({ length: 5000 }, (_, index) => index);
    const vector = PersistentVector.of(values);
    expect(vector.slice(0)).toEqual(values);
    expect([vector.get(-1), vector.get(5000), vector.get(4999)]).toEqual([undefined, undefined, 4999]);
    expect(vector.slice(15, 18)).toEqual([15, 16, 17]);
  });

  it('taken whole is the very same', () => {
    const vector = PersistentVector.of([1, 2]);
    expect(vector.take(2)).toBe(vector);
    expect(vector.take(5)).toBe(vector);
    expect(vector.take(0).length).toBe(0);
  });
});
