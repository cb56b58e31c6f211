import { describe, expect, it } from 'vitest';
import { type Arrows, addArrow, crossPath, headPath, linePath } from '../../src/marks/arrow.ts';

describe('arrows', () => {
  it('end in a head whose tip is the end of the line', () => {
    const arrows: Arrows = { lines: [], heads: [] };
    addArrow(arrows, 0, 0, 30, 40, 10);
    expect(linePath(arrows.lines)).toBe('M0,0L30,40');
    expect(arrows.heads.slice(2, 4)).toEqual([30, 40]);
    expect(headPath(arrows.heads, true)).toMatch(/^M.*L30,40L.*Z$/);
  });
  it('have no head where it would be longer than the line, or is not wanted', () => {
    const arrows: Arrows = { lines: [], heads: [] };
    addArrow(arrows, 0, 0, 0.5, 0, 8);
    addArrow(arrows, 0, 0, 50, 0, 0);
    expect(arrows.heads).toEqual([]);
    expect(arrows.lines).toHaveLength(8);
  });
  it('mark a loss with two crossing strokes', () => {
    expect(crossPath([10, 20], 4)).toBe('M6,16L14,24M6,24L14,16');
  });
});
