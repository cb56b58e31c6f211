/**
 * The browser: it asks for the document, and once that is whole for the resources it names; with HTTP/1.1 one on each
 * connection at a time, otherwise all at once. The page is loaded when every resource is whole.
 */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { arrive, type Lane, NEW_LANE, type Rules } from './arrivals.ts';
import { cancelling, ringing, sending, stepping } from './effects.ts';
import type { BrowserEvent, Data, Get, Version } from './messages.ts';

/** In timeouts: after so long without any packet the page is given up. */
const PATIENCE = 8;

type Of<Type extends BrowserEvent['type']> = Extract<BrowserEvent, { type: Type }>;

export interface BrowserContext {
  readonly id: ProcessId;
  readonly server: ProcessId;
  readonly version: Version;
  readonly connections: number;
  readonly resources: number;
  /** Local µs. */
  readonly timeout: number;
  readonly rules: Rules;
  /** Pages asked for while another one loads. */
  readonly queue: readonly Of<'ask'>['operation'][];
  readonly isLoading: boolean;
  /** Survives a crash: packets of an earlier load are none of this one. */
  readonly load: number;
  /** Of the server that answered first; null: none yet. Packets of another life belong to no connection of this page. */
  readonly life: number | null;
  /** Resources that are known and not asked for: with HTTP/1.1 they wait for a connection. */
  readonly waiting: readonly number[];
  /** By connection: what it is busy with. */
  readonly busy: Readonly<Record<string, number>>;
  readonly lanes: Readonly<Record<string, Lane>>;
  /** By resource: pieces delivered. */
  readonly pieces: Readonly<Record<string, number>>;
  readonly done: readonly number[];
}

type Outcome = readonly [BrowserContext, readonly Effect[]];

function createContext({ id, processes, clients, options, flaws, stable }: ProcessInput): BrowserContext {
  return {
    id,
    server: processes[clients.indexOf(id) % processes.length] ?? '',
    // `options.ts` declares what they are.
    version: options.version as Version,
    connections: options.connections as number,
    resources: options.resources as number,
    timeout: options.timeout as number,
    rules: { anyOrder: flaws.includes('deliver-out-of-order'), keepsCopies: flaws.includes('no-de-duplication') },
    queue: [],
    isLoading: false,
    load: (stable as { readonly load: number } | undefined)?.load ?? 0,
    life: null,
    waiting: [],
    busy: {},
    lanes: {},
    pieces: {},
    done: [],
  };
}

function enqueue(context: BrowserContext, { operation }: Of<'ask'>): Outcome {
  return [{ ...context, queue: [...context.queue, operation] }, []];
}

function begin(context: BrowserContext): Outcome {
  const [operation, ...queue] = context.queue;
  if (operation === undefined) return [context, []];
  const load = context.load + 1;
  const empty = { life: null, waiting: [0], busy: {}, lanes: {}, pieces: {}, done: [] };
  const [next, effects] = request({ ...context, ...empty, queue, isLoading: true, load });
  const begun = [stepping('role', { role: 'loading' }), stepping('discover', { load, resources: [0] })];
  return [next, [{ type: 'invoke', params: operation }, ...begun, ...effects]];
}

/** Asks for whatever may be asked for now. */
function request(context: BrowserContext): Outcome {
  const { version, waiting, load, connections, busy } = context;
  if (waiting.length === 0) return [context, []];
  if (version !== 'http1') return send({ ...context, waiting: [] }, { load, connection: 1, resources: waiting });
  const free = Array.from({ length: connections }, (_, index) => index + 1).find((one) => busy[one] === undefined);
  const [resource, ...others] = waiting;
  if (free === undefined || resource === undefined) return [context, []];
  const taken = { ...context, waiting: others, busy: { ...busy, [free]: resource } };
  const [asked, effects] = send(taken, { load, connection: free, resources: [resource] });
  const [next, more] = request(asked);
  return [next, [...effects, ...more]];
}

function send(context: BrowserContext, get: Get): Outcome {
  const said = stepping('ask', { load: get.load, connection: get.connection, resources: get.resources });
  return [context, [said, ...asking(context, get)]];
}

function asking({ server, timeout }: BrowserContext, get: Get): readonly Effect[] {
  const timer = ringing({ type: 'askAgain', get } as Of<'askAgain'>, timerOf(get.resources), timeout);
  return [sending(server, 'Get', get), timer];
}

function askAgain(context: BrowserContext, { get }: Of<'askAgain'>): Outcome {
  return [context, get.load === context.load && context.isLoading ? asking(context, get) : []];
}

function hear(context: BrowserContext, { payload }: Of<'Got'>): Outcome {
  if (payload.load !== context.load || !isOfPage(context, payload.life)) return [context, []];
  return [{ ...context, life: payload.life }, [cancelling(timerOf(payload.resources))]];
}

