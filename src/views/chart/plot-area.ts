/** The geometry of a chart: where values lie in pixels, which of them are written beside the axes, lines as paths. */
import { curveLinear, curveStepAfter, line, scaleLinear } from 'd3';

export interface ChartAxis {
  /** What is measured and in what, e.g. `timeout, ms`. */
  readonly title: string;
  readonly domain: readonly [low: number, high: number];
  /** A value as it is written beside the axis; plain where left out. */
  readonly format?: (value: number) => string;
}

export type Point = readonly [x: number, y: number];

export interface AxisTick {
  readonly value: number;
  readonly position: number;
  readonly text: string;
}

export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly xTicks: readonly AxisTick[];
  readonly yTicks: readonly AxisTick[];
  x(value: number): number;
  y(value: number): number;
  /** The value under a pixel, kept within the axis. */
  valueAt(pixel: number): number;
}

/** Room around the lines, px: numbers to the left, numbers and title below. */
const MARGIN = { left: 46, right: 14, top: 22, bottom: 36 };
/** Pixels a tick should have for itself. */
const X_SPACING = 84;
const Y_SPACING = 36;

export function plotArea(xAxis: ChartAxis, yAxis: ChartAxis, width: number, height: number): PlotArea {
  const left = MARGIN.left;
  const right = Math.max(left + 1, width - MARGIN.right);
  const top = MARGIN.top;
  const bottom = Math.max(top + 1, height - MARGIN.bottom);
  const x = scaleLinear().domain(widened(xAxis.domain)).range([left, right]);
  const y = scaleLinear().domain(widened(yAxis.domain)).range([bottom, top]);
  const ticks = (scale: typeof x, axis: ChartAxis, room: number, spacing: number): AxisTick[] => {
    const count = Math.max(1, Math.floor(room / spacing));
    const plain = scale.tickFormat(count);
    return scale.ticks(count).map((value) => ({ value, position: scale(value), text: (axis.format ?? plain)(value) }));
  };
  return {
    left,
    right,
    top,
    bottom,
    xTicks: ticks(x, xAxis, right - left, X_SPACING),
    yTicks: ticks(y, yAxis, bottom - top, Y_SPACING),
    x,
    y,
    valueAt: (pixel) => x.invert(Math.min(Math.max(pixel, left), right)),
  };
}

/** An axis of one value alone would have no length. */
function widened([low, high]: readonly [number, number]): [number, number] {
  return low === high ? [low, low + 1] : [low, high];
}

/** The points as an SVG path; `stepped`: each value holds until the next point. */
export function linePath(points: readonly Point[], area: PlotArea, stepped: boolean): string {
  const path = line<Point>()
    .x(([x]) => round(area.x(x)))
    .y(([, y]) => round(area.y(y)))
    .curve(stepped ? curveStepAfter : curveLinear);
  return path(points) ?? '';
}

/** A tenth of a pixel is all that can be seen. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
