import { describe, expect, it } from 'vitest';
import { closest, listed, quote, unknownWord } from '../../src/scenario/sentences.ts';

describe('sentences', () => {
  it('suggest what is a slip of the finger away, and nothing that is further', () => {
    const kinds = ['cut', 'crash', 'partition', 'restart'];
    expect(closest('crsah', kinds)).toBe('crash');
    expect(closest('Partitoin', kinds)).toBe('partition');
    expect(closest('cat', kinds)).toBe('cut');
    expect(closest('explode', kinds)).toBeUndefined();
    expect(closest('S9', ['S1', 'S2'])).toBeUndefined();
    expect(closest('x'.repeat(1_000_000), kinds)).toBeUndefined();
  });

  it('list ids by their ends where they are numbered', () => {
    expect(listed(['S1', 'S2', 'S3'])).toBe(' (S1…S3)');
    expect(listed(['S1', 'S2'])).toBe(' (S1, S2)');
    expect(listed(['A', 'B', 'C'])).toBe(' (A, B, C)');
    expect(listed([])).toBe('');
  });

  it('do not repeat a whole foreign text', () => {
    expect(quote('x'.repeat(1_000)).length).toBeLessThan(50);
    expect(unknownWord('x"y', 'odd', [])).toBe('"x\\"y" is odd');
  });
});