function isOfPage(context: BrowserContext, life: number): boolean {
  return context.life === null || context.life === life;
}

/** A packet: always acknowledged; delivered, held back, or thrown away as a copy. */
function take(context: BrowserContext, { from, payload }: Of<'Data'>): Outcome {
  const { load, life, lane: name, seq, resource, index } = payload;
  const ack = sending(from, 'Ack', { load, life, lane: name, seq });
  if (load !== context.load || !context.isLoading) return [context, [ack]];
  if (!isOfPage(context, life)) return [context, []];
  const before = context.lanes[name] ?? NEW_LANE;
  const { lane, delivered, fate } = arrive(before, payload, context.rules);
  const held =
    fate === 'held' ? [stepping('holdBack', { load, resource, index, lane: name, missing: before.next })] : [];
  const copy = fate === 'copy' ? [stepping('copy', { load, resource, index })] : [];
  const [next, effects] = deliver({ ...context, life, lanes: { ...context.lanes, [name]: lane } }, delivered);
  return [next, [ack, ...held, ...copy, ...effects]];
}

function deliver(context: BrowserContext, delivered: readonly Data[]): Outcome {
  const [data, ...others] = delivered;
  if (data === undefined) return [context, []];
  const { load, resource, index, of } = data;
  const pieces = (context.pieces[resource] ?? 0) + 1;
  const counted = { ...context, pieces: { ...context.pieces, [resource]: pieces } };
  const whole = pieces >= of && !context.done.includes(resource);
  const [after, effects] = whole ? complete(counted, resource, of) : [counted, []];
  const [next, more] = deliver(after, others);
  return [next, [stepping('use', { load, resource, index }), ...effects, ...more]];
}

/** The document names the others; any other resource frees its connection. */
function complete(context: BrowserContext, resource: number, of: number): Outcome {
  const { load } = context;
  const said = stepping('done', { load, resource, of });
  const named = resource === 0 ? Array.from({ length: context.resources }, (_, index) => index + 1) : [];
  const found = named.length > 0 ? [stepping('discover', { load, resources: named })] : [];
  const busy = Object.fromEntries(Object.entries(context.busy).filter(([, other]) => other !== resource));
  const freed = { ...context, busy, done: [...context.done, resource], waiting: [...context.waiting, ...named] };
  const [next, effects] = request(freed);
  return [next, [said, ...found, ...effects]];
}

function finish(context: BrowserContext): Outcome {
  const respond: Effect = { type: 'respond', params: { result: `${context.done.length} resources`, status: 'ok' } };
  return [{ ...context, isLoading: false, lanes: {} }, [respond, stepping('role', { role: 'still' })]];
}

/** Silence: whatever is at the other end, it sends nothing any more. */
function giveUp(context: BrowserContext): Outcome {
  const respond: Effect = { type: 'respond', params: { result: null, status: 'fail' } };
  const said = stepping('giveUp', { load: context.load, done: context.done.length });
  return [{ ...context, isLoading: false, lanes: {} }, [said, respond, stepping('role', { role: 'still' })]];
}

function isLoaded({ done, resources }: BrowserContext): boolean {
  return done.length > resources;
}

/** No resource is asked for in two requests. */
function timerOf(resources: readonly number[]): string {
  return `ask/${resources[0]}`;
}

const chart = setup({
  types: {} as { context: BrowserContext; events: BrowserEvent; input: ProcessInput },
  delays: { patience: ({ context }) => PATIENCE * context.timeout },
  guards: {
    hasNext: ({ context }) => context.queue.length > 0,
    isLoaded: ({ context }) => isLoaded(context),
  },
  actions: {
    announce: acting((context: BrowserContext): Outcome => [context, [stepping('role', { role: 'still' })]]),
    enqueue: acting(enqueue),
    begin: acting(begin),
    giveUp: acting(giveUp),
    askAgain: acting(askAgain),
    hear: acting(hear),
    take: acting(take),
    finish: acting(finish),
  },
});

export const browser = chart.createMachine({
  id: 'browser',
  context: ({ input }) => createContext(input),
  entry: 'announce',
  initial: 'still',
  on: {
    ask: { actions: 'enqueue' },
    askAgain: { actions: 'askAgain' },
    Got: { actions: 'hear' },
    Data: { actions: 'take' },
  },
  states: {
    still: { always: { guard: 'hasNext', target: 'loading', actions: 'begin' } },
    loading: {
      always: { guard: 'isLoaded', target: 'still', actions: 'finish' },
      after: { patience: { target: 'still', actions: 'giveUp' } },
      on: { Data: { target: 'loading', reenter: true, actions: 'take' } },
    },
  },
});
