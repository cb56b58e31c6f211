/** Claims about the chain itself: one an epoch, histories that are prefixes, acknowledgements that mean what they say. */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { Finding, LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import { chainOf, predecessorOf } from './configuration.ts';
import type { Update } from './messages.ts';
import { broken, numberOf, serverOf } from './monitors-finding.ts';
import { lastSeq, type ServerContext } from './state.ts';

const SOURCE = 'van Renesse, Schneider: Chain Replication, 2004';

/** By epoch: the chain that was heard of first, and where. */
type Chains = PersistentMap<{ readonly chain: string; readonly event: EventId; readonly process: ProcessId }>;

export const oneChain: Monitor<Chains> = {
  id: 'one-chain-an-epoch',
  claim: 'All who take on an epoch take on the same chain.',
  type: 'safety',
  source: `${SOURCE}, §3`,
  on: ['configure'],
  start: PersistentMap.empty(),
  observe(chains, _world, event) {
    if (event.kind !== 'step' || event.process === undefined) return [chains, undefined];
    const epoch = String(event.detail.epoch);
    const chain = (event.detail.chain as readonly string[]).join(' → ');
    const first = chains.get(epoch);
    if (first === undefined) return [chains.set(epoch, { chain, event: event.id, process: event.process }), undefined];
    if (first.chain === chain) return [chains, undefined];
    return [
      chains,
      broken(
        [first.event, event.id],
        `${event.process} takes on ${chain} as epoch ${epoch}, which is ${first.chain} for ${first.process}.`,
      ),
    ];
  },
};

/** By process: the event of its latest update. */
type Latest = PersistentMap<EventId>;

export const updatePropagation: Monitor<Latest> = {
  id: 'update-propagation',
  claim: 'In one epoch the history of a server is a prefix of its predecessor’s.',
  type: 'safety',
  source: `${SOURCE}, §3.1: Update Propagation Invariant`,
  on: ['update', 'sync'],
  start: PersistentMap.empty(),
  observe(latest, world, event) {
    if (event.process === undefined) return [latest, undefined];
    const next = event.kind === 'step' && event.name === 'update' ? latest.set(event.process, event.id) : latest;
    return [next, atUpdate(latest, world, event, event.process)];
  },
};

function atUpdate(latest: Latest, world: LiveWorld, event: TraceEvent, process: ProcessId): Finding | undefined {
  const own = serverOf(world, process);
  if (own === undefined) return undefined;
  const neighbour = predecessorOf(own.configuration, process);
  const before = neighbour === undefined ? undefined : serverOf(world, neighbour);
  if (neighbour === undefined || before === undefined) return undefined;
  if (before.configuration.epoch !== own.configuration.epoch) return undefined;
  // Update for update only where a server joins the others of its epoch; then the newest is enough.
  const from = event.kind === 'step' && event.name === 'sync' ? 0 : own.history.length - 1;
  const strange = firstStrange(own, before, Math.max(0, from));
  if (strange === undefined) return undefined;
  return broken(
    [latest.get(neighbour) ?? event.id, event.id],
    `${process} has version ${strange.version} of ${strange.key} as its update ${strange.place}, and ${neighbour} before it has ${strange.there}.`,
  );
}

function firstStrange(own: ServerContext, before: ServerContext, from: number) {
  for (let index = from; index < own.history.length; index += 1) {
    const [here, there] = [own.history.get(index), before.history.get(index)];
    if (here === undefined || isSame(here, there)) continue;
    const other = there === undefined ? 'no such update' : `version ${there.version} of ${there.key} there`;
    return { ...here, place: index + 1, there: other };
  }
  return undefined;
}

function isSame(one: Update, other: Update | undefined): boolean {
  return other !== undefined && one.seq === other.seq && one.client === other.client && one.request === other.request;
}

export const inProcessRequests: Monitor<Latest> = {
  id: 'in-process',
  claim:
    'What a server counts as acknowledged is in the history of every server after it that takes part in its epoch.',
  type: 'safety',
  source: `${SOURCE}, §3.2: Inprocess Requests Invariant`,
  on: ['clean', 'update', 'sync'],
  start: PersistentMap.empty(),
  observe(latest, world, event) {
    const { process } = event;
    if (process === undefined || event.kind !== 'step') return [latest, undefined];
    if (event.name !== 'clean') return [latest.set(process, event.id), undefined];
    const own = serverOf(world, process);
    if (own === undefined) return [latest, undefined];
    const seq = numberOf(event, 'seq');
    const chain = chainOf(own.configuration);
    const lacking = chain.slice(chain.indexOf(process) + 1).find((other) => lacks(world, own, other, seq));
    if (lacking === undefined) return [latest, undefined];
    return [
      latest,
      broken(
        [latest.get(lacking) ?? event.id, event.id],
        `${process} counts update ${seq} as acknowledged, and ${lacking} after it has never had it.`,
      ),
    ];
  },
};

/** Only of its own epoch can a server say anything; one that joins has nothing to answer for until it is brought up to date. */
function lacks(world: LiveWorld, own: ServerContext, other: ProcessId, seq: number): boolean {
  const after = serverOf(world, other);
  if (after === undefined || after.synced !== own.configuration.epoch) return false;
  if (lastSeq(after) < seq) return true;
  for (let index = after.history.length - 1; index >= 0; index -= 1) {
    const there = after.history.get(index)?.seq ?? 0;
    if (there <= seq) return there !== seq;
  }
  return true;
}
