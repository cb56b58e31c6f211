/** What the ballot grid shows: for each ballot and acceptor what was promised, accepted or refused. */
import type { ProcessId } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { majorityOf } from './cast.ts';
import { type Ballot, ballotText, compareBallots } from './messages.ts';

export interface GridCell {
  readonly state: 'promised' | 'accepted' | 'refused';
  /** The step that made it so. */
  readonly event: EventId;
  /** Refused, after a promise in the same ballot: it was overtaken in between. */
  readonly overtaken: boolean;
}

export interface GridColumn {
  readonly ballot: Ballot;
  /** What was proposed in it; null: nothing so far. */
  readonly value: string | null;
  readonly cells: Readonly<Record<ProcessId, GridCell>>;
  /** A majority of acceptors has accepted. */
  readonly chosen: boolean;
}

const STATES: Readonly<Record<string, GridCell['state']>> = {
  promise: 'promised',
  accept: 'accepted',
  refuse: 'refused',
};

/** Every ballot that left a trace among the first `events`, in order. */
export function gridOf(trace: Trace, events: number, acceptors: readonly ProcessId[]): readonly GridColumn[] {
  const columns = new Map<string, { ballot: Ballot; value: string | null; cells: Record<ProcessId, GridCell> }>();
  for (let event = 0; event < events; event += 1) {
    if (trace.kind(event) !== 'step') continue;
    const [name, process] = [trace.word(event), trace.lanes[trace.lane(event)] ?? ''];
    const state = STATES[name];
    if (state === undefined && name !== 'propose') continue;
    const { ballot, value } = trace.extra(event) as { readonly ballot: Ballot; readonly value?: string };
    const key = ballotText(ballot);
    const column = columns.get(key) ?? { ballot, value: null, cells: {} };
    columns.set(key, column);
    if (state === undefined) column.value = value ?? null;
    else {
      const before = column.cells[process];
      // A second copy of what was accepted may come too late and be refused; it stays accepted.
      if (state === 'refused' && before?.state === 'accepted') continue;
      const overtaken = state === 'refused' && (before?.state === 'promised' || before?.overtaken === true);
      column.cells[process] = { state, event, overtaken };
    }
  }
  return [...columns.values()]
    .sort((a, b) => compareBallots(a.ballot, b.ballot))
    .map((column) => {
      const accepted = acceptors.filter((process) => column.cells[process]?.state === 'accepted');
      return { ...column, chosen: accepted.length >= majorityOf(acceptors.length) };
    });
}
