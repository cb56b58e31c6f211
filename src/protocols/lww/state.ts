/** One replica: it takes writes, stamps them, and keeps of every key the version with the latest stamp. */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';
import { isLater, type Requested, type Spreading, type Stamp, type Version } from './messages.ts';

/** On disk before anything is answered. */
export interface Stable {
  readonly store: PersistentMap<Version>;
  /** The highest time in anything this replica made or was sent. */
  readonly seen: number;
  /** By client: its last request and what it was answered, so that a second copy is no second write. */
  readonly answered: PersistentMap<{ readonly request: number; readonly result: string | null }>;
}

export interface ReplicaContext extends Stable {
  readonly id: ProcessId;
  readonly peers: readonly ProcessId[];
  readonly stamps: string;
  readonly gossip: number;
  /** Whose turn it is to be sent everything. */
  readonly turn: number;
  /** Writes that this replica has thrown away, by name: each is told once, though it may come again. */
  readonly thrown: PersistentMap<true>;
  readonly trustsWallClock: boolean;
}

export type Outcome = readonly [ReplicaContext, readonly Effect[]];

export function createContext({ id, processes, options, flaws, stable }: ProcessInput): ReplicaContext {
  const kept = stable as Stable | undefined; // what `stableOf` gave
  return {
    id,
    peers: processes.filter((other) => other !== id),
    // `options.ts` declares their kinds.
    stamps: options.stamps as string,
    gossip: options.gossip as number,
    store: kept?.store ?? PersistentMap.empty(),
    seen: kept?.seen ?? 0,
    answered: kept?.answered ?? PersistentMap.empty(),
    turn: 0,
    thrown: PersistentMap.empty(),
    trustsWallClock: flaws.includes('wall-clock-stamps'),
  };
}

export function stableOf({ store, seen, answered }: ReplicaContext): Stable {
  return { store, seen, answered };
}

export function serve(context: ReplicaContext, { from, payload, reading }: Requested): Outcome {
  const heard = witness(context, payload.seen);
  const before = context.answered.get(from);
  if (before !== undefined && payload.request < before.request) return [heard, []];
  if (before?.request === payload.request) return [heard, [reply(heard, from, payload.request, before.result)]];
  const { key, request, value } = payload;
  if (payload.op === 'read') {
    const result = heard.store.get(key)?.value ?? null;
    return [remember(heard, from, request, result), [reply(heard, from, request, result)]];
  }
  const stamp = nextStamp(heard, reading.wall);
  const version: Version = { key, value: value ?? '', stamp, write: `${from}/${request}` };
  const [placed, effects] = place(
    remember({ ...heard, seen: Math.max(heard.seen, stamp.time) }, from, request, null),
    version,
  );
  const told: Effect[] = [stepping('accept', { ...version }), ...effects];
  const spread = placed.peers.map((peer) => sending(peer, 'Spread', { seen: placed.seen, versions: [version] }));
  return [placed, [...told, ...spread, reply(placed, from, request, null)]];
}

/**
 * The stamp of a new write. By Lamport's rule it is above everything seen; a hybrid clock is the same with the time of
 * day where that is ahead (Kulkarni et al. 2014). The flaw asks the time of day alone.
 */
function nextStamp({ id, seen, stamps, trustsWallClock }: ReplicaContext, wall: number): Stamp {
  if (trustsWallClock) return { time: wall, process: id };
  return { time: stamps === 'hybrid' ? Math.max(wall, seen + 1) : seen + 1, process: id };
}

export function receive(context: ReplicaContext, { payload }: Spreading): Outcome {
  return payload.versions.reduce<Outcome>(
    ([now, effects], version) => {
      const [next, more] = place(now, version);
      return [next, [...effects, ...more]];
    },
    [witness(context, payload.seen), []],
  );
}

/** Last write wins: of two versions of a key the one with the later stamp stays, the other is thrown away. */
function place(context: ReplicaContext, version: Version): Outcome {
  const old = context.store.get(version.key);
  if (old === undefined) return [{ ...context, store: context.store.set(version.key, version) }, []];
  if (old.write === version.write) return [context, []];
  const [winner, loser] = isLater(version.stamp, old.stamp) ? [version, old] : [old, version];
  const next = { ...context, store: context.store.set(version.key, winner) };
  if (context.thrown.get(loser.write) === true) return [next, []];
  const detail = { key: version.key, winner: winner.write, loser: loser.write, value: loser.value };
  return [{ ...next, thrown: context.thrown.set(loser.write, true) }, [stepping('discard', detail)]];
}

/** Everything to one of the others, in turn: whatever was lost on the way arrives in the end. */
export function gossip(context: ReplicaContext): Outcome {
  const peer = context.peers[context.turn % Math.max(1, context.peers.length)];
  const versions = context.store.entries().map(([, version]) => version);
  const next = { ...context, turn: context.turn + 1 };
  if (peer === undefined) return [next, []];
  return [next, [sending(peer, 'Spread', { seen: context.seen, versions })]];
}

/** Lamport's rule on receiving: never behind anything one has heard of. */
function witness(context: ReplicaContext, seen: number): ReplicaContext {
  return seen > context.seen ? { ...context, seen } : context;
}

function remember(context: ReplicaContext, client: ProcessId, request: number, result: string | null): ReplicaContext {
  return { ...context, answered: context.answered.set(client, { request, result }) };
}

function reply({ seen }: ReplicaContext, to: ProcessId, request: number, result: string | null): Effect {
  return sending(to, 'Reply', { seen, request, result });
}
function sending(to: ProcessId, type: string, payload: Json): Effect {
  return { type: 'send', params: { to, type, payload } };
}
function stepping(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}
