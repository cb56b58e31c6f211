/** Claims about elections: one leader a term, one vote a term, and that a leader comes at all. */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { Finding, LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { ProcessId, Range, TrueTime } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import { majorityOf } from './state.ts';

interface Made {
  readonly by: ProcessId;
  readonly event: EventId;
}

export const electionSafety: Monitor<PersistentMap<Made>> = {
  id: 'election-safety',
  claim: 'At most one leader is elected in a term.',
  type: 'safety',
  source: 'Raft §5.2, figure 3',
  on: ['role'],
  start: PersistentMap.empty(),
  observe(leaders, _, event) {
    if (event.kind !== 'step' || event.detail.role !== 'leader' || event.process === undefined)
      return [leaders, undefined];
    const term = String(event.detail.term);
    const earlier = leaders.get(term);
    if (earlier === undefined) return [leaders.set(term, { by: event.process, event: event.id }), undefined];
    if (earlier.by === event.process) return [leaders, undefined];
    return [
      leaders,
      broken([earlier.event, event.id], `${earlier.by} and ${event.process} were both elected in term ${term}.`),
    ];
  },
};

export const oneVoteATerm: Monitor<PersistentMap<Made>> = {
  id: 'one-vote-a-term',
  claim: 'A process votes for at most one candidate in a term, crashes included.',
  type: 'safety',
  source: 'Raft §5.2, figure 2',
  on: ['vote'],
  start: PersistentMap.empty(),
  observe(votes, _, event) {
    if (event.kind !== 'step') return [votes, undefined];
    const { term, candidate } = event.detail;
    const key = `${event.process}/${term}`;
    const earlier = votes.get(key);
    if (earlier === undefined) return [votes.set(key, { by: String(candidate), event: event.id }), undefined];
    if (earlier.by === candidate) return [votes, undefined];
    return [
      votes,
      broken(
        [earlier.event, event.id],
        `${event.process} voted for ${earlier.by} and for ${candidate} in term ${term}.`,
      ),
    ];
  },
};

/** A leader may be missing for so many of the longest election timeouts before we call it for ever. */
const PATIENCE = 20;

interface Waiting {
  /** Since when a leader could have been elected and none was; null: there is one, or there can be none. */
  readonly since: TrueTime | null;
  readonly standing: 'leads' | 'awaited' | 'impossible' | 'overdue' | 'unknown';
}

export const leaderElected: Monitor<Waiting> = {
  id: 'leader-elected',
  claim: 'While a majority is up and connected, a leader is eventually elected.',
  type: 'liveness',
  source: 'Raft §5.2, §5.6',
  on: ['role', 'crash', 'restart', 'pause', 'resume', 'fault'],
  start: { since: null, standing: 'unknown' },
  observe: (waiting, world) => awaitLeader(waiting, world),
  conclude: (waiting, world) => awaitLeader(waiting, world)[1],
};

function awaitLeader(waiting: Waiting, world: LiveWorld): readonly [Waiting, Finding | undefined] {
  const now = look(waiting, world);
  if (now.standing === waiting.standing) return [now, undefined];
  return [
    now,
    {
      holds: now.standing === 'leads' ? true : now.standing === 'overdue' ? false : null,
      events: [],
      message: say(now, world),
    },
  ];
}

function look({ since }: Waiting, world: LiveWorld): Waiting {
  const able = world.processes.filter((process) => reachesMajority(world, process));
  if (able.some((process) => world.snapshotOf(process).value === 'leader')) return { since: null, standing: 'leads' };
  if (able.length === 0) return { since: null, standing: 'impossible' };
  const from = since ?? world.now;
  const [, longest] = world.option('electionTimeout') as Range;
  return { since: from, standing: world.now - from > PATIENCE * longest ? 'overdue' : 'awaited' };
}

/** Up, and connected both ways with enough others that are up. */
function reachesMajority(world: LiveWorld, process: ProcessId): boolean {
  const up = (id: ProcessId) => world.statusOf(id) === 'up';
  const others = world.processes.filter(
    (other) => other !== process && up(other) && world.connected(process, other) && world.connected(other, process),
  );
  return up(process) && others.length + 1 >= majorityOf(world.processes.length);
}

function say({ since, standing }: Waiting, world: LiveWorld): string {
  const from = `${((since ?? 0) / 1_000_000).toFixed(3)} s`;
  switch (standing) {
    case 'leads':
      return 'A leader is connected with a majority.';
    case 'awaited':
      return `Awaited since ${from}: a majority is up and connected, and nobody leads it.`;
    case 'overdue':
      return `Nobody has led since ${from}, at ${(world.now / 1_000_000).toFixed(3)} s still: more than ${PATIENCE} election timeouts, though a majority was up and connected.`;
    default:
      return 'No majority is up and connected, so nobody can be elected.';
  }
}

export function broken(events: readonly EventId[], message: string): Finding {
  return { holds: false, events, message };
}

/** The integer field `name` of a step. */
export function numberOf(event: TraceEvent, name: string): number {
  return event.kind === 'step' ? Number(event.detail[name]) : Number.NaN;
}
