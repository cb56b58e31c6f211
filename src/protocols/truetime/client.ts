/** A client: one request at a time, to the server that keeps the key, given up where no answer comes. */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { type Asked, type ClientEvent, ownerOf, type Replied } from './messages.ts';

type Operation = Asked['operation'];

interface ClientContext {
  readonly servers: readonly ProcessId[];
  readonly patience: number;
  readonly queue: readonly Operation[];
  readonly waiting: boolean;
  /** Requests so far; survives a crash, or a new one could be taken for an old one. */
  readonly request: number;
}
type Outcome = readonly [ClientContext, readonly Effect[]];

function createContext({ processes, options, stable }: ProcessInput): ClientContext {
  const request = (stable as { readonly request: number } | undefined)?.request ?? 0;
  return { servers: processes, patience: options.patience as number, queue: [], waiting: false, request };
}

export function clientStable(context: unknown): { readonly request: number } {
  return { request: (context as ClientContext).request };
}

function enqueue(context: ClientContext, { operation }: Asked): Outcome {
  return [{ ...context, queue: [...context.queue, operation] }, []];
}

function begin(context: ClientContext): Outcome {
  const [operation, ...queue] = context.queue;
  if (operation === undefined) return [{ ...context, waiting: false }, []];
  const request = context.request + 1;
  const { op, key, value = null } = operation;
  const to = ownerOf(key, context.servers);
  return [
    { ...context, queue, request, waiting: true },
    [
      { type: 'invoke', params: operation },
      { type: 'send', params: { to, type: 'Request', payload: { request, op, key, value } } },
    ],
  ];
}

function finish(context: ClientContext, { payload }: Replied): Outcome {
  const [next, effects] = begin(context);
  return [next, [{ type: 'respond', params: { result: payload.result, status: 'ok' } }, ...effects]];
}

const chart = setup({
  types: {} as { context: ClientContext; events: ClientEvent; input: ProcessInput },
  delays: { patience: ({ context }) => context.patience },
  guards: {
    isAnswer: ({ context, event }) => event.type === 'Reply' && event.payload.request === context.request,
    isIdle: ({ context }) => !context.waiting,
  },
  actions: { enqueue: acting(enqueue), begin: acting(begin), finish: acting(finish) },
});

export const truetimeClient = chart.createMachine({
  id: 'client',
  context: ({ input }) => createContext(input),
  initial: 'idle',
  states: {
    idle: { on: { ask: { target: 'waiting', actions: ['enqueue', 'begin'] } } },
    waiting: {
      always: { guard: 'isIdle', target: 'idle' },
      after: { patience: { target: 'waiting', reenter: true, actions: 'begin' } },
      on: {
        ask: { actions: 'enqueue' },
        Reply: { guard: 'isAnswer', target: 'waiting', reenter: true, actions: 'finish' },
      },
    },
  },
});
