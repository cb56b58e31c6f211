/** The claim that somebody gets the lease at all: what a time to live is for. */
import type { Finding, LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { ProcessId, Range, TrueTime } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import { partOf } from './cast.ts';

/** So many times the longest way to a lease may pass before it counts as “never”. */
const PATIENCE = 10;

interface Waiting {
  readonly holder: ProcessId | null;
  readonly since: { readonly at: TrueTime; readonly event: EventId } | null;
  readonly standing: 'held' | 'awaited' | 'impossible' | 'overdue' | null;
}

export const granted: Monitor<Waiting> = {
  id: 'granted',
  claim: 'While somebody and the store reach each other, somebody who is up has the lease or gets it.',
  type: 'liveness',
  source: 'Kleppmann, “Fencing tokens”: availability',
  on: ['grant', 'expire', 'release', 'crash', 'restart', 'pause', 'resume', 'fault'],
  start: { holder: null, since: null, standing: null },
  observe: look,
  conclude: (waiting, world) => look(waiting, world, undefined)[1],
};

function look(
  before: Waiting,
  world: LiveWorld,
  event: TraceEvent | undefined,
): readonly [Waiting, Finding | undefined] {
  const waiting = follow(before, world, event);
  return waiting.standing === before.standing ? [waiting, undefined] : [waiting, say(waiting, world)];
}

function follow(before: Waiting, world: LiveWorld, event: TraceEvent | undefined): Waiting {
  const holder = holderAfter(before.holder, event);
  if (holder !== null && canTalk(world, holder)) return { holder, since: null, standing: 'held' };
  if (!world.processes.some((process) => partOf(process) === 'holder' && canTalk(world, process)))
    return { holder, since: null, standing: 'impossible' };
  const since = before.since ?? { at: world.now, event: event?.id ?? 0 };
  return { holder, since, standing: world.now - since.at > patienceOf(world) ? 'overdue' : 'awaited' };
}

function holderAfter(holder: ProcessId | null, event: TraceEvent | undefined): ProcessId | null {
  if (event?.kind !== 'step') return holder;
  return event.name === 'grant' ? String(event.detail.client) : null;
}

/** Up, and connected both ways with a majority of the stores: with the only one where there is one. */
function canTalk(world: LiveWorld, process: ProcessId): boolean {
  if (world.statusOf(process) !== 'up') return false;
  const stores = world.processes.filter((other) => partOf(other) === 'store');
  const reached = stores.filter(
    (store) => world.statusOf(store) === 'up' && world.connected(process, store) && world.connected(store, process),
  );
  return reached.length * 2 > stores.length;
}

function patienceOf(world: LiveWorld): number {
  const [, retry] = world.option('retry') as Range;
  return PATIENCE * (Number(world.option('ttl')) / 4 + retry + Number(world.option('requestTimeout')));
}

function say({ since, standing }: Waiting, world: LiveWorld): Finding {
  const from = seconds(since?.at ?? 0);
  switch (standing) {
    case 'held':
      return { holds: true, events: [], message: 'Somebody who is up has the lease.' };
    case 'awaited':
      return {
        holds: null,
        events: [],
        message: `Awaited since ${from}: the store can be reached, and nobody who is up has the lease.`,
      };
    case 'overdue':
      return {
        holds: false,
        events: since === null ? [] : [since.event],
        message: `Nobody who is up has had the lease from ${from} to ${seconds(world.now)}, though the store could be reached.`,
      };
    default:
      return { holds: null, events: [], message: 'Nobody who is up reaches the store.' };
  }
}

function seconds(at: TrueTime): string {
  return `${(at / 1_000_000).toFixed(3)} s`;
}
