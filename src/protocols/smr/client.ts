/** A client: one command at a time, to its replica; where no answer comes it asks the next one for the same. */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { Asked, ClientEvent, Command, Replied } from './messages.ts';

type Operation = Asked['operation'];

interface ClientContext {
  readonly id: ProcessId;
  readonly replicas: readonly ProcessId[];
  readonly requestTimeout: number;
  readonly maxTries: number;
  readonly queue: readonly Operation[];
  readonly current: Command | null;
  /** Survives a crash: a number is never used for two commands. */
  readonly request: number;
  /** Position in `replicas` of the one that is asked. */
  readonly turn: number;
  readonly tries: number;
}
type Outcome = readonly [ClientContext, readonly Effect[]];

function createContext({ id, processes, clients, options, stable }: ProcessInput): ClientContext {
  return {
    id,
    replicas: processes,
    // `index.ts` declares their kinds.
    requestTimeout: options.requestTimeout as number,
    maxTries: options.maxTries as number,
    queue: [],
    current: null,
    request: (stable as { readonly request: number } | undefined)?.request ?? 0,
    turn: clients.indexOf(id) % processes.length,
    tries: 0,
  };
}

export function stableClient(context: unknown): { readonly request: number } {
  return { request: (context as ClientContext).request };
}

function enqueue(context: ClientContext, { operation }: Asked): Outcome {
  return [{ ...context, queue: [...context.queue, operation] }, []];
}

function begin(context: ClientContext): Outcome {
  const [operation, ...queue] = context.queue;
  if (operation === undefined) return [{ ...context, current: null }, []];
  const request = context.request + 1;
  const { op, key, value = null } = operation;
  const current: Command = { client: context.id, request, op, key, value };
  const next = { ...context, queue, request, current, tries: 1 };
  return [next, [{ type: 'invoke', params: operation }, ...asking(next)]];
}

function retry(context: ClientContext): Outcome {
  const next = { ...context, turn: (context.turn + 1) % context.replicas.length, tries: context.tries + 1 };
  return [next, asking(next)];
}

/** Whether it takes effect, now or later, stays unknown. */
function giveUp(context: ClientContext): Outcome {
  const [next, effects] = begin(context);
  const told: Effect = { type: 'step', params: { name: 'give-up', detail: { request: context.request } } };
  return [next, [told, ...effects]];
}

function finish(context: ClientContext, { payload }: Replied): Outcome {
  const [next, effects] = begin(context);
  return [next, [{ type: 'respond', params: { result: payload.result, status: 'ok' } }, ...effects]];
}

function asking({ replicas, turn, current }: ClientContext): readonly Effect[] {
  if (current === null) return [];
  return [{ type: 'send', params: { to: replicas[turn] ?? '', type: 'Request', payload: current } }];
}

const chart = setup({
  types: {} as { context: ClientContext; events: ClientEvent; input: ProcessInput },
  delays: { requestTimeout: ({ context }) => context.requestTimeout },
  guards: {
    isAnswer: ({ context, event }) => event.type === 'Reply' && event.payload.request === context.request,
    isIdle: ({ context }) => context.current === null,
    lastTry: ({ context }) => context.tries >= context.maxTries,
  },
  actions: {
    enqueue: acting(enqueue),
    begin: acting(begin),
    retry: acting(retry),
    giveUp: acting(giveUp),
    finish: acting(finish),
  },
});

export const smrClient = chart.createMachine({
  id: 'client',
  context: ({ input }) => createContext(input),
  initial: 'idle',
  states: {
    idle: { on: { ask: { target: 'waiting', actions: ['enqueue', 'begin'] } } },
    waiting: {
      always: { guard: 'isIdle', target: 'idle' },
      after: {
        requestTimeout: [
          { guard: 'lastTry', target: 'waiting', reenter: true, actions: 'giveUp' },
          { target: 'waiting', reenter: true, actions: 'retry' },
        ],
      },
      on: {
        ask: { actions: 'enqueue' },
        Reply: { guard: 'isAnswer', target: 'waiting', reenter: true, actions: 'finish' },
      },
    },
  },
});
