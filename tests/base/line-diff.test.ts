import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines } from '../../src/base/line-diff.ts';

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });

describe('two texts beside each other', () => {
  it('share a row where they are equal, and stand side by side where they differ', () => {
    expect(diffLines(['raft', 'x', 'end'], ['chain', 'x', 'y', 'end'])).toEqual([
      { left: 'raft', right: 'chain' },
      { left: 'x', right: 'x' },
      { left: undefined, right: 'y' },
      { left: 'end', right: 'end' },
    ]);
  });

  it('hold each text whole and in order', () => {
    fc.assert(
      fc.property(lines, lines, (left, right) => {
        const rows = diffLines(left, right);
        expect(rows.flatMap((row) => row.left ?? [])).toEqual(left);
        expect(rows.flatMap((row) => row.right ?? [])).toEqual(right);
      }),
    );
  });

  it('differ nowhere where they are the same, and in as few rows as can be where one has a line more', () => {
    fc.assert(
      fc.property(lines, fc.nat(12), (text, place) => {
        expect(diffLines(text, text).every(({ left, right }) => left === right)).toBe(true);
        const longer = [...text.slice(0, place), 'new', ...text.slice(place)];
        expect(diffLines(text, longer).filter(({ left, right }) => left !== right)).toEqual([
          { left: undefined, right: 'new' },
        ]);
      }),
    );
  });
});
