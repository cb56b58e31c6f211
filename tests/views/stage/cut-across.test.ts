import { describe, expect, it } from 'vitest';
import { cutAcross } from '../../../src/views/stage/cut-across.ts';
import type { Point } from '../../../src/views/stage/geometry.ts';
import { layoutRing, type Place } from '../../../src/views/stage/layout.ts';

const layout = layoutRing(['S1', 'S2', 'S3', 'S4', 'S5'], ['C1'], { width: 820, height: 390 });
const between = (a: string, b: string): Point => {
  const [p, q] = [layout.places.get(a) as Place, layout.places.get(b) as Place];
  return { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 };
};

describe('a stroke across the ring', () => {
  it('parts the processes on one side from those on the other', () => {
    const { groups, crossed } = cutAcross([between('S5', 'S1'), layout.centre, between('S2', 'S3')], layout);
    expect(groups).toEqual([
      ['S1', 'S2'],
      ['S3', 'S4', 'S5'],
    ]);
    expect(crossed.size).toBe(6);
  });

  it('is carried on at its ends, so that a short one through the middle is enough', () => {
    const [a, b] = [between('S5', 'S1'), between('S3', 'S4')];
    const short = [0.4, 0.7].map((share) => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }));
    expect(cutAcross(short, layout).groups).toEqual([
      ['S1', 'S2', 'S3'],
      ['S4', 'S5'],
    ]);
  });

  it('cuts nothing beside the ring, or by a slip of the hand', () => {
    expect(
      cutAcross(
        [
          { x: 5, y: 5 },
          { x: 5, y: 300 },
        ],
        layout,
      ).groups,
    ).toEqual([]);
    expect(cutAcross([layout.centre, { x: layout.centre.x + 8, y: layout.centre.y }], layout).groups).toEqual([]);
  });
});
