/** A replica: answers reads, carries out writes, and gossips all it holds to one other replica at a time. */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import { drawWithin } from '../../sim/chance.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { Json, ProcessId, Range } from '../../sim/scenario.ts';
import type { Each, KeyState, ReplicaEvent, Seen, Sync } from './messages.ts';
import { nothing, type Scheme, schemesFor } from './schemes.ts';

type Of<Type extends ReplicaEvent['type']> = Extract<ReplicaEvent, { type: Type }>;

/** What survives a crash: written before any answer leaves. */
export interface Stored {
  readonly keys: Readonly<Record<string, Each<KeyState>>>;
  /** By client: its last request that was carried out, so that a message that comes twice writes once. */
  readonly done: Readonly<Record<ProcessId, number>>;
}

export interface ReplicaContext extends Stored {
  readonly id: ProcessId;
  readonly peers: readonly ProcessId[];
  readonly seed: number;
  readonly incarnation: number;
  /** Local µs between rounds of gossip. */
  readonly gossip: Range;
  /** Rounds begun since the last start: part of addresses of chance. */
  readonly rounds: number;
  /** The first answers clients. */
  readonly schemes: readonly Scheme[];
  readonly ignoresContext: boolean;
}

type Outcome = readonly [ReplicaContext, readonly Effect[]];

function createContext({ id, processes, seed, incarnation, options, flaws, stable }: ProcessInput): ReplicaContext {
  const stored = stable as Stored | undefined;
  return {
    id,
    peers: processes.filter((peer) => peer !== id),
    seed,
    incarnation,
    gossip: options.gossip as Range, // `index.ts` declares it as a range
    rounds: 0,
    schemes: schemesFor(options.stamps as string, flaws), // and this as a choice
    ignoresContext: flaws.includes('ignore-context'),
    keys: stored?.keys ?? {},
    done: stored?.done ?? {},
  };
}

function serveGet(context: ReplicaContext, { from, payload }: Of<'Get'>): Outcome {
  return [context, [stateStep(context, payload.key, 'get', {}), answer(context, from, payload)]];
}

function servePut(context: ReplicaContext, { from, payload }: Of<'Put'>): Outcome {
  const { key, request, id, value, count, contexts } = payload;
  if (request <= (context.done[from] ?? 0)) return [context, [answer(context, from, payload)]];
  const held = context.keys[key] ?? {};
  const each: Each<KeyState> = Object.fromEntries(
    context.schemes.map((scheme) => {
      const known = context.ignoresContext ? {} : (contexts[scheme.id] ?? {});
      const write = { id, value, count, context: known, client: from, replica: context.id };
      return [scheme.id, scheme.put(held[scheme.id] ?? nothing, write)];
    }),
  );
  const arrived = Object.fromEntries(context.schemes.map((scheme) => [scheme.id, [id]]));
  const next = {
    ...context,
    keys: { ...context.keys, [key]: each },
    done: { ...context.done, [from]: request },
  };
  return [next, [stateStep(next, key, 'put', arrived), answer(next, from, payload)]];
}

function answer(
  context: ReplicaContext,
  to: ProcessId,
  { key, request }: { readonly key: string; readonly request: number },
): Effect {
  const seen: Each<Seen> = Object.fromEntries(
    context.schemes.map((scheme) => {
      const state = context.keys[key]?.[scheme.id] ?? nothing;
      const ids = state.versions.map(({ id }) => id);
      return [scheme.id, { ids, values: state.versions.map(({ value }) => value), context: scheme.context(state) }];
    }),
  );
  return send(to, 'Answer', { key, request, seen });
}

/** Anti-entropy: whatever it holds goes to one peer, drawn by address. */
function spread(context: ReplicaContext): Outcome {
  const { seed, id, incarnation, rounds, peers, keys } = context;
  const to = peers[drawWithin(seed, `${id}/${incarnation}/gossip/${rounds}/to`, [0, peers.length - 1])];
  const next = { ...context, rounds: rounds + 1 };
  return [next, to === undefined ? [] : [send(to, 'Sync', { keys, back: false })]];
}

function takeIn(context: ReplicaContext, { from, payload }: Of<'Sync'>): Outcome {
  let next = context;
  const steps: Effect[] = [];
  for (const key of Object.keys(payload.keys).sort()) {
    const theirs = payload.keys[key] ?? {};
    const held = next.keys[key] ?? {};
    const each: Each<KeyState> = Object.fromEntries(
      context.schemes.map(({ id, merge }) => [id, merge(held[id] ?? nothing, theirs[id] ?? nothing)]),
    );
    const arrived = Object.fromEntries(
      context.schemes.map(({ id }) => [id, (theirs[id] ?? nothing).versions.map((version) => version.id)]),
    );
    // What comes and is not kept is an operation too, even where nothing changes.
    const old = context.schemes.every(({ id }) => (arrived[id] ?? []).every((one) => holds(held[id], one)));
    if (old && JSON.stringify(each) === JSON.stringify(held)) continue;
    next = { ...next, keys: { ...next.keys, [key]: each } };
    steps.push(stateStep(next, key, 'merge', arrived));
  }
  const differs = JSON.stringify(next.keys) !== JSON.stringify(payload.keys);
  const back: Sync = { keys: next.keys, back: true };
  return [next, payload.back || !differs ? steps : [...steps, send(from, 'Sync', back)]];
}

function holds(state: KeyState | undefined, id: string): boolean {
  return state?.versions.some((version) => version.id === id) === true;
}

/** What the key holds now, in the encoding that answers; the others beside it. */
function stateStep(
  { keys, schemes }: ReplicaContext,
  key: string,
  because: 'get' | 'put' | 'merge',
  arrived: Each<readonly string[]>,
): Effect {
  const told = schemes.map((scheme) => {
    const state = keys[key]?.[scheme.id] ?? nothing;
    const siblings = state.versions;
    return [scheme.id, { siblings, context: scheme.context(state), arrived: arrived[scheme.id] ?? [] }] as const;
  });
  const [first, ...others] = told;
  return {
    type: 'step',
    params: {
      name: 'state',
      detail: { key, because, stamps: first?.[0] ?? '', ...first?.[1], beside: Object.fromEntries(others) },
    },
  };
}

function send(to: ProcessId, type: string, payload: Json): Effect {
  return { type: 'send', params: { to, type, payload } };
}

const chart = setup({
  types: {} as { context: ReplicaContext; events: ReplicaEvent; input: ProcessInput },
  delays: {
    gossip: ({ context: { seed, id, incarnation, rounds, gossip } }) =>
      drawWithin(seed, `${id}/${incarnation}/gossip/${rounds}`, gossip),
  },
  actions: {
    announce: acting(
      (context: ReplicaContext): Outcome => [
        context,
        [{ type: 'step', params: { name: 'role', detail: { role: 'serving' } } }],
      ],
    ),
    serveGet: acting(serveGet),
    servePut: acting(servePut),
    takeIn: acting(takeIn),
    spread: acting(spread),
  },
});

export const dvvReplica = chart.createMachine({
  id: 'dvv',
  context: ({ input }) => createContext(input),
  initial: { target: 'serving', actions: 'announce' },
  on: { Get: { actions: 'serveGet' }, Put: { actions: 'servePut' }, Sync: { actions: 'takeIn' } },
  states: { serving: { after: { gossip: { target: 'serving', reenter: true, actions: 'spread' } } } },
});
