import { describe, expect, it } from 'vitest';
import { changedCells, columnsInView, type LogRow } from '../../../src/views/log-grid/log-row.ts';

function row(process: string, terms: readonly number[], commitIndex = 0): LogRow {
  return {
    process,
    tone: 'following',
    role: 'follower',
    length: terms.length,
    commitIndex,
    entry: (index) => {
      const term = terms[index - 1];
      return term === undefined ? undefined : { index, term, label: 'x', committed: index <= commitIndex };
    },
  };
}

const ALL = { first: 1, last: 20 };

describe('a log grid', () => {
  it('draws the columns in view and a few beside them, of a thousand', () => {
    expect(columnsInView(56 * 500, 560, 56, 1000)).toEqual({ first: 497, last: 514 });
    expect(columnsInView(0, 560, 56, 3)).toEqual({ first: 1, last: 3 });
    expect(columnsInView(0, 560, 56, 0)).toEqual({ first: 1, last: 0 });
  });

  it('marks entries that are new, replaced, or committed now', () => {
    const before = [row('S1', [1, 1, 2], 1), row('S2', [1])];
    const after = [row('S1', [1, 1, 3], 2), row('S2', [1, 1])];
    expect([...changedCells(before, after, ALL)]).toEqual(['S1/2', 'S1/3', 'S2/2']);
  });

  it('marks nothing after a leap to another moment', () => {
    const long = Array.from({ length: 12 }, () => 2);
    expect(changedCells([row('S1', [])], [row('S1', long)], ALL).size).toBe(0);
  });
});
