import { describe, expect, it } from 'vitest';
import { linePath, plotArea } from '../../../src/views/chart/plot-area.ts';

const area = plotArea({ title: 'time', domain: [0, 10] }, { title: 'messages', domain: [0, 4] }, 400, 200);

describe('the geometry of a chart', () => {
  it('puts the ends of the domains at the edges of the plot, larger values higher', () => {
    expect([area.x(0), area.x(10)]).toEqual([area.left, area.right]);
    expect([area.y(0), area.y(4)]).toEqual([area.bottom, area.top]);
  });

  it('finds the value under a pixel, and none beyond the axis', () => {
    expect(area.valueAt(area.x(7))).toBeCloseTo(7);
    expect(area.valueAt(0)).toBe(0);
    expect(area.valueAt(1000)).toBe(10);
  });

  it('writes round values, within the plot', () => {
    expect(area.xTicks.map(({ text }) => text)).toEqual(['0', '2', '4', '6', '8', '10']);
    for (const { position } of area.xTicks) expect(position).toBeGreaterThanOrEqual(area.left);
  });

  it('has places for an axis of a single value', () => {
    const flat = plotArea({ title: '', domain: [3, 3] }, { title: '', domain: [0, 0] }, 400, 200);
    expect(flat.x(3)).toBe(flat.left);
    expect(flat.y(0)).toBe(flat.bottom);
  });

  it('draws a value that holds until the next one as a step', () => {
    const points = [
      [0, 0],
      [5, 4],
    ] as const;
    expect(linePath(points, area, false)).toBe(`M${area.x(0)},${area.y(0)}L${area.x(5)},${area.y(4)}`);
    expect(linePath(points, area, true)).toBe(
      `M${area.x(0)},${area.y(0)}L${area.x(5)},${area.y(0)}L${area.x(5)},${area.y(4)}`,
    );
    expect(linePath([], area, false)).toBe('');
  });
});
