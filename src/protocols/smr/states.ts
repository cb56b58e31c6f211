/** What the panel shows: the state of each replica after each entry, and whether anybody had another after the same log. */
import type { ProcessId } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';

export interface StateCell {
  readonly index: number;
  readonly event: EventId;
  /** The command applied there, by name. */
  readonly command: string;
  /** Digest of the state after it. */
  readonly state: string;
  readonly effective: boolean;
  readonly replayed: boolean;
  /** Somebody, or this replica in an earlier life, was in another state after the same log. */
  readonly differs: boolean;
}

interface Applied {
  readonly index: number;
  readonly command: string;
  readonly effective: boolean;
  readonly replayed: boolean;
  readonly log: string;
  readonly state: string;
}

/** By replica, what it has applied in its present life among the first `events`. */
export function statesOf(trace: Trace, events: number): ReadonlyMap<ProcessId, readonly StateCell[]> {
  const states = new Map<ProcessId, StateCell[]>();
  const firsts = new Map<string, string>();
  for (let event = 0; event < events; event += 1) {
    const kind = trace.kind(event);
    const process = trace.lanes[trace.lane(event)] ?? '';
    if (kind === 'crash') states.delete(process);
    if (kind !== 'step' || trace.word(event) !== 'apply') continue;
    const { index, command, effective, replayed, log, state } = trace.extra(event) as Applied;
    const first = firsts.get(log);
    if (first === undefined) firsts.set(log, state);
    const differs = first !== undefined && first !== state;
    const cells = states.get(process) ?? [];
    cells.push({ index, event, command, state, effective, replayed, differs });
    states.set(process, cells);
  }
  return states;
}
