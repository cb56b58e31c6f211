/** Chooses the layout that a chart's shape asks for. */
import type { Statechart } from '../../sim/statechart.ts';
import { type ChartLayout, layersOf } from './chart-layout.ts';
import { ellipseLayout } from './ellipse-layout.ts';
import { rowLayout } from './row-layout.ts';

/** Longer rows need more width than a stage has. */
const LONGEST_ROW = 5;

export function layoutChart(chart: Statechart, size: { readonly width: number; readonly height: number }): ChartLayout {
  const layers = layersOf(chart);
  const order = layers.flat();
  const single = layers.every((layer) => layer.length === 1);
  return single && order.length <= LONGEST_ROW ? rowLayout(chart, order, size) : ellipseLayout(chart, order, size);
}
