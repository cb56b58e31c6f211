/** Where states and arrows of a statechart go: in a row where one follows the other, else where branching charts have them. */
import type { Statechart } from '../../sim/statechart.ts';
import { type Arrow, handledBy, wrap } from './edges.ts';

export interface StateBox {
  readonly id: string;
  readonly name: string;
  readonly initial: boolean;
  readonly final: boolean;
  /** Middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Below the name: what it handles without leaving. */
  readonly handled: readonly string[];
}

export interface PlacedArrow {
  readonly arrow: Arrow;
  /** SVG path of the shaft, and of the head. */
  readonly path: string;
  readonly head: string;
  readonly lines: readonly string[];
  /** Middle of the top line of words. */
  readonly label: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'middle' | 'end' };
}

export interface ChartLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly StateBox[];
  readonly arrows: readonly PlacedArrow[];
}

export const LINE = 13.5;
export const FONT = 10.5;
/** JetBrains Mono is 0.6 em wide. */
export const CHARACTER = FONT * 0.6;
export const HANDLED_LINE = 12;

/** Layers by distance from the initial state; states that cannot be reached come last. */
export function layersOf(chart: Statechart): readonly (readonly string[])[] {
  const start = chart.states.filter(({ initial }) => initial).map(({ id }) => id);
  const layers: string[][] = [start.length > 0 ? start : chart.states.slice(0, 1).map(({ id }) => id)];
  const seen = new Set(layers[0]);
  for (let index = 0; (layers[index]?.length ?? 0) > 0; index += 1) {
    const next = new Set<string>();
    for (const { from, to } of chart.transitions)
      if (to !== undefined && layers[index]?.includes(from) && !seen.has(to)) next.add(to);
    for (const id of next) seen.add(id);
    if (next.size > 0) layers.push([...next]);
  }
  const rest = chart.states.filter(({ id }) => !seen.has(id)).map(({ id }) => id);
  return rest.length > 0 ? [...layers, rest] : layers;
}

/** `brief`: names alone, where there is no room for more. */
export function boxesFor(
  chart: Statechart,
  width: number,
  brief: boolean,
): ReadonlyMap<string, Omit<StateBox, 'x' | 'y'>> {
  return new Map(
    chart.states.map(({ id, name, initial, final }) => {
      const handled = brief ? [] : handledBy(chart, id);
      const lines =
        handled.length === 0
          ? []
          : wrap([`handles ${handled.join(', ')}`], Math.floor((width - 14) / (HANDLED_LINE * 0.47)));
      return [id, { id, name, initial, final, width, height: 38 + lines.length * HANDLED_LINE, handled: lines }];
    }),
  );
}

/** A closed arrow head at x, y that points along dx, dy. */
export function headAt(x: number, y: number, dx: number, dy: number): string {
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const [bx, by] = [x - ux * 9, y - uy * 9];
  return `M${round(x)},${round(y)}L${round(bx - uy * 3.8)},${round(by + ux * 3.8)}L${round(bx + uy * 3.8)},${round(by - ux * 3.8)}Z`;
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
