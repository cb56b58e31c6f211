/** What clients were promised: an acknowledged write is kept. */
import { PersistentMap } from '../../base/persistent-map.ts';
import { PersistentVector } from '../../base/persistent-vector.ts';
import type { LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { headOf } from './configuration.ts';
import { describeCommand } from './messages.ts';
import { broken, serverOf } from './monitors-finding.ts';
import type { ServerContext } from './state.ts';

interface Acknowledged {
  /** `C1/7`: the client's seventh request, as updates name it. */
  readonly request: string;
  readonly operation: number;
  readonly event: EventId;
}

interface Promises {
  /** By client: operations begun. A client numbers its requests as it begins them, restarts included. */
  readonly begun: PersistentMap<number>;
  /** By operation: its request. */
  readonly requests: PersistentVector<string>;
  readonly acknowledged: PersistentVector<Acknowledged>;
}

/**
 * Looked at when an answer arrives, against the head of the latest epoch that a server knows, and whenever a server
 * becomes head, against everything acknowledged so far: the head's history is the longest there is.
 */
export const acknowledgedSurvives: Monitor<Promises> = {
  id: 'acknowledged-survives',
  claim: 'A write that was acknowledged is in the history of the head, whoever becomes head later.',
  type: 'safety',
  source: 'van Renesse, Schneider: Chain Replication, 2004, §3',
  on: ['invoke', 'respond', 'role'],
  start: { begun: PersistentMap.empty(), requests: PersistentVector.empty(), acknowledged: PersistentVector.empty() },
  observe(promises, world, event) {
    if (event.kind === 'invoke') {
      const { client } = world.asked(event.operation);
      const number = (promises.begun.get(client) ?? 0) + 1;
      const begun = promises.begun.set(client, number);
      return [
        { ...promises, begun, requests: promises.requests.set(event.operation, `${client}/${number}`) },
        undefined,
      ];
    }
    if (event.kind === 'respond') {
      if (world.asked(event.operation).op === 'read') return [promises, undefined];
      const made = {
        request: promises.requests.get(event.operation) ?? '',
        operation: event.operation,
        event: event.id,
      };
      const head = latestHead(world);
      const kept = head === undefined || holds(head, made.request);
      return [
        { ...promises, acknowledged: promises.acknowledged.push(made) },
        kept ? undefined : lost(world, made, head.self.id, [latestCause(promises), event.id]),
      ];
    }
    const { process } = event;
    if (
      process === undefined ||
      event.kind !== 'step' ||
      (event.detail.role !== 'head' && event.detail.role !== 'alone')
    )
      return [promises, undefined];
    const head = serverOf(world, process);
    if (head === undefined || latestHead(world) !== head) return [promises, undefined];
    const there = new Set(head.history.slice(0).map(({ client, request }) => `${client}/${request}`));
    const missing = promises.acknowledged.slice(0).find(({ request }) => !there.has(request));
    return [promises, missing === undefined ? undefined : lost(world, missing, process, [missing.event, event.id])];
  },
};

function lost(world: LiveWorld, made: Acknowledged, head: ProcessId, events: readonly EventId[]) {
  const { value = null, expected = null, ...asked } = world.asked(made.operation);
  const text = describeCommand({ ...asked, value, expected });
  return broken(
    events.filter((event) => event >= 0),
    `${head} is the head and does not have ${text}, which ${asked.client} was told is done.`,
  );
}

/** The promise before: where none was made yet, there is nothing to point at. */
function latestCause({ acknowledged }: Promises): EventId {
  return acknowledged.get(acknowledged.length - 1)?.event ?? -1;
}

/** The head of the latest epoch that any server has taken on, if it has done so itself. */
function latestHead(world: LiveWorld): ServerContext | undefined {
  const servers = world.processes.map((process) => serverOf(world, process)).filter((server) => server !== undefined);
  const latest = Math.max(0, ...servers.map(({ configuration }) => configuration.epoch));
  return servers.find(({ configuration, self }) => configuration.epoch === latest && headOf(configuration) === self.id);
}

function holds(head: ServerContext, request: string): boolean {
  for (let index = head.history.length - 1; index >= 0; index -= 1) {
    const update = head.history.get(index);
    if (`${update?.client}/${update?.request}` === request) return true;
  }
  return false;
}
