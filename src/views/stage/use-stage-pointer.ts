/** The pointer on the ring: a press is caught where it went down, a drag from empty ground draws a stroke. */
import { type MouseEvent, type PointerEvent, type RefObject, useRef, useState } from 'react';
import type { ProcessId } from '../../sim/scenario.ts';
import type { Anchor, Selection, Target } from '../intents.ts';
import { afterLongPress } from '../long-press.ts';
import { cutAcross } from './cut-across.ts';
import { distance, type Point } from './geometry.ts';
import type { RingLayout } from './layout.ts';
import { pick } from './pick.ts';
import { type OnStage, recentFlights } from './use-on-stage.ts';

export interface StageActions {
  readonly onSelect: (target: Selection) => void;
  readonly onOpen: (target: Target, anchor: Anchor) => void;
  readonly onCutAcross: (groups: ProcessId[][]) => void;
}

interface Press {
  readonly target: Target | undefined;
  readonly start: Point;
  readonly anchor: Anchor;
}

/** Less is an unsteady hand, px. */
const SLIP = 6;
/** A point of the stroke every so many px keeps the path short. */
const SPACING = 5;

export function useStagePointer(
  svg: RefObject<SVGSVGElement | null>,
  stage: RefObject<OnStage>,
  actions: StageActions,
) {
  const press = useRef<Press>(undefined);
  const [stroke, setStroke] = useState<readonly Point[]>();
  const [hover, setHover] = useState<Target>();
  const spotOf = (event: { readonly clientX: number; readonly clientY: number }) => localPoint(event, svg.current);
  const pickAt = (point: Point, now?: number) => {
    const { layout, links, flights } = stage.current;
    return pick(point, layout, links, flights, now === undefined ? [] : recentFlights(stage.current, now));
  };

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0 || !event.isPrimary || event.ctrlKey) return;
    const start = spotOf(event);
    const target = pickAt(start, performance.now());
    const anchor = anchorOf(target, event, stage.current.layout, svg.current);
    press.current = { target, start, anchor };
    svg.current?.setPointerCapture(event.pointerId);
    afterLongPress(event, () => {
      if (press.current === undefined || target === undefined) return;
      giveUp();
      open(target, anchor);
    });
  };
  const onPointerMove = (event: PointerEvent) => {
    const point = spotOf(event);
    const held = press.current;
    if (held === undefined) return setHover((last) => keepSame(last, pickAt(point)));
    const draws = held.target === undefined || held.target.kind === 'link';
    if (!draws || (stroke === undefined && distance(held.start, point) < SLIP)) return;
    setStroke((points = [held.start]) =>
      distance(points[points.length - 1] as Point, point) < SPACING ? points : [...points, point],
    );
  };
  const onPointerUp = () => {
    const held = press.current;
    press.current = undefined;
    setStroke(undefined);
    if (held === undefined) return;
    if (stroke !== undefined) {
      const { groups } = cutAcross(stroke, stage.current.layout);
      if (groups.length > 1) actions.onCutAcross(groups);
      return;
    }
    if (held.target === undefined) actions.onSelect(undefined);
    else open(held.target, held.anchor);
  };
  const open = (target: Target, anchor: Anchor) => {
    actions.onSelect(target);
    actions.onOpen(target, anchor);
  };
  const giveUp = () => {
    press.current = undefined;
    setStroke(undefined);
  };
  const onContextMenu = (event: MouseEvent) => {
    const target = pickAt(spotOf(event));
    if (target === undefined) return;
    event.preventDefault();
    giveUp();
    open(target, anchorOf(target, event, stage.current.layout, svg.current));
  };
  const onPointerLeave = () => setHover(undefined);
  return {
    stroke,
    hover,
    giveUp,
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: giveUp, onPointerLeave, onContextMenu },
  };
}

/** Client pixels to the stage's own: they differ where the page is scaled. */
function localPoint(event: { readonly clientX: number; readonly clientY: number }, svg: SVGSVGElement | null): Point {
  if (svg === null) return { x: 0, y: 0 };
  const box = svg.getBoundingClientRect();
  const scale = box.width === 0 ? 1 : svg.clientWidth / box.width;
  return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
}

/** A process's whole disc; of what is thin or moves, the place that was pressed. */
function anchorOf(
  target: Target | undefined,
  at: { readonly clientX: number; readonly clientY: number },
  layout: RingLayout,
  svg: SVGSVGElement | null,
): Anchor {
  const place = target?.kind === 'process' ? layout.places.get(target.process) : undefined;
  if (place === undefined || svg === null) return { x: at.clientX - 8, y: at.clientY - 8, width: 16, height: 16 };
  const box = svg.getBoundingClientRect();
  const scale = svg.clientWidth === 0 ? 1 : box.width / svg.clientWidth;
  return {
    x: box.left + (place.x - place.radius) * scale,
    y: box.top + (place.y - place.radius) * scale,
    width: 2 * place.radius * scale,
    height: 2 * place.radius * scale,
  };
}

/** The same object for the same target, so that nothing is drawn again for nothing. */
function keepSame(last: Target | undefined, next: Target | undefined): Target | undefined {
  return keyOf(last) === keyOf(next) ? last : next;
}

/** The key of what stands for the target on the stage. */
export function keyOf(target: Selection): string | undefined {
  switch (target?.kind) {
    case 'process':
      return target.process;
    case 'link':
      return `${target.from}-${target.to}`;
    case 'message':
      return `${target.message}#${target.copy}`;
    default:
      return undefined;
  }
}
