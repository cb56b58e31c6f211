/** Where the words about a process stand: below its disc, or beside it where something else is below. */
import { badgeWidth } from '../../marks/badge.tsx';
import type { ProcessId } from '../../sim/scenario.ts';
import { type Box, overlaps } from './geometry.ts';
import { boxOf, type Place, type RingLayout } from './layout.ts';
import type { ProcessView } from './scene.ts';

export interface PlacedNotes {
  readonly id: ProcessId;
  readonly view: ProcessView;
  /** The middle of each line. */
  readonly x: number;
  /** The height of the role's word; undefined: it is not said. */
  readonly role: number | undefined;
  /** The height of each pill. */
  readonly pills: readonly number[];
  readonly box: Box;
}

const ROLE = 15;
const PILL = 20;
/** Between a disc with its timer and the words. */
const APART = 7;

/** Places the words of all processes: off the discs, off each other and off whatever is `taken` already. */
export function placeNotes(
  views: readonly ProcessView[],
  layout: RingLayout,
  taken: readonly Box[],
): readonly PlacedNotes[] {
  const discs = [...layout.places].map(([id, place]) => ({ id, box: boxOf(place, 3) }));
  const placed: PlacedNotes[] = [];
  for (const view of views) {
    const place = layout.places.get(view.id);
    if (place === undefined) continue;
    const titled = isTitled(view);
    if (!titled && view.notes.length === 0) continue;
    const others = discs.filter(({ id }) => id !== view.id).map(({ box }) => box);
    const blocked = [...taken, ...others, ...placed.map(({ box }) => box)];
    const box = roomFor(sizeOf(view, titled), place, layout, blocked);
    const top = box.y + (titled ? ROLE : 0);
    placed.push({
      id: view.id,
      view,
      x: box.x + box.width / 2,
      role: titled ? box.y + ROLE - 3 : undefined,
      pills: view.notes.map((_, index) => top + PILL * index + PILL / 2),
      box,
    });
  }
  return placed;
}

/** A role is said in words where it matters; the legend tells the others. */
function isTitled({ client, status, spoken }: ProcessView): boolean {
  return !client && status !== 'crashed' && spoken;
}

function sizeOf(view: ProcessView, titled: boolean) {
  const widths = view.notes.map(({ text }) => badgeWidth(text));
  return {
    width: Math.max(titled ? view.role.length * 6.6 : 0, ...widths),
    height: (titled ? ROLE : 0) + PILL * widths.length,
  };
}

function roomFor(
  { width, height }: { readonly width: number; readonly height: number },
  place: Place,
  { size }: RingLayout,
  blocked: readonly Box[],
): Box {
  const reach = place.radius + APART;
  const below = { x: place.x - width / 2, y: place.y + reach, width, height };
  const beside = place.y - height / 2;
  const spots: readonly Box[] = [
    below,
    { ...below, x: place.x + reach + 4, y: beside },
    { ...below, x: place.x - reach - 4 - width, y: beside },
    { ...below, y: place.y - reach - height },
  ];
  const inside = (box: Box) =>
    box.x >= 2 && box.y >= 2 && box.x + width <= size.width - 2 && box.y + height <= size.height - 2;
  return spots.find((box) => inside(box) && !blocked.some((other) => overlaps(box, other))) ?? below;
}
