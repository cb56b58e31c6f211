/** The count in memory, on stable storage and as it was acknowledged, over time; and what each restart found. */
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';

export interface Counts {
  /** undefined: the server is down and has no memory. */
  readonly memory: number | undefined;
  readonly disk: number;
  /** The last count that the asker was told. */
  readonly told: number;
  /** Additions of which the asker was told that they are done. */
  readonly acknowledged: number;
}

export interface Moment extends Counts {
  readonly at: TrueTime;
}

export interface Start {
  readonly event: EventId;
  readonly at: TrueTime;
  readonly found: number;
  readonly done: number;
  /** Additions acknowledged before. */
  readonly acknowledged: number;
}

export interface CountStory {
  readonly moments: readonly Moment[];
  readonly starts: readonly Start[];
}

interface Detail {
  readonly count: number;
  readonly number: number;
  readonly done: number;
  readonly written: boolean;
}

/** Of the first `end` events; `server` is a lane. */
export function countsOf(trace: Trace, end: EventId, server = 0): CountStory {
  let counts: Counts = { memory: 0, disk: 0, told: 0, acknowledged: 0 };
  const moments: Moment[] = [{ at: 0, ...counts }];
  const starts: Start[] = [];
  for (let id = 0; id < Math.min(end, trace.length); id += 1) {
    const kind = trace.kind(id);
    if (kind === 'crash' && trace.lane(id) === server) counts = { ...counts, memory: undefined };
    else if (kind === 'step') {
      const detail = trace.extra(id) as Detail; // of the steps of `state.ts`
      if (trace.word(id) === 'load') {
        const { count: found, done } = detail;
        starts.push({ event: id, at: trace.at(id), found, done, acknowledged: counts.acknowledged });
      }
      counts = after(counts, trace.word(id), detail);
    } else continue;
    moments.push({ at: trace.at(id), ...counts });
  }
  return { moments, starts };
}

function after(counts: Counts, step: string, { count, number, written }: Detail): Counts {
  switch (step) {
    case 'load':
      return { ...counts, memory: count, disk: count };
    case 'add':
      return { ...counts, memory: count, disk: written ? count : counts.disk };
    case 'flush':
      return { ...counts, disk: count };
    case 'acknowledged':
      return { ...counts, told: count, acknowledged: number };
    default:
      return counts;
  }
}
