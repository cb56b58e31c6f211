/** One server: it gives each write a timestamp, and tells nobody of it before that time has surely passed. */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';
import { type Assured, type Beat, intervalAt, type Request, type Requested, type Waited } from './messages.ts';

const MILLION = 1_000_000;

/** On disk before anything is answered. */
export interface Stable {
  readonly store: PersistentMap<{ readonly value: string; readonly timestamp: number }>;
  /** The highest timestamp given so far, kept or not. */
  readonly highest: number;
  readonly answered: PersistentMap<{ readonly request: number; readonly result: string | null }>;
}

/** A write that has its timestamp and waits for it to pass. */
export interface Pending extends Request {
  readonly client: ProcessId;
  readonly timestamp: number;
}

export interface ServerContext extends Stable {
  readonly id: ProcessId;
  readonly peers: readonly ProcessId[];
  /** Local µs between two assurances to the others. */
  readonly beat: number;
  /** By peer: up to where nothing will come from it any more. */
  readonly safe: Readonly<Record<ProcessId, number>>;
  readonly epsilon: number;
  readonly queue: readonly (Request & { readonly client: ProcessId })[];
  readonly pending: Pending | null;
  /** Local µs that the wait still takes by the clock. */
  readonly wait: number;
  readonly neverWaits: boolean;
}

export type Outcome = readonly [ServerContext, readonly Effect[]];
type Reader = Pick<Waited, 'reading'>;

export function createContext({ id, processes, options, flaws, stable }: ProcessInput): ServerContext {
  const kept = stable as Stable | undefined; // what `stableOf` gave
  return {
    id,
    peers: processes.filter((other) => other !== id),
    // `options.ts` declares them as durations.
    beat: options.beat as number,
    epsilon: options.epsilon as number,
    safe: {},
    store: kept?.store ?? PersistentMap.empty(),
    highest: kept?.highest ?? 0,
    answered: kept?.answered ?? PersistentMap.empty(),
    queue: [],
    pending: null,
    wait: 0,
    neverWaits: flaws.includes('no-commit-wait'),
  };
}

export function stableOf({ store, highest, answered }: ServerContext): Stable {
  return { store, highest, answered };
}

export function wake(context: ServerContext): Outcome {
  return [context, [stepping('role', { role: 'serving' }), ringing('beat', context.beat)]];
}

/** What is promised is kept: later writes get timestamps above it. A snapshot up to the least promise is complete. */
export function assure(context: ServerContext, { reading }: Beat): Outcome {
  const { pending, highest, peers, beat, epsilon } = context;
  const until =
    pending === null ? Math.max(highest, intervalAt(reading.wall, epsilon).earliest) : pending.timestamp - 1;
  const told = peers.map((to): Effect => ({ type: 'send', params: { to, type: 'Safe', payload: { until } } }));
  return [{ ...context, highest: Math.max(highest, until) }, [...told, ringing('beat', beat)]];
}

export function note(context: ServerContext, { from, payload }: Assured): Outcome {
  const until = Math.max(payload.until, context.safe[from] ?? 0);
  return [{ ...context, safe: { ...context.safe, [from]: until } }, []];
}

/** Requests are served one after the other; copies of what is under way are none. */
export function enqueue(context: ServerContext, { from, payload }: Requested): Outcome {
  const before = context.answered.get(from);
  if (before !== undefined && payload.request <= before.request)
    return [context, before.request === payload.request ? [reply(from, payload.request, before.result)] : []];
  const isSame = (other: { client: ProcessId; request: number } | null) =>
    other?.client === from && other.request === payload.request;
  if (isSame(context.pending) || context.queue.some(isSame)) return [context, []];
  return [{ ...context, queue: [...context.queue, { ...payload, client: from }] }, []];
}

/** Whatever needs no waiting is served at once: reads, up to the first write. */
export function serve(context: ServerContext, event: Reader): Outcome {
  const [next, ...queue] = context.queue;
  if (next === undefined || context.pending !== null) return [context, []];
  if (next.op === 'write') return prepare({ ...context, queue }, next, event);
  const result = context.store.get(next.key)?.value ?? null;
  const [rest, effects] = serve(remember({ ...context, queue }, next, result), event);
  return [rest, [reply(next.client, next.request, result), ...effects]];
}

/** The timestamp is no less than the latest that it can be now (§4.1.2, start), and above all that were given before. */
function prepare(context: ServerContext, request: ServerContext['queue'][number], { reading }: Reader): Outcome {
  const { earliest, latest } = intervalAt(reading.wall, context.epsilon);
  const timestamp = Math.max(latest, context.highest + 1);
  const { key, value, client } = request;
  const said = stepping('prepare', { client, request: request.request, key, value, timestamp, earliest, latest });
  const prepared: ServerContext = {
    ...context,
    highest: timestamp,
    pending: { ...request, timestamp },
    wait: context.neverWaits ? 0 : waitFor(timestamp, earliest),
  };
  return [prepared, [said, stepping('role', { role: 'waiting' })]];
}

/** Until even the earliest that it can be is past the timestamp. */
function waitFor(timestamp: number, earliest: number): number {
  return Math.max(0, timestamp - earliest + 1);
}

/** §4.1.2, commit wait: TT.after(timestamp). A clock that was set back meanwhile makes it wait again. */
export function hasPassed({ pending, epsilon, neverWaits }: ServerContext, { reading }: Reader): boolean {
  return neverWaits || pending === null || intervalAt(reading.wall, epsilon).earliest > pending.timestamp;
}

export function waitAgain(context: ServerContext, { reading }: Reader): Outcome {
  const { pending, epsilon } = context;
  if (pending === null) return [context, []];
  // A clock that was set back by hours is looked at again before that.
  const wait = Math.min(waitFor(pending.timestamp, intervalAt(reading.wall, epsilon).earliest), MILLION);
  return [{ ...context, wait }, []];
}

/** Only now may anybody know: the write is kept, answered, and the next one begins. */
export function commit(context: ServerContext, event: Reader): Outcome {
  const { pending } = context;
  if (pending === null) return [context, []];
  const { client, request, key, value, timestamp } = pending;
  const store = context.store.set(key, { value: value ?? '', timestamp });
  const { earliest, latest } = intervalAt(event.reading.wall, context.epsilon);
  const said = stepping('commit', { client, request, key, value, timestamp, earliest, latest });
  const [next, effects] = serve(remember({ ...context, store, pending: null }, pending, null), event);
  const role = next.pending === null ? [stepping('role', { role: 'serving' })] : [];
  return [next, [said, reply(client, request, null), ...effects, ...role]];
}

export function isWaiting({ pending }: ServerContext): boolean {
  return pending !== null;
}

function remember(
  context: ServerContext,
  { client, request }: { readonly client: ProcessId; readonly request: number },
  result: string | null,
): ServerContext {
  return { ...context, answered: context.answered.set(client, { request, result }) };
}

function reply(to: ProcessId, request: number, result: string | null): Effect {
  return { type: 'send', params: { to, type: 'Reply', payload: { request, result } } };
}
export function stepping(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}
/** A timer that goes on whatever the chart does meanwhile. */
function ringing(type: string, delay: number): Effect {
  return { type: 'xstate.raise', params: { event: { type }, id: type, delay } };
}
