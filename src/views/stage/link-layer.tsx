/** Links between all processes, each wide enough to be pressed. */
import { memo } from 'react';
import { Badge, badgeWidth } from '../../marks/badge.tsx';
import { LinkLine } from '../../marks/link-line.tsx';
import { type Box, between, overlaps, type Point } from './geometry.ts';
import { Item } from './item.tsx';
import type { LayerProps } from './layer.ts';
import { boxOf, linkEnds, type RingLayout } from './layout.ts';
import type { LinkView } from './scene.ts';
import styles from './stage.module.css';

export interface LinkLayerProps extends LayerProps {
  readonly views: readonly LinkView[];
  /** Keys of links that a wall already shows to be cut, or that the hand is about to cut. */
  readonly walled: ReadonlySet<string>;
  readonly threatened: ReadonlySet<string>;
}

export function LinkLayer({
  views,
  layout,
  walled,
  threatened,
  active,
  selected,
  hovered,
  onFocus,
  onPress,
}: LinkLayerProps) {
  return views.map((view) => {
    const ends = endsOf(view, layout);
    if (ends === undefined) return null;
    const state = selected === view.key ? styles.chosenLink : hovered === view.key ? styles.hoverLink : undefined;
    return (
      <Item
        key={view.key}
        itemKey={view.key}
        name={view.name}
        active={active === view.key}
        selected={selected === view.key}
        onFocus={onFocus}
        onPress={onPress}
      >
        <Line
          view={view}
          start={ends[0]}
          end={ends[1]}
          state={state}
          crossed={!walled.has(view.key)}
          threatened={threatened.has(view.key)}
        />
      </Item>
    );
  });
}

interface LineProps {
  readonly view: LinkView;
  readonly start: Point;
  readonly end: Point;
  readonly state: string | undefined;
  readonly crossed: boolean;
  readonly threatened: boolean;
}

const Line = memo(
  function Line({ view, start, end, state, crossed, threatened }: LineProps) {
    const ends = { x1: start.x, y1: start.y, x2: end.x, y2: end.y };
    return (
      <>
        <line {...ends} className={styles.linkFocus} />
        {state !== undefined && <line {...ends} className={state} />}
        <LinkLine
          {...ends}
          there={threatened ? 'cut' : view.there}
          back={threatened ? 'cut' : view.back}
          faint={view.faint}
          cross={crossed && !threatened}
        />
        <line {...ends} className={styles.linkHit} />
      </>
    );
  },
  (last, next) =>
    last.view.name === next.view.name &&
    last.state === next.state &&
    last.crossed === next.crossed &&
    last.threatened === next.threatened &&
    same(last.start, next.start) &&
    same(last.end, next.end),
);

function same(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y;
}

/** What is different on a link, beside it; said once where it is the same on all. */
export function LinkLabels({ views, layout }: Pick<LinkLayerProps, 'views' | 'layout'>) {
  const between = views.filter(({ faint }) => !faint);
  const first = between[0]?.label;
  if (first !== undefined && between.length > 1 && between.every(({ label }) => label === first)) {
    const text = `every link: ${first}`;
    return (
      <Badge x={layout.size.width - badgeWidth(text) / 2 - 14} y={layout.size.height - 20} text={text} look="clock" />
    );
  }
  const taken: Box[] = [...layout.places.values()].map((place) => boxOf(place, 4));
  return views.flatMap((view) => {
    const ends = endsOf(view, layout);
    if (view.label === undefined || ends === undefined) return [];
    const spot = roomFor(view.label, ends, layout.centre, taken);
    return [<Badge key={view.key} x={spot.x} y={spot.y} text={view.label} look="clock" />];
  });
}

/** The first place along the link where the words cover nothing. */
function roomFor(text: string, [start, end]: readonly [Point, Point], centre: Point, taken: Box[]): Point {
  const width = badgeWidth(text);
  const aside = asideOf(start, end, centre);
  const spotAt = (share: number): Point => {
    const { x, y } = between(start, end, share);
    return { x: x + aside.x * ASIDE, y: y + aside.y * ASIDE };
  };
  const boxAt = ({ x, y }: Point): Box => ({ x: x - width / 2, y: y - 10, width, height: 20 });
  const free = (share: number) => !taken.some((other) => overlaps(other, boxAt(spotAt(share))));
  const spot = spotAt([0.5, 0.36, 0.64, 0.25, 0.75].find(free) ?? 0.5);
  taken.push(boxAt(spot));
  return spot;
}

/** Beside the line, where no message passes, px. */
const ASIDE = 18;

/** Across the link, away from the middle of the ring. */
function asideOf(start: Point, end: Point, centre: Point): Point {
  const length = Math.hypot(end.x - start.x, end.y - start.y) || 1;
  const [x, y] = [-(end.y - start.y) / length, (end.x - start.x) / length];
  const outward = ((start.x + end.x) / 2 - centre.x) * x + ((start.y + end.y) / 2 - centre.y) * y >= 0 ? 1 : -1;
  return { x: x * outward, y: y * outward };
}

function endsOf(view: LinkView, { places }: RingLayout): readonly [Point, Point] | undefined {
  const [from, to] = [places.get(view.a), places.get(view.b)];
  return from === undefined || to === undefined ? undefined : linkEnds(from, to);
}
