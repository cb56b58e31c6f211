/** Words beside messages in flight, where there is room for them. */
import { type Box, overlaps, type Point } from './geometry.ts';
import { boxOf, onLane, type RingLayout } from './layout.ts';
import type { FlightView } from './scene.ts';

export interface Caption extends Point {
  readonly text: string;
  readonly anchor: 'start' | 'end' | 'middle';
  /** What it covers of the line that it stands on. */
  readonly box: Box;
}

/** With more in flight, only the one that is pointed at or selected is named. */
export const FEW = 6;
const FONT = 11;
const HEIGHT = 14;

/** Captions by key of the flight; one that would cover a disc, another caption or the words in `words` is left out. */
export function captions(
  flights: readonly FlightView[],
  layout: RingLayout,
  always: ReadonlySet<string>,
  words: readonly Box[] = [],
): ReadonlyMap<string, Caption> {
  const found = new Map<string, Caption>();
  const all = flights.length <= FEW;
  const chosen = flights.filter(({ key, caption }) => caption !== '' && (all || always.has(key)));
  const taken: Box[] = [...words, ...[...layout.places.values()].map((place) => boxOf(place, 2))];
  const dots = flights.flatMap((view) => spotOf(view, layout) ?? []);
  for (const dot of dots) taken.push({ x: dot.x - 7, y: dot.y - 7, width: 14, height: 14 });
  for (const view of chosen) {
    const spot = spotOf(view, layout);
    if (spot === undefined) continue;
    const place = choose(view, spot, taken, layout, always.has(view.key));
    if (place === undefined) continue;
    taken.push(place.box);
    found.set(view.key, place);
  }
  return found;
}

function spotOf({ flight, share }: FlightView, { places }: RingLayout): Point | undefined {
  const [from, to] = [places.get(flight.from), places.get(flight.to)];
  return from === undefined || to === undefined ? undefined : onLane(from, to, share);
}

function choose(view: FlightView, spot: Point, taken: readonly Box[], { size }: RingLayout, always: boolean) {
  const width = view.caption.length * FONT * 0.6;
  const own = { x: spot.x - 7, y: spot.y - 7 };
  const free = (box: Box) =>
    box.x > 2 &&
    box.x + box.width < size.width - 2 &&
    box.y > 2 &&
    box.y + box.height < size.height - 2 &&
    !taken.some((other) => !(other.x === own.x && other.y === own.y) && overlaps(box, other));
  const places = [
    at(view.caption, spot.x + 13, spot.y, 'start', width),
    at(view.caption, spot.x - 13, spot.y, 'end', width),
    at(view.caption, spot.x, spot.y - 17, 'middle', width),
    at(view.caption, spot.x, spot.y + 17, 'middle', width),
  ];
  return places.find(({ box }) => free(box)) ?? (always ? places[2] : undefined);
}

function at(text: string, x: number, y: number, anchor: Caption['anchor'], width: number): Caption {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { text, x, y, anchor, box: { x: left - 2, y: y - HEIGHT / 2, width: width + 4, height: HEIGHT } };
}
