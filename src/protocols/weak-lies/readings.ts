/** Round by round: what each server said, how far from the truth it was, and what the asker made of it. */
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { Ask, Time } from './messages.ts';

export type Fate = 'waits' | 'agreed' | 'outvoted' | 'unused' | 'checksum' | 'range';

export interface Reading {
  readonly event: EventId;
  /** What was said less the true time at which it was said, µs. */
  readonly error: number;
  readonly fate: Fate;
}

export interface Round {
  readonly at: TrueTime;
  readonly readings: ReadonlyMap<ProcessId, Reading>;
  /** What was accepted, how far from the true time of that moment, µs; null: no majority; undefined: not settled yet. */
  readonly accepted: { readonly event: EventId; readonly error: number } | null | undefined;
}

interface Draft {
  readonly round: number;
  readonly at: TrueTime;
  readonly readings: Map<ProcessId, Reading>;
  accepted: Round['accepted'];
}

interface Detail {
  readonly server: ProcessId;
  readonly reason: 'checksum' | 'range';
  readonly time: number;
  readonly servers: readonly ProcessId[];
}

/** Rounds of `asker`, a lane, among the first `end` events. */
export function roundsOf(trace: Trace, end: EventId, asker = 0): readonly Round[] {
  const rounds: Draft[] = [];
  for (let id = 0; id < Math.min(end, trace.length); id += 1) {
    if (trace.lane(id) !== asker) continue;
    const kind = trace.kind(id);
    const now = rounds.at(-1);
    if (kind === 'send') {
      const { round } = trace.extra(id) as Ask; // the asker sends nothing else
      if (round !== now?.round) rounds.push({ round, at: trace.at(id), readings: new Map(), accepted: undefined });
    } else if (kind === 'receive' && now !== undefined) hear(now, trace, id);
    else if (kind === 'step' && now !== undefined) judge(now, trace, id);
  }
  return rounds;
}

function hear(draft: Draft, trace: Trace, id: EventId): void {
  const { round, time } = trace.extra(id) as Time; // and hears nothing else
  const server = trace.lanes[trace.from(id)] as ProcessId; // a message comes from a lane
  if (round !== draft.round || draft.accepted !== undefined || draft.readings.has(server)) return;
  draft.readings.set(server, { event: id, error: time - trace.at(trace.cause(id)), fate: 'waits' });
}

function judge(draft: Draft, trace: Trace, id: EventId): void {
  const { server, reason, time, servers } = trace.extra(id) as Detail; // of the steps of `state.ts`
  switch (trace.word(id)) {
    case 'refuse':
      return settle(draft, server, reason);
    case 'outvote':
      return settle(draft, server, 'outvoted');
    case 'undecided':
      draft.accepted = null;
      return;
    case 'accept':
      draft.accepted = { event: id, error: time - trace.at(id) };
      for (const [name, { fate }] of [...draft.readings])
        if (fate === 'waits') settle(draft, name, servers.includes(name) ? 'agreed' : 'unused');
      return;
    default:
  }
}

function settle({ readings }: Draft, server: ProcessId, fate: Fate): void {
  const reading = readings.get(server);
  if (reading !== undefined) readings.set(server, { ...reading, fate });
}
