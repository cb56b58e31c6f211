/** One of two runs that are compared: its lanes as places that both runs share, and its messages as carriers of news. */
import type { Compared } from './divergence.ts';
import type { Fault, ProcessId, TrueTime } from './scenario.ts';
import type { Trace } from './trace.ts';
import type { EventId } from './trace-event.ts';

/** By place: the own counter from which on a process can know of the change; Infinity: never. */
export type Borders = number[];

export interface Side {
  readonly trace: Trace;
  readonly faults: readonly Fault[];
  /** Events compared. */
  readonly end: number;
  /** Place by lane, and lane by place, −1 where this run has no such process. */
  readonly placeOf: readonly number[];
  readonly laneOf: readonly number[];
  /** How often the place ticked in the first `length` events. */
  readonly ticksBelow: (place: number, length: number) => number;
  /** The event of the place with own counter `counter`; −1: there is none. */
  readonly tick: (place: number, counter: number) => EventId;
}

export function sideOf({ trace, scenario }: Compared, names: readonly ProcessId[], until: TrueTime): Side {
  const end = trace.countAt(until);
  const known = trace.prefix(end);
  const laneOf = names.map((name) => trace.lanes.indexOf(name));
  return {
    trace,
    end,
    faults: scenario.faults,
    placeOf: trace.lanes.map((name) => names.indexOf(name)),
    laneOf,
    ticksBelow: (place, length) => {
      const lane = laneOf[place] ?? -1;
      return lane < 0 ? 0 : trace.prefix(length).tickCount(lane);
    },
    tick: (place, counter) => {
      const lane = laneOf[place] ?? -1;
      return lane < 0 || counter > known.tickCount(lane) ? -1 : known.tick(lane, counter);
    },
  };
}

/** Lowers the border of whoever receives what was sent beyond a border; tells whether there was any. */
export function widen({ trace, end, placeOf }: Side, borders: Borders): boolean {
  let widened = false;
  for (let id = 0; id < end; id += 1) {
    if (trace.kind(id) !== 'receive') continue;
    const lane = trace.lane(id);
    const to = placeOf[lane] ?? -1;
    const border = borders[to] ?? 0;
    const counter = trace.vector(id, lane);
    if (counter >= border) continue;
    const sent = trace.cause(id);
    const from = trace.lane(sent);
    if (trace.vector(sent, from) < (borders[placeOf[from] ?? -1] ?? Infinity)) continue;
    borders[to] = counter;
    widened = true;
  }
  return widened;
}
