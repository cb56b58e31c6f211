/**
 * A recursive resolver: it walks from the root to the authority on behalf of its clients, and remembers what it was told
 * (RFC 1034 §5.3.3). Its cache is memory: after a crash it walks anew.
 */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { type Cache, cachedAnswer, EMPTY_CACHE, nearestServer, withAnswer, withReferral } from './cache.ts';
import { cancelling, ringing, sending, stepping } from './effects.ts';
import type { Answer, ResolverEvent, Result } from './messages.ts';

/** Times that one name server is asked before the lookup counts as failed. */
const TRIES = 3;

interface Search {
  readonly server: ProcessId;
  /** Of the query that is awaited. */
  readonly id: number;
  readonly tries: number;
  readonly waiting: readonly { readonly client: ProcessId; readonly request: number }[];
}

export interface ResolverContext {
  readonly id: ProcessId;
  readonly cache: Cache;
  /** Lookups under way, by name: however many ask, there is one walk. */
  readonly searches: Readonly<Record<string, Search>>;
  /** Queries sent in this life. */
  readonly asked: number;
  /** Local µs. */
  readonly timeout: number;
  readonly ignoresTtl: boolean;
  readonly keepsAbsence: boolean;
  readonly asksOnce: boolean;
}

type Outcome = readonly [ResolverContext, readonly Effect[]];
type Of<Type extends ResolverEvent['type']> = Extract<ResolverEvent, { type: Type }>;

function createContext({ id, options, flaws }: ProcessInput): ResolverContext {
  return {
    id,
    cache: EMPTY_CACHE,
    searches: {},
    asked: 0,
    timeout: options.timeout as number, // `options.ts` declares it as a duration
    ignoresTtl: flaws.includes('ignore-ttl'),
    keepsAbsence: flaws.includes('keep-absence'),
    asksOnce: flaws.includes('ask-once'),
  };
}

function lookUp(context: ResolverContext, { from, payload, reading }: Of<'Lookup'>): Outcome {
  const { name, request } = payload;
  const known = cachedAnswer(context.cache, name, reading.monotonic);
  if (known !== undefined) {
    const left = Number.isFinite(known.until) ? known.until - reading.monotonic : 0;
    const said = { client: from, name, value: known.value, version: known.version, cached: true };
    return [context, [stepping('answer', said), telling(from, request, name, known.value, left)]];
  }
  const search = context.searches[name];
  const asker = { client: from, request };
  if (search !== undefined) {
    const again = search.waiting.some((other) => other.client === from && other.request === request);
    const waiting = again ? search.waiting : [...search.waiting, asker];
    return [withSearch(context, name, { ...search, waiting }), []];
  }
  return ask(context, name, nearestServer(context.cache, reading.monotonic), 1, [asker]);
}

function ask(
  context: ResolverContext,
  name: string,
  server: ProcessId,
  tries: number,
  waiting: Search['waiting'],
): Outcome {
  const id = context.asked + 1;
  const timer = ringing({ type: 'retry', name } as Of<'retry'>, timerOf(name), context.timeout);
  const next = withSearch({ ...context, asked: id }, name, { server, id, tries, waiting });
  return [next, [sending(server, 'Query', { id, name }), ...(context.asksOnce ? [] : [timer])]];
}

/** One step down: the server of the next zone is asked, and remembered. */
function follow(context: ResolverContext, { payload, reading }: Of<'Referral'>): Outcome {
  const search = context.searches[payload.name];
  if (search === undefined || search.id !== payload.id) return [context, []];
  const cache = withReferral(context.cache, payload, reading.monotonic + payload.ttl);
  return ask({ ...context, cache }, payload.name, payload.server, 1, search.waiting);
}

/** The authority has spoken: kept for its time to live, and told to all who wait. */
function settle(context: ResolverContext, { payload, reading }: Of<'Answer'>): Outcome {
  const { name, value, version, ttl } = payload;
  const search = context.searches[name];
  if (search === undefined || search.id !== payload.id) return [context, []];
  const cache = withAnswer(context.cache, payload, expiry(context, payload, reading.monotonic));
  const told = search.waiting.flatMap(({ client, request }) => [
    stepping('answer', { client, name, value, version, cached: false }),
    telling(client, request, name, value, ttl),
  ]);
  const next = withoutSearch({ ...context, cache }, name);
  return [next, [cancelling(timerOf(name)), stepping('store', { name, value, version, ttl }), ...told]];
}

function expiry({ ignoresTtl, keepsAbsence }: ResolverContext, { value, ttl }: Answer, now: number): number {
  return ignoresTtl || (keepsAbsence && value === null) ? Number.POSITIVE_INFINITY : now + ttl;
}

function retry(context: ResolverContext, { name }: Of<'retry'>): Outcome {
  const search = context.searches[name];
  if (search === undefined) return [context, []];
  if (search.tries < TRIES) return ask(context, name, search.server, search.tries + 1, search.waiting);
  const told = search.waiting.map(({ client, request }) =>
    sending(client, 'Result', { request, name, value: null, status: 'failed', ttl: 0 } satisfies Result),
  );
  return [withoutSearch(context, name), [stepping('fail', { name, server: search.server }), ...told]];
}

function telling(client: ProcessId, request: number, name: string, value: string | null, ttl: number): Effect {
  const status = value === null ? 'none' : 'found';
  return sending(client, 'Result', { request, name, value, status, ttl } satisfies Result);
}

function withSearch(context: ResolverContext, name: string, search: Search): ResolverContext {
  return { ...context, searches: { ...context.searches, [name]: search } };
}

function withoutSearch(context: ResolverContext, name: string): ResolverContext {
  const { [name]: _, ...searches } = context.searches;
  return { ...context, searches };
}

function timerOf(name: string): string {
  return `retry/${name}`;
}

function isWalking({ searches }: ResolverContext): boolean {
  return Object.keys(searches).length > 0;
}

const chart = setup({
  types: {} as { context: ResolverContext; events: ResolverEvent; input: ProcessInput },
  guards: { isWalking: ({ context }) => isWalking(context), isDone: ({ context }) => !isWalking(context) },
  actions: {
    announce: acting((context: ResolverContext): Outcome => {
      return [context, [stepping('role', { role: isWalking(context) ? 'walking' : 'resting' })]];
    }),
    lookUp: acting(lookUp),
    follow: acting(follow),
    settle: acting(settle),
    retry: acting(retry),
  },
});

export const dnsResolver = chart.createMachine({
  id: 'resolver',
  context: ({ input }) => createContext(input),
  initial: 'resting',
  on: {
    Lookup: { actions: 'lookUp' },
    Referral: { actions: 'follow' },
    Answer: { actions: 'settle' },
    retry: { actions: 'retry' },
  },
  states: {
    resting: { entry: 'announce', always: { guard: 'isWalking', target: 'walking' } },
    walking: { entry: 'announce', always: { guard: 'isDone', target: 'resting' } },
  },
});
