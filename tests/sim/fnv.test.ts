import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fnv64 } from '../../src/sim/fnv.ts';

function digest(...parts: string[]): string {
  const hash = new Fnv64();
  for (const part of parts) hash.add(part);
  return hash.digest();
}

describe('FNV-1a with 64 bits', () => {
  // From the authors' own test vectors (draft-eastlake-fnv, appendix).
  it.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('of "%s" is %s', (text, expected) => {
    expect(digest(text)).toBe(expected);
  });

  it('is what arithmetic with big integers gives', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        let hash = 0xcbf29ce484222325n;
        for (const character of text) {
          hash ^= BigInt(character.charCodeAt(0));
          hash = (hash * 0x100000001b3n) & 0xffffffffffffffffn;
        }
        expect(digest(text)).toBe(hash.toString(16).padStart(16, '0'));
      }),
    );
  });

  it('does not depend on the pieces a text comes in', () => {
    expect(digest('foo', '', 'bar')).toBe(digest('foobar'));
  });
});
