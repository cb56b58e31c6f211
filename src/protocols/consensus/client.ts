/** A client wants one value in the register, and is told which one is there. It asks another proposer where none answers. */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { those } from './cast.ts';
import { sending, stepping } from './effects.ts';
import type { ClientEvent, Replied, Wanted } from './messages.ts';

type Operation = Wanted['operation'];

interface ClientContext {
  readonly part: 'client';
  readonly proposers: readonly ProcessId[];
  readonly requestTimeout: number;
  readonly maxTries: number;
  readonly queue: readonly Operation[];
  /** The value under way; null: none. */
  readonly value: string | null;
  /** Survives a crash, for replies name it. */
  readonly request: number;
  /** Position in `proposers` of the one that is asked. */
  readonly turn: number;
  readonly tries: number;
}
type Outcome = readonly [ClientContext, readonly Effect[]];

function createContext({ id, processes, clients, options, stable }: ProcessInput): ClientContext {
  const proposers = those('proposer', processes);
  return {
    part: 'client',
    proposers,
    // `options.ts` declares their kinds.
    requestTimeout: options.requestTimeout as number,
    maxTries: options.maxTries as number,
    queue: [],
    value: null,
    request: (stable as { readonly request: number } | undefined)?.request ?? 0,
    turn: clients.indexOf(id) % proposers.length,
    tries: 0,
  };
}

export function stableClient({ request }: ClientContext): { readonly request: number } {
  return { request };
}

function enqueue(context: ClientContext, { operation }: Wanted): Outcome {
  return [{ ...context, queue: [...context.queue, operation] }, []];
}

function begin(context: ClientContext): Outcome {
  const [operation, ...queue] = context.queue;
  if (operation === undefined) return [{ ...context, value: null }, []];
  const next = { ...context, queue, value: operation.value ?? '', request: context.request + 1, tries: 1 };
  return [next, [{ type: 'invoke', params: operation }, asking(next)]];
}

function retry(context: ClientContext): Outcome {
  const next = { ...context, turn: (context.turn + 1) % context.proposers.length, tries: context.tries + 1 };
  return [next, [asking(next)]];
}

/** Whether its value is the one stays unknown. */
function giveUp(context: ClientContext): Outcome {
  const [next, effects] = begin(context);
  return [next, [stepping('give-up', { request: context.request }), ...effects]];
}

function finish(context: ClientContext, { payload }: Replied): Outcome {
  const [next, effects] = begin(context);
  return [next, [{ type: 'respond', params: { result: payload.value, status: 'ok' } }, ...effects]];
}

function asking({ proposers, turn, request, value }: ClientContext): Effect {
  return sending(proposers[turn] ?? '', 'Request', { request, value });
}

const chart = setup({
  types: {} as { context: ClientContext; events: ClientEvent; input: ProcessInput },
  delays: { requestTimeout: ({ context }) => context.requestTimeout },
  guards: {
    isAnswer: ({ context, event }) => event.type === 'Reply' && event.payload.request === context.request,
    isIdle: ({ context }) => context.value === null,
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

export const consensusClient = chart.createMachine({
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
