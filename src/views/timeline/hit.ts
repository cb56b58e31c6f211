/** What lies under a pointer, found by bisecting the trace; the DOM is not asked. */
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { arrowEnds, endsBetween } from './arrow-ends.ts';
import { firstFrom } from './endings.ts';
import { eachFlight } from './flights.ts';
import { type Rows, rowAt } from './rows.ts';
import { type TimeScale, timeAt, xOf } from './scale.ts';
import { eachSegment } from './segments.ts';

/** How near an event or an arrow counts as under the pointer, px; fingers get the larger one. */
export const REACH = { fine: 8, coarse: 16 } as const;
/** Events looked at on each side before it is given up. */
const MOST = 3_000;

export type Hit =
  | { readonly kind: 'event'; readonly event: EventId }
  /** `end` is −1 while it flies. */
  | { readonly kind: 'flight'; readonly send: EventId; readonly end: EventId }
  | undefined;

interface Field {
  readonly trace: Trace;
  readonly rows: Rows;
  readonly scale: TimeScale;
  readonly reached: TrueTime;
  /** Whether arrows of segments can be hit as well. */
  readonly segments?: boolean;
}

/** The event on the lane under x, y, or else the message whose arrow passes there. */
export function hitAt(field: Field, x: number, y: number, reach: number = REACH.fine): Hit {
  const event = eventAt(field, x, y, reach);
  if (event !== undefined) return { kind: 'event', event };
  return flightAt(field, x, y, reach * 0.75);
}

function eventAt({ trace, rows, scale }: Field, x: number, y: number, reach: number): EventId | undefined {
  const row = rowAt(rows, y);
  if (row === undefined || Math.abs(y - row.y) > Math.max(reach, rows.thickness.leading / 2 + 2)) return undefined;
  const middle = trace.countAt(timeAt(scale, x));
  const distance = (id: EventId) => Math.abs(xOf(scale, trace.at(id)) - x);
  const seek = (start: EventId, step: 1 | -1) => {
    for (
      let id = start, left = MOST;
      id >= 0 && id < trace.length && left > 0 && distance(id) <= reach;
      id += step, left -= 1
    ) {
      if (trace.lane(id) === row.lane) return id;
    }
    return undefined;
  };
  const before = seek(middle - 1, -1);
  const after = seek(middle, 1);
  if (before === undefined || after === undefined) return before ?? after;
  return distance(after) < distance(before) ? after : before;
}

function flightAt(field: Field, x: number, y: number, reach: number): Hit {
  const { trace, rows, scale, reached, segments } = field;
  const around = { from: timeAt(scale, x - reach), to: timeAt(scale, x + reach) };
  if (trace.countAt(around.to + trace.longestFlight) - firstFrom(trace, around.from) > MOST) return undefined;
  const plane = { trace, rows, window: { from: -scale.origin / scale.rate, to: 0 }, rate: scale.rate, reached };
  let best: Hit;
  let nearest = reach;
  eachFlight(trace, around, reached, (send, end, ending) => {
    const ends = arrowEnds(plane, send, end, ending);
    if (ends === undefined) return;
    const away = distanceTo(ends.x1, ends.y1, ends.x2, ends.y2, x, y);
    if (away > nearest) return;
    nearest = away;
    best = { kind: 'flight', send, end };
  });
  if (segments !== true) return best;
  eachSegment(trace, around, reached, (flight) => {
    const ends = endsBetween(plane, flight);
    const away = ends === undefined ? nearest : distanceTo(ends.x1, ends.y1, ends.x2, ends.y2, x, y);
    if (away >= nearest) return;
    nearest = away;
    best = { kind: 'event', event: flight.start };
  });
  return best;
}

/** Distance of x, y from a line between two points. */
export function distanceTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): number {
  const dx = x2 - x1;
  const dy = y2 - y1;
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(Math.max(((x - x1) * dx + (y - y1) * dy) / length, 0), 1);
  return Math.hypot(x - x1 - share * dx, y - y1 - share * dy);
}
