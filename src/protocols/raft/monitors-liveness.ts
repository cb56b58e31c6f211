/** The claim that a leader comes at all. */
import type { Finding, LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import { contextOf, leads } from './monitors-finding.ts';
import { majorityOf } from './state.ts';

/**
 * A leader may be missing for so many of the longest election timeouts before it counts as "never".
 * With random timeouts five split votes in a row are rare already (Raft §9.3, figure 16).
 */
const PATIENCE = 20;

type Standing = 'leads' | 'awaited' | 'impossible' | 'overdue';

interface Waiting {
  /** Since when a leader could have been elected and none was; null: there is one, or there can be none. */
  readonly since: { readonly at: TrueTime; readonly event: EventId } | null;
  readonly standing: Standing | null;
}

/**
 * Somebody leads where a leader is heard by a majority that is up. It need not hear them: heartbeats alone keep
 * followers quiet, so that without the check of Ongaro's dissertation, §6.2, nobody else stands.
 * A leader can be elected where some process is connected both ways with a majority, itself included.
 */
export const leaderElected: Monitor<Waiting> = {
  id: 'leader-elected',
  claim: 'While a majority is up and connected, a leader is eventually elected.',
  type: 'liveness',
  source: 'Raft §5.2, §5.6',
  on: ['role', 'crash', 'restart', 'pause', 'resume', 'fault'],
  start: { since: null, standing: null },
  observe: awaitLeader,
  conclude: (waiting, world) => awaitLeader(waiting, world, undefined)[1],
};

function awaitLeader(
  waiting: Waiting,
  world: LiveWorld,
  event: TraceEvent | undefined,
): readonly [Waiting, Finding | undefined] {
  const now = look(waiting, world, event);
  return now.standing === waiting.standing ? [now, undefined] : [now, say(now, world)];
}

function look({ since }: Waiting, world: LiveWorld, event: TraceEvent | undefined): Waiting {
  const reach = (from: ProcessId, bothWays: boolean) => reachesMajority(world, from, bothWays);
  if (world.processes.some((process) => leads(world, process) && reach(process, false)))
    return { since: null, standing: 'leads' };
  if (!world.processes.some((process) => reach(process, true))) return { since: null, standing: 'impossible' };
  const from = since ?? { at: world.now, event: event?.id ?? 0 };
  return { since: from, standing: world.now - from.at > patienceOf(world) ? 'overdue' : 'awaited' };
}

/** Up, and connected with enough others that are up. */
function reachesMajority(world: LiveWorld, process: ProcessId, bothWays: boolean): boolean {
  if (world.statusOf(process) !== 'up') return false;
  const reached = world.processes.filter(
    (other) =>
      other === process ||
      (world.statusOf(other) === 'up' &&
        world.connected(process, other) &&
        (!bothWays || world.connected(other, process))),
  );
  return reached.length >= majorityOf(world.processes.length);
}

/** Processes may have timeouts of their own: the longest of all counts. */
function patienceOf(world: LiveWorld): number {
  const longest = world.processes.map((process) => contextOf(world, process).self.options.electionTimeout[1]);
  return PATIENCE * Math.max(...longest);
}

function say({ since, standing }: Waiting, world: LiveWorld): Finding {
  const from = seconds(since?.at ?? 0);
  switch (standing) {
    case 'leads':
      return { holds: true, events: [], message: 'A leader is heard by a majority.' };
    case 'awaited':
      return {
        holds: null,
        events: [],
        message: `Awaited since ${from}: a majority is up and connected, and nobody leads it.`,
      };
    case 'overdue':
      return {
        holds: false,
        events: since === null ? [] : [since.event],
        message: `Nobody has led since ${from}, though a majority was up and connected: at ${seconds(world.now)} that is more than ${PATIENCE} election timeouts.`,
      };
    default:
      return { holds: null, events: [], message: 'No majority is up and connected, so nobody can be elected.' };
  }
}

function seconds(at: TrueTime): string {
  return `${(at / 1_000_000).toFixed(3)} s`;
}
