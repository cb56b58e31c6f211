/** Chooses the layout that a chart's shape asks for. */
import type { Statechart } from '../../sim/statechart.ts';
import { aroundEllipse, inColumns } from './branching-places.ts';
import { type ChartLayout, layersOf } from './chart-layout.ts';
import { curvedLayout } from './curved-layout.ts';
import { rowLayout } from './row-layout.ts';

/** Longer rows need more width than a stage has. */
const LONGEST_ROW = 5;
/** More would stand too near to each other around an ellipse. */
const MOST_AROUND = 7;

/** So many states and arrows that words can stand only beside what matters now. */
export function isCrowded(chart: Statechart): boolean {
  return chart.states.length > MOST_AROUND;
}

export function layoutChart(chart: Statechart, size: { readonly width: number; readonly height: number }): ChartLayout {
  const layers = layersOf(chart);
  const order = layers.flat();
  const single = layers.every((layer) => layer.length === 1);
  if (single && order.length <= LONGEST_ROW) return rowLayout(chart, order, size);
  return curvedLayout(chart, isCrowded(chart) ? inColumns(layers) : aroundEllipse(order), size);
}
