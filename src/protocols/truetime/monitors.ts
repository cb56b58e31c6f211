/** External consistency, and the condition on clocks that it rests on. */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { Monitor, Situation } from '../../sim/protocol.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';

type Step = Extract<TraceEvent, { kind: 'step' }>;

interface Answered {
  readonly timestamp: number;
  readonly event: EventId;
  readonly name: string;
}

interface Transaction {
  /** The answered write with the highest timestamp when this one was asked for; undefined: none. */
  readonly floor: Answered | undefined;
}

interface Memory {
  /** By client: operations begun. A client numbers its requests as it begins them, restarts included. */
  readonly begun: PersistentMap<number>;
  /** By `C1/3`. */
  readonly transactions: PersistentMap<Transaction>;
  /** By `C1/3`: writes with their timestamps, until they are answered. */
  readonly committed: PersistentMap<Answered>;
  /** By operation: its request. */
  readonly requests: PersistentMap<string>;
  /** Writes that a server whose clock was off by more than ε has dealt with: nothing is claimed about them. */
  readonly excused: PersistentMap<true>;
  readonly floor: Answered | undefined;
}

const START: Memory = {
  begun: PersistentMap.empty(),
  transactions: PersistentMap.empty(),
  committed: PersistentMap.empty(),
  requests: PersistentMap.empty(),
  excused: PersistentMap.empty(),
  floor: undefined,
};

export const externalConsistency: Monitor<Memory> = {
  id: 'external-consistency',
  claim:
    'A write that is asked for after another one was answered has the higher timestamp, as long as the clocks that the two are stamped and waited for by are no more than ε off whenever they are read.',
  type: 'safety',
  source: 'Corbett et al. 2012, §4.1.2; Kleppmann, chapter 8, Synchronized clocks for global snapshots',
  on: ['invoke', 'respond', 'prepare', 'commit'],
  start: START,
  observe(memory, world, event) {
    if (event.kind === 'invoke')
      return [begin(memory, world.asked(event.operation).client, event.operation), undefined];
    if (event.kind === 'respond') return [answer(memory, event.operation), undefined];
    if (event.kind !== 'step') return [memory, undefined];
    const name = `${event.detail.client}/${event.detail.request}`;
    if (isOff(event, Number(world.option('epsilon'))))
      return [{ ...memory, excused: memory.excused.set(name, true) }, undefined];
    if (event.name === 'commit') return [commit(memory, name, event), undefined];
    const floor = memory.transactions.get(name)?.floor;
    const timestamp = Number(event.detail.timestamp);
    if (floor === undefined || timestamp > floor.timestamp) return [memory, undefined];
    const message = `${name} (${event.detail.key}=${event.detail.value}) is stamped ${timestamp}, no higher than ${floor.name} with ${floor.timestamp}, which was answered before it was asked for.`;
    return [memory, { holds: false, events: [floor.event, event.id], message }];
  },
};

function isOff({ clock = 0, at }: Step, epsilon: number): boolean {
  return Math.abs(clock - at) > epsilon;
}

function begin(memory: Memory, client: string, operation: number): Memory {
  const number = (memory.begun.get(client) ?? 0) + 1;
  const name = `${client}/${number}`;
  return {
    ...memory,
    begun: memory.begun.set(client, number),
    requests: memory.requests.set(String(operation), name),
    transactions: memory.transactions.set(name, { floor: memory.floor }),
  };
}

function commit(memory: Memory, name: string, { id, detail }: Step): Memory {
  const made = { timestamp: Number(detail.timestamp), event: id, name };
  return { ...memory, committed: memory.committed.set(name, made) };
}

/** From now on whatever is asked for must be stamped higher. */
function answer(memory: Memory, operation: number): Memory {
  const made = memory.committed.get(memory.requests.get(String(operation)) ?? '');
  if (made === undefined || memory.excused.get(made.name) === true) return memory;
  return made.timestamp > (memory.floor?.timestamp ?? -1) ? { ...memory, floor: made } : memory;
}

/** Only the last few: older intervals are over. */
const KEPT = 8;

interface Waiting {
  readonly name: string;
  readonly process: string;
  readonly earliest: number;
  readonly latest: number;
  readonly event: EventId;
}

/** Two servers stamp while either could be the earlier one: by the intervals alone nobody can say. */
export const overlapping: Situation<readonly Waiting[]> = {
  id: 'overlapping',
  title: 'Two intervals overlap: which one was first cannot be known',
  on: ['prepare'],
  start: [],
  observe(waiting, _world, event) {
    if (event.kind !== 'step' || event.process === undefined) return [waiting, undefined];
    const { client, request, earliest, latest } = event.detail;
    const now: Waiting = {
      name: `${client}/${request}`,
      process: event.process,
      earliest: Number(earliest),
      latest: Number(latest),
      event: event.id,
    };
    const met = waiting.find(
      (one) => one.process !== now.process && one.earliest <= now.latest && now.earliest <= one.latest,
    );
    return [[...waiting, now].slice(-KEPT), met === undefined ? undefined : [met.event, event.id]];
  },
};

/** The promise about clocks is broken where a server reads one: what follows from it no longer does. */
export const beyondEpsilon: Situation<null> = {
  id: 'beyond-epsilon',
  title: 'A clock is off by more than ε',
  on: ['prepare', 'commit'],
  start: null,
  observe: (_, world, event) => [
    null,
    event.kind === 'step' && isOff(event, Number(world.option('epsilon'))) ? [event.id] : undefined,
  ],
};
