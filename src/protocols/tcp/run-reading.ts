/** What lessons, tests and drawings ask a trace of this connection. */
import type { Json, ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { isOwn } from './reading.ts';

export interface Told {
  readonly id: EventId;
  readonly at: TrueTime;
  readonly process: ProcessId;
  readonly detail: Readonly<Record<string, Json>>;
}

/** The steps of one name among the first `events`, in order. */
export function told(trace: Trace, name: string, process?: ProcessId, events = trace.length): readonly Told[] {
  const found: Told[] = [];
  for (let id = 0; id < events; id += 1) {
    if (trace.kind(id) !== 'step' || trace.word(id) !== name) continue;
    const detail = trace.extra(id) as Told['detail']; // what a step carries
    if (!isOwn({ name, detail })) continue;
    const who = trace.lanes[trace.lane(id)] ?? '';
    if (process !== undefined && process !== who) continue;
    found.push({ id, at: trace.at(id), process: who, detail });
  }
  return found;
}

/** Bytes that the application of a process has read by a moment. */
export function deliveredBy(trace: Trace, process: ProcessId, until: TrueTime = Number.POSITIVE_INFINITY): number {
  return told(trace, 'deliver', process)
    .filter(({ at }) => at <= until)
    .reduce((sum, { detail }) => sum + Number(detail.to) - Number(detail.from) + 1, 0);
}

/** When the process entered the state for the first time; undefined: never. */
export function entered(trace: Trace, process: ProcessId, state: string): TrueTime | undefined {
  return told(trace, 'state', process).find(({ detail }) => detail.state === state)?.at;
}

/** Reasons for which the congestion window changed, in order. */
export function reasons(trace: Trace, process: ProcessId): readonly string[] {
  return told(trace, 'window', process).map(({ detail }) => String(detail.reason));
}
