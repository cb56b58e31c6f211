/** What clients were promised. */
import { PersistentMap } from '../../base/persistent-map.ts';
import { PersistentVector } from '../../base/persistent-vector.ts';
import type { LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { describeCommand } from './messages.ts';
import { broken, contextOf, electionIn } from './monitors-finding.ts';

interface Acknowledged {
  /** `C1/7`: the client's seventh request, as entries of the log name it. */
  readonly request: string;
  readonly operation: number;
  readonly event: EventId;
  /** The latest term that had a leader when the answer came. */
  readonly term: number;
}

interface Promises {
  /** By client: operations begun. A client numbers its requests as it begins them, restarts included. */
  readonly begun: PersistentMap<number>;
  /** By operation: its request. */
  readonly requests: PersistentVector<string>;
  readonly acknowledged: PersistentVector<Acknowledged>;
  /** The latest term that had a leader so far. */
  readonly term: number;
}

/**
 * A write, cas or append that a client was answered `ok` must be in the log of every process that becomes leader
 * of a term later than all that had a leader when the answer came. That is sound: the leader that answered was
 * elected in one of those terms, so that its commitment binds all later ones (leader completeness). That it keeps
 * its place is what state machine safety says.
 */
export const acknowledgedSurvives: Monitor<Promises> = {
  id: 'acknowledged-survives',
  claim: 'A write that was acknowledged is in the log of every leader elected later.',
  type: 'safety',
  source: 'Raft §5.4, §8',
  on: ['invoke', 'respond', 'role'],
  start: {
    begun: PersistentMap.empty(),
    requests: PersistentVector.empty(),
    acknowledged: PersistentVector.empty(),
    term: 0,
  },
  observe(promises, world, event) {
    if (event.kind === 'invoke') return [begin(promises, world, event.operation), undefined];
    if (event.kind === 'respond') return [acknowledge(promises, world, event.operation, event.id), undefined];
    const elected = electionIn(event);
    if (elected === undefined) return [promises, undefined];
    const { process, term } = elected;
    const next = { ...promises, term: Math.max(promises.term, term) };
    const lost = firstLost(promises, world, process, term);
    if (lost === undefined) return [next, undefined];
    const { value = null, expected = null, ...asked } = world.asked(lost.operation);
    const text = describeCommand({ ...asked, value, expected, request: 0 });
    return [
      next,
      broken(
        [lost.event, event.id],
        `${process} became leader of term ${term} without ${text}, which ${asked.client} was told is done.`,
      ),
    ];
  },
};

function begin(promises: Promises, world: LiveWorld, operation: number): Promises {
  const { client } = world.asked(operation);
  const number = (promises.begun.get(client) ?? 0) + 1;
  return {
    ...promises,
    begun: promises.begun.set(client, number),
    requests: promises.requests.set(operation, `${client}/${number}`),
  };
}

function acknowledge(promises: Promises, world: LiveWorld, operation: number, event: EventId): Promises {
  if (world.asked(operation).op === 'read') return promises;
  const { requests, acknowledged, term } = promises;
  const request = requests.get(operation) ?? '';
  return { ...promises, acknowledged: acknowledged.push({ request, operation, event, term }) };
}

/** Looks at the whole log, but only when somebody is elected. */
function firstLost(
  { acknowledged }: Promises,
  world: LiveWorld,
  process: string,
  term: number,
): Acknowledged | undefined {
  const { log } = contextOf(world, process);
  const there = new Set(log.slice(0).map(({ command }) => `${command?.client}/${command?.request}`));
  return acknowledged.slice(0).find((made) => made.term < term && !there.has(made.request));
}
