/** What a what-if changed, as shapes: the light cone of the change, and the events and messages that only this run has. */
import { type Arrows, addArrow } from '../../marks/arrow.ts';
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { arrowEnds } from './arrow-ends.ts';
import { firstFrom } from './endings.ts';
import { eachFlight } from './flights.ts';
import type { Rows } from './rows.ts';
import { shown, type TimeScale, xOf } from './scale.ts';

/** One run of a what-if beside the other. */
export interface Change {
  /** Of the old run it shows what is gone, of the new one what came. */
  readonly side: 'old' | 'new';
  /** When the runs part, µs. */
  readonly at: TrueTime;
  /** What happens here where the other run does something else first. */
  readonly words: string;
  /** 1 for each event that the other run does not have. */
  readonly only: Uint8Array;
  /** By lane: the first event inside the light cone of the change; −1: none. */
  readonly cone: readonly EventId[];
}

export interface ChangeShape extends Arrows {
  /** SVG points of the light cone; empty where it is not in view. */
  readonly region: string;
  /** x, y of each event. */
  readonly dots: readonly number[];
  /** x, y of each loss. */
  readonly losses: readonly number[];
}

interface Plane {
  readonly trace: Trace;
  readonly rows: Rows;
  readonly scale: TimeScale;
  readonly reached: TrueTime;
}

/** Marks nearer to each other than this are one, px. */
const GRAIN = 2;
/** More arrows than this are a surface: then the dots alone tell where the runs differ. */
const MOST_ARROWS = 2_500;
/** How far beyond the view the region reaches, px. */
const OUTSIDE = 40;

export function changeShape(plane: Plane, change: Change): ChangeShape {
  return { region: regionOf(plane, change), dots: dotsOf(plane, change), ...flightsOf(plane, change) };
}

/** Everything right of the first event of each lane that can know of the change. */
function regionOf({ trace, rows, scale }: Plane, { cone }: Change): string {
  const outside = scale.width + OUTSIDE;
  const edges = rows.rows.map(({ lane }) => {
    const event = cone[lane] ?? -1;
    return event < 0 ? outside : Math.min(Math.max(xOf(scale, trace.at(event)), -OUTSIDE), outside);
  });
  if (edges.every((x) => x >= outside)) return '';
  const points = rows.rows.flatMap(({ top, height }, index) => {
    const x = (edges[index] ?? outside).toFixed(1);
    return [`${x},${top}`, `${x},${top + height}`];
  });
  return [...points, `${outside},${rows.height}`, `${outside},0`].join(' ');
}

function dotsOf({ trace, rows, scale }: Plane, { only }: Change): number[] {
  const dots: number[] = [];
  const taken = new Set<number>();
  const view = shown(scale);
  const end = trace.countAt(view.to);
  for (let id = firstFrom(trace, view.from); id < end; id += 1) {
    const lane = trace.lane(id);
    const row = rows.rows[lane];
    if (only[id] !== 1 || row === undefined) continue;
    const x = xOf(scale, trace.at(id));
    const place = Math.round(x / GRAIN) * rows.rows.length + lane;
    if (taken.has(place)) continue;
    taken.add(place);
    dots.push(x, row.y);
  }
  return dots;
}

function flightsOf({ trace, rows, scale, reached }: Plane, { only }: Change) {
  const arrows = { lines: [] as number[], heads: [] as number[], losses: [] as number[] };
  const taken = new Set<string>();
  const plane = { trace, rows, window: { from: -scale.origin / scale.rate, to: 0 }, rate: scale.rate, reached };
  eachFlight(trace, shown(scale), reached, (send, end, ending) => {
    if (only[send] !== 1 && only[end] !== 1) return;
    const ends = arrowEnds(plane, send, end, ending);
    if (ends === undefined) return;
    const { x1, y1, x2, y2 } = ends;
    const place = [x1 / GRAIN, y1, x2 / GRAIN, y2].map(Math.round).join();
    if (taken.has(place)) return;
    taken.add(place);
    addArrow(arrows, x1, y1, x2, y2, ending === 'arrived' ? 7.5 : 0);
    if (ending === 'lost') arrows.losses.push(x2, y2);
  });
  return taken.size > MOST_ARROWS ? { lines: [], heads: [], losses: [] } : arrows;
}
