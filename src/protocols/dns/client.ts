/** A client: it reads names through its resolver, and may change them at the authority. One thing at a time. */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { AUTHORITY, isResolver } from './cast.ts';
import { sending, stepping } from './effects.ts';
import type { ClientEvent } from './messages.ts';

/** A client is as patient as so many timeouts of its resolver: a walk has three steps, each may be tried three times. */
const PATIENCE = 4;

type Of<Type extends ClientEvent['type']> = Extract<ClientEvent, { type: Type }>;
type Asked = Of<'ask'>['operation'];

export interface ClientContext {
  readonly id: ProcessId;
  readonly resolver: ProcessId;
  readonly queue: readonly Asked[];
  readonly current: Asked | null;
  /** Survives a crash: the authority tells a new change from an old one by it. */
  readonly request: number;
  /** Local µs. */
  readonly patience: number;
  readonly asksOnce: boolean;
}

type Outcome = readonly [ClientContext, readonly Effect[]];

function createContext({ id, processes, clients, options, flaws, stable }: ProcessInput): ClientContext {
  const resolvers = processes.filter(isResolver);
  return {
    id,
    resolver: resolvers[clients.indexOf(id) % resolvers.length] ?? '',
    queue: [],
    current: null,
    request: (stable as { readonly request: number } | undefined)?.request ?? 0,
    patience: PATIENCE * (options.timeout as number), // `options.ts` declares it as a duration
    asksOnce: flaws.includes('ask-once'),
  };
}

function enqueue(context: ClientContext, { operation }: Of<'ask'>): Outcome {
  return [{ ...context, queue: [...context.queue, operation] }, []];
}

function begin(context: ClientContext): Outcome {
  const [current, ...queue] = context.queue;
  if (current === undefined) return [context, []];
  const next = { ...context, queue, current, request: context.request + 1 };
  return [next, [{ type: 'invoke', params: current }, stepping('role', { role: 'asking' }), ...asking(next)]];
}

function asking({ current, request, resolver }: ClientContext): readonly Effect[] {
  if (current === null) return [];
  const { op, key: name, value = '' } = current;
  return op === 'read'
    ? [sending(resolver, 'Lookup', { request, name })]
    : [sending(AUTHORITY, 'Update', { request, name, value })];
}

function repeat(context: ClientContext): Outcome {
  return [context, asking(context)];
}

function finish(context: ClientContext, event: Of<'Result'> | Of<'Updated'>): Outcome {
  const failed = event.type === 'Result' && event.payload.status === 'failed';
  const result = event.type === 'Result' ? event.payload.value : null;
  const respond: Effect = { type: 'respond', params: { result, status: failed ? 'fail' : 'ok' } };
  return [{ ...context, current: null }, [respond, stepping('role', { role: 'quiet' })]];
}

const chart = setup({
  types: {} as { context: ClientContext; events: ClientEvent; input: ProcessInput },
  delays: { patience: ({ context }) => context.patience },
  guards: {
    hasNext: ({ context }) => context.queue.length > 0,
    asksAgain: ({ context }) => !context.asksOnce,
    isAwaited: ({ context, event }) =>
      (event.type === 'Result' || event.type === 'Updated') &&
      (event as Of<'Result' | 'Updated'>).payload.request === context.request, // an `ask` may have any field
  },
  actions: {
    announce: acting((context: ClientContext): Outcome => [context, [stepping('role', { role: 'quiet' })]]),
    enqueue: acting(enqueue),
    begin: acting(begin),
    repeat: acting(repeat),
    finish: acting(finish),
  },
});

export const dnsClient = chart.createMachine({
  id: 'client',
  context: ({ input }) => createContext(input),
  entry: 'announce',
  initial: 'quiet',
  on: { ask: { actions: 'enqueue' } },
  states: {
    quiet: { always: { guard: 'hasNext', target: 'asking', actions: 'begin' } },
    asking: {
      after: { patience: { guard: 'asksAgain', target: 'asking', reenter: true, actions: 'repeat' } },
      on: {
        Result: { guard: 'isAwaited', target: 'quiet', actions: 'finish' },
        Updated: { guard: 'isAwaited', target: 'quiet', actions: 'finish' },
      },
    },
  },
});
