/** A client: one request at a time, always to the same replica, given up where no answer comes. */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { Asked, ClientEvent, Replied } from './messages.ts';

type Operation = Asked['operation'];

/** Kept over a crash: a request is never numbered twice, and what was seen is never forgotten. */
export interface ClientStable {
  readonly request: number;
  readonly seen: number;
}

interface ClientContext extends ClientStable {
  readonly replica: ProcessId;
  readonly patience: number;
  readonly queue: readonly Operation[];
  readonly waiting: boolean;
}
type Outcome = readonly [ClientContext, readonly Effect[]];

function createContext({ id, processes, clients, options, stable }: ProcessInput): ClientContext {
  const kept = stable as ClientStable | undefined; // what `clientStable` gave
  return {
    replica: processes[clients.indexOf(id) % processes.length] ?? '',
    patience: options.patience as number,
    queue: [],
    waiting: false,
    request: kept?.request ?? 0,
    seen: kept?.seen ?? 0,
  };
}

export function clientStable(context: unknown): ClientStable {
  const { request, seen } = context as ClientContext;
  return { request, seen };
}

function enqueue(context: ClientContext, { operation }: Asked): Outcome {
  return [{ ...context, queue: [...context.queue, operation] }, []];
}

function begin(context: ClientContext): Outcome {
  const [operation, ...queue] = context.queue;
  if (operation === undefined) return [{ ...context, waiting: false }, []];
  const request = context.request + 1;
  const { op, key, value = null } = operation;
  const payload = { seen: context.seen, request, op, key, value };
  return [
    { ...context, queue, request, waiting: true },
    [
      { type: 'invoke', params: operation },
      { type: 'send', params: { to: context.replica, type: 'Request', payload } },
    ],
  ];
}

/** What the replica has seen the client has seen: its next request carries it on (§ Lamport 1978, rule 2). */
function finish(context: ClientContext, { payload }: Replied): Outcome {
  const [next, effects] = begin({ ...context, seen: Math.max(context.seen, payload.seen) });
  return [next, [{ type: 'respond', params: { result: payload.result, status: 'ok' } }, ...effects]];
}

/** Too late to be an answer, but heard all the same. */
function overhear(context: ClientContext, { payload }: Replied): Outcome {
  return payload.seen > context.seen ? [{ ...context, seen: payload.seen }, []] : [context, []];
}

const chart = setup({
  types: {} as { context: ClientContext; events: ClientEvent; input: ProcessInput },
  delays: { patience: ({ context }) => context.patience },
  guards: {
    isAnswer: ({ context, event }) => event.type === 'Reply' && event.payload.request === context.request,
    isIdle: ({ context }) => !context.waiting,
  },
  actions: {
    enqueue: acting(enqueue),
    begin: acting(begin),
    finish: acting(finish),
    overhear: acting(overhear),
  },
});

export const lwwClient = chart.createMachine({
  id: 'client',
  context: ({ input }) => createContext(input),
  initial: 'idle',
  on: { Reply: { actions: 'overhear' } },
  states: {
    idle: { on: { ask: { target: 'waiting', actions: ['enqueue', 'begin'] } } },
    waiting: {
      always: { guard: 'isIdle', target: 'idle' },
      after: { patience: { target: 'waiting', reenter: true, actions: 'begin' } },
      on: {
        ask: { actions: 'enqueue' },
        Reply: [{ guard: 'isAnswer', target: 'waiting', reenter: true, actions: 'finish' }, { actions: 'overhear' }],
      },
    },
  },
});
