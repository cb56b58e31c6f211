import { describe, expect, it } from 'vitest';
import { listHeight, rowsInView, scrollNear, scrollTo } from '../../../src/views/inspector/list-window.ts';

const short = { count: 100_000, row: 26, view: 400 };
const huge = { count: 2_000_000, row: 26, view: 400 };

describe('a long list', () => {
  it('draws only what is in view and a little more', () => {
    const { first, end, top } = rowsInView(short, 26 * 500);
    expect([first, end]).toEqual([497, 519]);
    expect(top).toBe(26 * 497);
  });

  it('never grows higher than browsers can draw', () => {
    expect(listHeight(huge)).toBe(8_000_000);
  });

  it('reaches its very last row, however long', () => {
    for (const geometry of [short, huge]) {
      const { end } = rowsInView(geometry, listHeight(geometry) - geometry.view);
      expect(end).toBe(geometry.count);
    }
  });

  it('stands still where a row is in view, and moves by as little as it must where not', () => {
    expect(scrollNear(short, 505, 26 * 500)).toBe(26 * 500);
    expect(scrollNear(short, 499, 26 * 500)).toBe(26 * 499);
    expect(scrollNear(short, 600, 26 * 500)).toBe(26 * 601 - 400);
  });

  it('brings any row to where it is wanted', () => {
    for (const index of [0, 40_000, 1_999_999]) {
      const scroll = scrollTo(huge, index, 0.5);
      const { first, end } = rowsInView(huge, scroll, 0);
      expect(first <= index && index < end).toBe(true);
    }
  });
});
