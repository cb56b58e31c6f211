/** Pan, zoom and pinch by pointer and wheel: one hook owns the stream of events of the whole diagram. */
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import type { Micros } from '../../sim/scenario.ts';
import type { Window } from '../intents.ts';
import { afterLongPress } from '../long-press.ts';
import { zoomOf } from '../zoom.ts';
import { type TimeScale, timeAt } from './scale.ts';
import type { Drawing, Place } from './use-drawing.ts';
import { shift, zoom } from './window.ts';

/** A press that moves less than this is a click, px. */
const SLACK = 4;
/** The same for a finger, which is never still, px. */
const COARSE_SLACK = 8;
/** How fast the wheel zooms: a notch of 100 px makes a step of about 16 %. */
const WHEEL = 0.0015;
/** Pinching on a trackpad comes as small wheel steps. */
const PINCH = 0.01;
/** Height of a line, for wheels that count in lines, px. */
const LINE = 16;

export interface Point {
  /** From the left edge of the plot. */
  readonly x: number;
  readonly clientX: number;
  readonly clientY: number;
}

interface GestureOptions {
  /** Takes the wheel and presses; presses on `[data-grip]` and buttons inside are left alone. */
  readonly root: RefObject<HTMLElement | null>;
  /** Its left edge is x = 0. */
  readonly plot: RefObject<HTMLElement | null>;
  /** Scrolls up and down with the hand. */
  readonly body: RefObject<HTMLElement | null>;
  readonly scale: TimeScale;
  readonly window: Window;
  readonly duration: Micros;
  readonly ready: boolean;
  readonly onWindow: (window: Window) => void;
  readonly onTap: (event: PointerEvent) => void;
  /** A finger rests on something. */
  readonly onHold: (event: PointerEvent) => void;
  readonly onProbe: (event: PointerEvent | undefined) => void;
  /** Takes a drag that leaves a lane steeply. */
  readonly drawing: Drawing;
}

