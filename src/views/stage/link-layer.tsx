/** Links between all processes, each wide enough to be pressed. */
import { memo } from 'react';
import { Badge } from '../../marks/badge.tsx';
import { LinkLine } from '../../marks/link-line.tsx';
import type { Point } from './geometry.ts';
import { Item } from './item.tsx';
import type { LayerProps } from './layer.ts';
import { linkEnds, type RingLayout } from './layout.ts';
import type { PlacedLabel } from './link-labels.ts';
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

/** The words about links, where they were placed. */
export function LinkLabels({ labels }: { readonly labels: readonly PlacedLabel[] }) {
  return labels.map(({ key, text, x, y }) => <Badge key={key} x={x} y={y} text={text} look="clock" />);
}

function endsOf(view: LinkView, { places }: RingLayout): readonly [Point, Point] | undefined {
  const [from, to] = [places.get(view.a), places.get(view.b)];
  return from === undefined || to === undefined ? undefined : linkEnds(from, to);
}
