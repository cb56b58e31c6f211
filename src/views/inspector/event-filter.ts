/** Which events the list shows. */
import type { ProcessId } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId, EventKind } from '../../sim/trace-event.ts';

export type KindGroup = 'messages' | 'steps' | 'timers' | 'clients' | 'faults';

export interface EventFilter {
  /** undefined: every process. */
  readonly process: ProcessId | undefined;
  /** undefined: every kind. */
  readonly group: KindGroup | undefined;
}

export const EVERYTHING: EventFilter = { process: undefined, group: undefined };

export const GROUPS: readonly {
  readonly id: KindGroup;
  readonly title: string;
  readonly kinds: readonly EventKind[];
}[] = [
  { id: 'messages', title: 'messages', kinds: ['send', 'receive', 'lost', 'astray'] },
  { id: 'steps', title: 'steps', kinds: ['step'] },
  { id: 'timers', title: 'timers', kinds: ['timer'] },
  { id: 'clients', title: 'clients', kinds: ['invoke', 'respond'] },
  { id: 'faults', title: 'faults', kinds: ['fault', 'moot', 'crash', 'restart', 'pause', 'resume', 'clock', 'lost'] },
];

/** The events that pass, in order; a list as long as the trace where all do costs nothing. */
export interface Shown {
  readonly length: number;
  /** Event at a row. */
  readonly id: (row: number) => EventId;
  /** How many rows come before event `id`. */
  readonly rowOf: (id: EventId) => number;
}

export function shownEvents(trace: Trace, filter: EventFilter): Shown {
  if (filter.process === undefined && filter.group === undefined) {
    return { length: trace.length, id: (row) => row, rowOf: (id) => Math.min(id, trace.length) };
  }
  const ids = passing(trace, filter);
  return { length: ids.length, id: (row) => ids[row] ?? -1, rowOf: (id) => countBelow(ids, id) };
}

function passing(trace: Trace, { process, group }: EventFilter): readonly EventId[] {
  const lane = process === undefined ? undefined : trace.lanes.indexOf(process);
  const kinds = GROUPS.find(({ id }) => id === group)?.kinds;
  const ids: EventId[] = [];
  for (let id = 0; id < trace.length; id += 1) {
    if (lane !== undefined && !concerns(trace, id, lane)) continue;
    if (kinds === undefined || kinds.includes(trace.kind(id))) ids.push(id);
  }
  return ids;
}

/** Its own events, and the losses of messages and acknowledgements to or from it. */
function concerns(trace: Trace, id: EventId, lane: number): boolean {
  if (trace.lane(id) === lane) return true;
  return ['lost', 'astray'].includes(trace.kind(id)) && (trace.from(id) === lane || trace.to(id) === lane);
}

function countBelow(ids: readonly EventId[], end: EventId): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] as EventId) < end) low = middle + 1;
    else high = middle;
  }
  return low;
}
