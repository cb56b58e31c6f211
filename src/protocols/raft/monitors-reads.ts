/** What is promised of reads: it depends on how they are served. */
import { PersistentMap } from '../../base/persistent-map.ts';
import { linearizabilityMonitor } from '../../check/monitor.ts';
import type { Finding, LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { lastIndex, termAt } from './log.ts';
import { contextOf, leads, numberOf } from './monitors-finding.ts';

const checker = linearizabilityMonitor('Raft §8; Ongaro’s dissertation §6.4', {
  claim:
    'With reads by log, read index or leader lease clients see one up-to-date copy (by lease: while clocks keep within the assumed drift).',
});

interface Promised {
  readonly history: typeof checker.start;
  readonly drifts: PersistentMap<number>;
  /** Nothing is promised any more: a leader’s lease rests on clocks, and they have run apart. */
  readonly excused: boolean;
}

/** The other policies are choices, not faults: there it promises nothing, and says so. */
export const linearizable: Monitor<Promised> = {
  ...checker,
  on: [...checker.on, 'clock'],
  start: { history: checker.start, drifts: PersistentMap.empty(), excused: false },
  observe(memory, world, event) {
    if (!isPromised(world) || memory.excused) return [memory, undefined];
    if (event.kind === 'clock') {
      if (world.option('reads') !== 'lease') return [memory, undefined];
      const drifts = memory.drifts.set(event.process ?? '', event.drift);
      const excused = tooFarApart(drifts, world);
      return [{ ...memory, drifts, excused }, excused ? CLOCKS_APART : undefined];
    }
    const [history, finding] = checker.observe(memory.history, world, event);
    return [history === memory.history ? memory : { ...memory, history }, finding];
  },
  conclude(memory, world) {
    if (!isPromised(world)) return notPromised(world);
    return memory.excused ? undefined : checker.conclude?.(memory.history, world);
  },
};

const CLOCKS_APART: Finding = {
  holds: null,
  events: [],
  message: 'Clocks run further apart than the lease of the leader allows for: from here on nothing is promised.',
};

function isPromised(world: LiveWorld): boolean {
  return ['log', 'read-index', 'lease'].includes(String(world.option('reads')));
}

function notPromised(world: LiveWorld): Finding {
  return { holds: null, events: [], message: `Not promised with reads=${world.option('reads')}.` };
}

function tooFarApart(drifts: PersistentMap<number>, world: LiveWorld): boolean {
  const rates = world.processes.map((process) => 1_000_000 + (drifts.get(process) ?? 0));
  const assumed = Number(world.option('assumedDrift'));
  return Math.min(...rates) * 1_000_000 < Math.max(...rates) * (1_000_000 - assumed);
}

/** Memory: by client, how far it has seen, and the event that showed it. */
type Seen = PersistentMap<{ readonly index: number; readonly event: EventId }>;

/**
 * Reads that show longer and longer prefixes of one log, each client's own writes among them, are in the log's order:
 * that is what sequential consistency needs.
 */
export const readsInOrder: Monitor<Seen> = {
  id: 'reads-in-order',
  claim:
    'With reads by log, read index or a pinned follower no client sees less than it has seen before: sequential consistency.',
  type: 'safety',
  source: 'Lamport 1979; Terry et al. 1994: session guarantees',
  on: ['seen'],
  start: PersistentMap.empty(),
  observe(seen, world, event) {
    if (!['read-index', 'pinned-follower'].includes(String(world.option('reads')))) return [seen, undefined];
    const client: ProcessId = event.process ?? '';
    const index = numberOf(event, 'index');
    const before = seen.get(client);
    if (before === undefined || index >= before.index) return [seen.set(client, { index, event: event.id }), undefined];
    return [
      seen,
      {
        holds: false,
        events: [before.event, event.id],
        message: `${client} is shown the state up to index ${index}, and has seen it up to ${before.index}.`,
      },
    ];
  },
  conclude: (_, world) =>
    ['lease', 'leader-local', 'any-follower'].includes(String(world.option('reads'))) ? notPromised(world) : undefined,
};

/** How long it must have been quiet before all are expected to agree, in longest election timeouts. */
const QUIET = 5;

interface Quiet {
  /** When something last changed, or a fault began or ended. */
  readonly since: number;
}

export const converges: Monitor<Quiet> = {
  id: 'converges',
  claim: 'When writes stop and faults are over, all replicas come to the same state.',
  type: 'liveness',
  source: 'Vogels 2009: eventual consistency',
  on: ['append', 'role', 'fault', 'crash', 'restart', 'pause', 'resume'],
  start: { since: 0 },
  observe: (_, world) => [{ since: world.now }, undefined],
  conclude({ since }, world) {
    const { processes } = world;
    const whole = processes.every(
      (process) =>
        world.statusOf(process) === 'up' &&
        processes.every((other) => other === process || world.connected(process, other)),
    );
    const [, longest] = world.option('electionTimeout') as readonly [number, number];
    if (!whole || world.now - since < QUIET * longest) return undefined;
    // Without an entry of its own term a leader cannot commit what older terms have left (§8).
    const stuck = processes.some((process) => {
      const { log, term } = contextOf(world, process);
      return leads(world, process) && termAt(log, lastIndex(log)) !== term && lastIndex(log) > 0;
    });
    if (stuck) return undefined;
    const applied = processes.map((process) => contextOf(world, process).lastApplied);
    const most = Math.max(...applied);
    const behind = processes.find((_, place) => applied[place] !== most);
    if (behind === undefined)
      return { holds: true, events: [], message: `All have applied the log up to index ${most}.` };
    return { holds: false, events: [], message: `${behind} has not applied what others have, though all is quiet.` };
  },
};
