import { describe, expect, it } from 'vitest';
import { corners } from '../../../src/views/stage/corners.ts';
import { overlaps } from '../../../src/views/stage/geometry.ts';
import { boxOf, layoutRing } from '../../../src/views/stage/layout.ts';
import { placeNotes } from '../../../src/views/stage/notes.ts';
import type { ProcessView } from '../../../src/views/stage/scene.ts';

const ROLES = ['follower', 'candidate', 'leader'].map((title) => ({ id: title, title, tone: 'leading' as const }));
const MESSAGES = [
  { type: 'ask', title: 'Ask', form: 'request', tone: 'leading' },
  { type: 'answer', title: 'Answer', form: 'reply', tone: 'leading' },
] as const;

function view(id: string): ProcessView {
  return {
    id,
    client: false,
    status: 'up',
    tone: 'leading',
    role: 'leader',
    spoken: true,
    badge: undefined,
    epoch: undefined,
    votes: undefined,
    notes: [{ text: '+200 000 ppm', look: 'clock' }],
    timer: undefined,
    name: id,
  };
}

describe('the words about processes', () => {
  it.each([
    [866, 376],
    [606, 330],
    [390, 560],
  ])('cover neither discs, nor corners, nor each other on a stage of %i × %i', (width, height) => {
    for (const count of [2, 3, 4, 5]) {
      const ids = Array.from({ length: count }, (_, index) => `S${index + 1}`);
      const size = { width, height };
      const layout = layoutRing(ids, [], size);
      const fixed = corners(ROLES, MESSAGES, size, count);
      const boxes = placeNotes(ids.map(view), layout, fixed).map(({ box }) => box);
      expect(boxes).toHaveLength(count);
      const others = [...fixed, ...[...layout.places.values()].map((place) => boxOf(place))];
      boxes.forEach((box, index) => {
        for (const other of [...others, ...boxes.slice(index + 1)])
          expect(overlaps(box, other), `${ids[index]} of ${count}`).toBe(false);
        expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true);
      });
    }
  });
});

describe('the legend of the roles', () => {
  const LONG = ['commander', 'lieutenant', 'decided', 'absent'].map((title) => ({
    id: title,
    title,
    tone: 'neutral' as const,
  }));
  it.each([
    [866, 376],
    [596, 286],
  ])('keeps off the discs of a stage of %i × %i', (width, height) => {
    for (const count of [1, 2, 3, 4, 5, 6, 7]) {
      const ids = Array.from({ length: count }, (_, index) => `S${index + 1}`);
      const layout = layoutRing(ids, [], { width, height });
      const [legend] = corners(LONG, MESSAGES, layout.size, count);
      for (const place of layout.places.values())
        expect(legend && overlaps(legend, boxOf(place)), `of ${count}`).toBe(false);
    }
  });
});