export function useGestures(options: GestureOptions): void {
  const { root, plot, body, ready } = options;
  // Several wheel steps can come before the next render: each goes on from where the last one led.
  const live = useRef(options.window);
  live.current = options.window;
  const go = useEffectEvent((window: Window) => {
    live.current = window;
    options.onWindow(window);
  });
  // In pixels of the screen, as hands move.
  const scaleNow = useEffectEvent(() => ({
    rate: options.scale.rate * zoomOf(plot.current),
    duration: options.duration,
  }));
  const timeUnder = useEffectEvent((clientX: number) => {
    const x = (clientX - (plot.current?.getBoundingClientRect().left ?? 0)) / zoomOf(plot.current);
    const at = timeAt(options.scale, x);
    return Math.min(Math.max(at, live.current.from), live.current.to);
  });
  const tap = useEffectEvent(options.onTap);
  const hold = useEffectEvent(options.onHold);
  const probe = useEffectEvent(options.onProbe);
  const drawing = useEffectEvent(() => options.drawing);

  // biome-ignore lint/correctness/useExhaustiveDependencies: refs are stable, and `ready` tells when they are filled
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    const hands = new Map<number, { x: number; y: number }>();
    let mode: 'idle' | 'pressed' | 'panning' | 'pinching' | 'drawing' | 'held' = 'idle';
    let start = { x: 0, y: 0 };

    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const unit = event.deltaMode === 1 ? LINE : 1;
      const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
      const { rate, duration } = scaleNow();
      if (event.ctrlKey || event.metaKey)
        go(zoom(live.current, Math.exp(dy * PINCH), timeUnder(event.clientX), duration));
      else if (event.shiftKey || Math.abs(dx) > Math.abs(dy))
        go(shift(live.current, (dx === 0 ? dy : dx) / rate, duration));
      else go(zoom(live.current, Math.exp(dy * WHEEL), timeUnder(event.clientX), duration));
    };
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0 || isGrip(event.target)) return;
      hands.set(event.pointerId, { x: event.clientX, y: event.clientY });
      start = { x: event.clientX, y: event.clientY };
      if (mode === 'drawing') drawing().finish(pressedAt(start), undefined);
      mode = hands.size === 1 ? 'pressed' : 'pinching';
      afterLongPress(event, () => {
        if (mode !== 'pressed') return;
        mode = 'held';
        hold(event);
      });
    };
    const onMove = (event: PointerEvent) => {
      const hand = hands.get(event.pointerId);
      if (hand === undefined) {
        if (event.buttons === 0) probe(event);
        return;
      }
      if (mode === 'pressed' && Math.hypot(event.clientX - start.x, event.clientY - start.y) < slackOf(event)) return;
      if (mode === 'pressed' && isSteep(event, start) && drawing().holds(pressedAt(start))) {
        mode = 'drawing';
        element.setPointerCapture(event.pointerId);
        probe(undefined);
      }
      if (mode === 'drawing') {
        hands.set(event.pointerId, { x: event.clientX, y: event.clientY });
        drawing().draw(pressedAt(start), event);
        return;
      }
      if (mode === 'pressed') {
        mode = 'panning';
        element.setPointerCapture(event.pointerId);
        element.dataset.panning = '';
        probe(undefined);
      }
      const { rate, duration } = scaleNow();
      if (mode === 'panning') {
        go(shift(live.current, (hand.x - event.clientX) / rate, duration));
        if (body.current !== null) body.current.scrollTop -= (event.clientY - hand.y) / zoomOf(body.current);
      }
      const before = spread(hands);
      hands.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const after = spread(hands);
      if (mode === 'pinching' && before.width > 8 && after.width > 8) {
        const zoomed = zoom(live.current, before.width / after.width, timeUnder(after.x), duration);
        go(shift(zoomed, (before.x - after.x) / rate, duration));
      }
    };
    const onUp = (event: PointerEvent) => {
      if (!hands.delete(event.pointerId)) return;
      if (mode === 'pressed' && event.type === 'pointerup') tap(event);
      if (mode === 'drawing') drawing().finish(pressedAt(start), event.type === 'pointerup' ? event : undefined);
      mode = hands.size === 0 ? 'idle' : 'panning';
      if (hands.size === 0) delete element.dataset.panning;
    };
    const onLeave = () => probe(undefined);
    // A finger that rests opens what it rests on, not the browser's menu.
    const onMenu = (event: MouseEvent) => {
      if (hands.size > 0) event.preventDefault();
    };

    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('pointerdown', onDown);
    element.addEventListener('pointermove', onMove);
    element.addEventListener('pointerup', onUp);
    element.addEventListener('pointercancel', onUp);
    element.addEventListener('pointerleave', onLeave);
    element.addEventListener('contextmenu', onMenu);
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('pointerdown', onDown);
      element.removeEventListener('pointermove', onMove);
      element.removeEventListener('pointerup', onUp);
      element.removeEventListener('pointercancel', onUp);
      element.removeEventListener('pointerleave', onLeave);
      element.removeEventListener('contextmenu', onMenu);
    };
  }, [ready]);
}

function slackOf({ pointerType }: PointerEvent): number {
  return pointerType === 'mouse' ? SLACK : COARSE_SLACK;
}

function pressedAt({ x, y }: { readonly x: number; readonly y: number }): Place {
  return { clientX: x, clientY: y };
}

/** More up or down than along the time. */
function isSteep(event: PointerEvent, start: { readonly x: number; readonly y: number }): boolean {
  return Math.abs(event.clientY - start.y) > Math.abs(event.clientX - start.x);
}

function isGrip(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[data-grip], button') !== null;
}

/** Middle and width of the hands on the screen. */
function spread(hands: ReadonlyMap<number, { readonly x: number }>): { readonly x: number; readonly width: number } {
  const [first, second] = [...hands.values()];
  if (first === undefined) return { x: 0, width: 0 };
  if (second === undefined) return { x: first.x, width: 0 };
  return { x: (first.x + second.x) / 2, width: Math.abs(first.x - second.x) };
}
