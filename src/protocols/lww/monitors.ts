/** What last write wins may lose, and what it must not. */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { LiveWorld, Monitor, Situation } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import type { ReplicaContext } from './state.ts';

type Step = Extract<TraceEvent, { kind: 'step' }>;

/** Where and when a write was taken, in the order of happened-before. */
interface Accepted {
  readonly event: EventId;
  readonly process: ProcessId;
  readonly vector: Readonly<Record<ProcessId, number>>;
  readonly value: string;
}
/** By name of the write. */
type Writes = PersistentMap<Accepted>;

function accepted(writes: Writes, event: Step): Writes {
  const { id, process = '', vector = {}, detail } = event;
  return writes.set(String(detail.write), { event: id, process, vector, value: `${detail.key}=${detail.value}` });
}

/** a happened before b exactly when b knows of a's own count. */
function happenedBefore(a: Accepted, b: Accepted): boolean {
  return a !== b && (b.vector[a.process] ?? 0) >= (a.vector[a.process] ?? 0);
}

function pairOf(writes: Writes, { detail }: Step): readonly [winner: Accepted, loser: Accepted] | undefined {
  const [winner, loser] = [writes.get(String(detail.winner)), writes.get(String(detail.loser))];
  return winner === undefined || loser === undefined ? undefined : [winner, loser];
}

export const laterSurvives: Monitor<Writes> = {
  id: 'later-survives',
  claim: 'No write that a replica has acknowledged is thrown away for one that happened before it.',
  type: 'safety',
  source: 'Kleppmann, chapter 8, figure 8-3; Lamport 1978',
  on: ['accept', 'discard'],
  start: PersistentMap.empty(),
  observe(writes, _world, event) {
    if (event.kind !== 'step') return [writes, undefined];
    if (event.name === 'accept') return [accepted(writes, event), undefined];
    const pair = pairOf(writes, event);
    if (pair === undefined || !happenedBefore(...pair)) return [writes, undefined];
    const [winner, loser] = pair;
    const message = `${event.process} throws away ${loser.value} for ${winner.value}, which happened before it: the stamp of the later write is the lower one.`;
    return [writes, { holds: false, events: [winner.event, loser.event, event.id], message }];
  },
};

/** Nothing went wrong: neither knew of the other, and one of them is gone. */
export const concurrentLost: Situation<Writes> = {
  id: 'concurrent-lost',
  title: 'Of two concurrent writes one is lost',
  on: ['accept', 'discard'],
  start: PersistentMap.empty(),
  observe(writes, _world, event) {
    if (event.kind !== 'step') return [writes, undefined];
    if (event.name === 'accept') return [accepted(writes, event), undefined];
    const pair = pairOf(writes, event);
    if (pair === undefined) return [writes, undefined];
    const [winner, loser] = pair;
    const concurrent = !happenedBefore(winner, loser) && !happenedBefore(loser, winner);
    return [writes, concurrent ? [winner.event, loser.event, event.id] : undefined];
  },
};

export const converges: Monitor<null> = {
  id: 'converges',
  claim: 'When writes stop and the replicas can talk, all of them come to hold the same.',
  type: 'liveness',
  source: 'Kleppmann, chapter 5, Last write wins',
  on: [],
  start: null,
  observe: () => [null, undefined],
  conclude: (_, world) =>
    new Set(world.processes.map((process) => holdings(world, process))).size === 1
      ? { holds: true, events: [], message: 'At the end all replicas hold the same.' }
      : undefined,
};

function holdings(world: LiveWorld, process: ProcessId): string {
  const { store } = world.snapshotOf(process).context as ReplicaContext;
  return JSON.stringify(store.entries().map(([key, { write }]) => [key, write]));
}
