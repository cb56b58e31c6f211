import { describe, expect, it } from 'vitest';
import { distance } from '../../../src/views/stage/geometry.ts';
import { boxOf, layoutRing, linkEnds, onLane, type Place, type Size } from '../../../src/views/stage/layout.ts';

const ids = (letter: string, count: number) => Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
const SIZES: readonly Size[] = [
  { width: 820, height: 390 },
  { width: 560, height: 300 },
  { width: 390, height: 340 },
  { width: 1200, height: 800 },
];
const CASTS = [2, 3, 4, 5, 7, 9].flatMap((servers) => [0, 1, 3].map((clients) => [servers, clients] as const));

describe('the ring', () => {
  it('keeps every process inside the box and off every other, at every size', () => {
    for (const size of SIZES) {
      for (const [servers, clients] of CASTS) {
        const places = [...layoutRing(ids('S', servers), ids('C', clients), size).places.values()];
        expect(places).toHaveLength(servers + clients);
        places.forEach((place, index) => {
          const { x, y, width, height } = boxOf(place);
          expect(x >= 0 && y >= 0 && x + width <= size.width && y + height <= size.height).toBe(true);
          for (const other of places.slice(index + 1)) {
            expect(distance(place, other), `${servers} and ${clients} in ${size.width}`).toBeGreaterThan(
              place.radius + other.radius + 6,
            );
          }
        });
      }
    }
  });

  it('starts at the top and goes round clockwise', () => {
    const { places } = layoutRing(ids('S', 5), [], { width: 820, height: 390 });
    const at = (id: string) => places.get(id) as Place;
    expect(at('S1').y).toBeLessThan(at('S2').y);
    expect(at('S2').x).toBeGreaterThan(at('S1').x);
    expect(at('S5').x).toBeLessThan(at('S1').x);
  });

  it('does not move a process when a client is added to a box with room for it', () => {
    const size = { width: 820, height: 390 };
    const alone = layoutRing(ids('S', 5), [], size).places.get('S3');
    expect(layoutRing(ids('S', 5), ids('C', 1), size).places.get('S3')).toEqual(alone);
  });
});

describe('a link', () => {
  const a: Place = { x: 0, y: 0, radius: 30, client: false };
  const b: Place = { x: 200, y: 0, radius: 30, client: false };

  it('ends outside both discs', () => {
    const [start, end] = linkEnds(a, b);
    expect(distance(a, start)).toBeGreaterThan(30);
    expect(distance(b, end)).toBeGreaterThan(30);
  });

  it('gives each direction a lane of its own', () => {
    expect(onLane(a, b, 0.5).y).toBeCloseTo(-onLane(b, a, 0.5).y);
    expect(onLane(a, b, 0.5).y).not.toBe(0);
  });

  it('is not turned round where discs touch', () => {
    const near: Place = { ...b, x: 40 };
    const [start, end] = linkEnds(a, near);
    expect(start).toEqual(end);
  });
});
