/** Where the words about links stand: beside each line, or once in a corner where all links are alike. */
import { badgeWidth } from '../../marks/badge.tsx';
import { type Box, between, overlaps, type Point } from './geometry.ts';
import { boxOf, linkEnds, type RingLayout } from './layout.ts';
import type { LinkView } from './scene.ts';

export interface PlacedLabel extends Point {
  readonly key: string;
  readonly text: string;
  readonly box: Box;
}

/** Beside the line, where no message passes, px. */
const ASIDE = 18;
const HEIGHT = 20;

/** What is different on every link alike; undefined: they differ, or there is only one. */
export function commonLabel(views: readonly LinkView[], { size }: RingLayout): PlacedLabel | undefined {
  const alike = views.filter(({ faint }) => !faint);
  const first = alike[0]?.label;
  if (first === undefined || alike.length < 2 || alike.some(({ label }) => label !== first)) return undefined;
  const text = `every link: ${first}`;
  return labelAt('every', text, { x: size.width - badgeWidth(text) / 2 - 14, y: size.height - 20 });
}

/** What is different on each link, off the discs and off whatever is `taken` already. */
export function linkLabels(
  views: readonly LinkView[],
  layout: RingLayout,
  taken: readonly Box[],
): readonly PlacedLabel[] {
  const blocked: Box[] = [...taken, ...[...layout.places.values()].map((place) => boxOf(place, 4))];
  return views.flatMap((view) => {
    const [from, to] = [layout.places.get(view.a), layout.places.get(view.b)];
    if (view.label === undefined || from === undefined || to === undefined) return [];
    const label = labelBeside(view.key, view.label, linkEnds(from, to), layout.centre, blocked);
    blocked.push(label.box);
    return [label];
  });
}

/** The first place along the link where the words cover nothing. */
function labelBeside(
  key: string,
  text: string,
  [start, end]: readonly [Point, Point],
  centre: Point,
  blocked: readonly Box[],
): PlacedLabel {
  const aside = asideOf(start, end, centre);
  const spots = [0.5, 0.36, 0.64, 0.25, 0.75].map((share) => {
    const { x, y } = between(start, end, share);
    return labelAt(key, text, { x: x + aside.x * ASIDE, y: y + aside.y * ASIDE });
  });
  const free = spots.find(({ box }) => !blocked.some((other) => overlaps(other, box)));
  return free ?? (spots[0] as PlacedLabel);
}

function labelAt(key: string, text: string, { x, y }: Point): PlacedLabel {
  const width = badgeWidth(text);
  return { key, text, x, y, box: { x: x - width / 2, y: y - HEIGHT / 2, width, height: HEIGHT } };
}

/** Across the link, away from the middle of the ring. */
function asideOf(start: Point, end: Point, centre: Point): Point {
  const length = Math.hypot(end.x - start.x, end.y - start.y) || 1;
  const [x, y] = [-(end.y - start.y) / length, (end.x - start.x) / length];
  const outward = ((start.x + end.x) / 2 - centre.x) * x + ((start.y + end.y) / 2 - centre.y) * y >= 0 ? 1 : -1;
  return { x: x * outward, y: y * outward };
}
