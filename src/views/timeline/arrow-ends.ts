/** Where one message's arrow starts and ends. */
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { Window } from '../intents.ts';
import type { Ending } from './endings.ts';
import type { Rows } from './rows.ts';

export interface Ends {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

interface Plane {
  readonly trace: Trace;
  readonly rows: Rows;
  readonly window: Window;
  readonly rate: number;
  readonly reached: TrueTime;
}

/** Half the thinnest band: an arrow touches the edge of a lane, it does not run under it. */
const EDGE = 4;
/** Half an operation's box: arrows of clients begin at its edge. */
const CLIENT_EDGE = 9;

/** How far a loss keeps from a lane, as a share of the gap between two lanes; it keeps out of a client's boxes. */
const CLEAR = 0.34;

/** undefined: a message of a process to itself, which has no arrow. */
export function arrowEnds(plane: Plane, send: EventId, end: EventId, ending: Ending): Ends | undefined {
  const { trace } = plane;
  // One event of a log from outside may have sent to several hosts: the end knows which.
  const message = end >= 0 ? end : send;
  return endsBetween(plane, { from: trace.from(message), to: trace.to(message), start: send, end, ending });
}

/** A line from an event on one lane to an event, or to nothing yet, on its way to another. */
export interface Course {
  readonly from: number;
  readonly to: number;
  readonly start: EventId;
  /** −1: none yet. */
  readonly end: EventId;
  readonly ending: Ending;
}

export function endsBetween(plane: Plane, course: Course): Ends | undefined {
  const { trace, rows, window, rate } = plane;
  const { start, end, ending } = course;
  const from = rows.rows[course.from];
  const to = rows.rows[course.to];
  if (from === undefined || to === undefined || from === to) return undefined;
  const down = to.y > from.y ? 1 : -1;
  const y1 = from.y + down * (from.client ? CLIENT_EDGE : EDGE);
  const arrival = to.y - down * (to.client ? CLIENT_EDGE : EDGE);
  const x1 = (trace.at(start) - window.from) * rate;
  if (ending === 'flying') {
    const share = Math.min((plane.reached - trace.at(start)) / Math.max(trace.longestFlight, 1), 0.9);
    return { x1, y1, x2: (plane.reached - window.from) * rate, y2: y1 + (arrival - y1) * share };
  }
  const x2 = (trace.at(end) - window.from) * rate;
  return {
    x1,
    y1,
    x2,
    y2: ending === 'arrived' ? arrival : lossY(plane, from.lane, to.lane, trace.word(end), y1, arrival),
  };
}

/**
 * A loss lies between two lanes, never on one, so that it cannot be read as an arrival:
 * about six tenths of the way, moved clear of the lanes there; just before the door where the receiver was down.
 */
function lossY(plane: Plane, from: number, to: number, reason: string, y1: number, arrival: number): number {
  if (reason === 'crashed' || reason === 'refused') return arrival - Math.sign(arrival - y1) * 9;
  const way = Math.abs(to - from) * 0.6;
  const step = Math.sign(to - from);
  const before = plane.rows.rows[from + step * Math.floor(way)];
  const after = plane.rows.rows[from + step * (Math.floor(way) + 1)];
  if (before === undefined || after === undefined) return (y1 + arrival) / 2;
  const share = after.client ? CLEAR : before.client ? 1 - CLEAR : Math.min(Math.max(way % 1, CLEAR), 1 - CLEAR);
  return before.y + (after.y - before.y) * share;
}
