/** The light cone of one event as shapes: two shaded frontiers, and the arrows and events inside them. */

import { type Arrows, addArrow } from '../../marks/arrow.ts';
import { type LightCone, placeIn, ticks } from '../../sim/causality.ts';
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { arrowEnds } from './arrow-ends.ts';
import { firstFrom } from './endings.ts';
import { eachFlight } from './flights.ts';
import type { Rows } from './rows.ts';
import { shown, type TimeScale, xOf } from './scale.ts';

/** Arrows and dots drawn over the picture; beyond it the shading alone tells past from future. */
const MOST = 500;

export interface Half extends Arrows {
  /** SVG points of the shaded region. */
  readonly region: string;
  /** x, y of each event. */
  readonly dots: number[];
  /** Where its name goes: the middle of its widest part on the first lane, or undefined where there is no room. */
  readonly name: { readonly x: number; readonly y: number } | undefined;
}

export interface ConeShape {
  readonly past: Half;
  readonly future: Half;
  readonly x: number;
  readonly y: number;
}

export function coneShape(trace: Trace, cone: LightCone, rows: Rows, scale: TimeScale, reached: TrueTime): ConeShape {
  const lane = trace.lane(cone.event);
  const x = xOf(scale, trace.at(cone.event));
  const edges = (frontier: readonly EventId[], outside: number) =>
    rows.rows.map((row) => {
      if (row.lane === lane) return x;
      const event = frontier[row.lane] ?? -1;
      return event < 0 ? outside : Math.min(Math.max(xOf(scale, trace.at(event)), -OUTSIDE), scale.width + OUTSIDE);
    });
  const past = half(rows, edges(cone.past, -OUTSIDE), -OUTSIDE);
  const future = half(rows, edges(cone.future, scale.width + OUTSIDE), scale.width + OUTSIDE);
  fillArrows(trace, cone, rows, scale, reached, past, future);
  fillDots(trace, cone, rows, scale, past, future);
  return { past, future, x, y: rows.rows[lane]?.y ?? 0 };
}

/** How far beyond the view a region reaches, px. */
const OUTSIDE = 40;
/** Room that the name of a region needs, px. */
const NAME_ROOM = 90;

function half(rows: Rows, edges: readonly number[], outside: number): Half {
  const points: string[] = [];
  rows.rows.forEach((row, lane) => {
    const x = edges[lane] ?? outside;
    const reach = row.height * 0.2;
    points.push(`${x.toFixed(1)},${lane === 0 ? 0 : row.y - reach}`);
    points.push(`${x.toFixed(1)},${lane === rows.rows.length - 1 ? rows.height : row.y + reach}`);
  });
  points.push(`${outside},${rows.height}`, `${outside},0`);
  const edge = edges[0] ?? outside;
  const inside = outside < 0 ? { from: 0, to: edge } : { from: edge, to: outside - OUTSIDE };
  const name =
    inside.to - inside.from < NAME_ROOM ? undefined : { x: outside < 0 ? inside.to - 20 : inside.from + 20, y: 14 };
  return { region: points.join(' '), lines: [], heads: [], dots: [], name };
}

function fillArrows(
  trace: Trace,
  cone: LightCone,
  rows: Rows,
  scale: TimeScale,
  reached: TrueTime,
  past: Half,
  future: Half,
): void {
  const plane = { trace, rows, window: { from: -scale.origin / scale.rate, to: 0 }, rate: scale.rate, reached };
  const limit = 4 * MOST;
  eachFlight(trace, shown(scale), reached, (send, end, ending) => {
    const start = placeIn(trace, cone, send);
    if (start === 'elsewhere') return;
    const inPast = end >= 0 && ending === 'arrived' && isIn(placeIn(trace, cone, end), 'past') && isIn(start, 'past');
    const side = inPast ? past : isIn(start, 'future') ? future : undefined;
    if (side === undefined || side.lines.length > limit) return;
    const ends = arrowEnds(plane, send, end, ending);
    if (ends !== undefined) addArrow(side, ends.x1, ends.y1, ends.x2, ends.y2, ending === 'arrived' ? 7.5 : 0);
  });
  // A part of them would look like the whole.
  for (const side of [past, future]) {
    if (side.lines.length <= limit) continue;
    side.lines.length = 0;
    side.heads.length = 0;
  }
}

function isIn(place: ReturnType<typeof placeIn>, side: 'past' | 'future'): boolean {
  return place === side || place === 'here';
}

function fillDots(trace: Trace, cone: LightCone, rows: Rows, scale: TimeScale, past: Half, future: Half): void {
  const view = shown(scale);
  const first = firstFrom(trace, view.from);
  const end = trace.countAt(view.to);
  if (end - first > 2 * MOST) return;
  for (let id = first; id < end; id += 1) {
    if (!ticks(trace, id)) continue;
    const place = placeIn(trace, cone, id);
    const side = place === 'past' ? past : place === 'future' ? future : undefined;
    const row = rows.rows[trace.lane(id)];
    if (side !== undefined && row !== undefined) side.dots.push(xOf(scale, trace.at(id)), row.y);
  }
}
