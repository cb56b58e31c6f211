/** The server counts and writes; the asker asks, and asks again until it is told. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import {
  add,
  askNext,
  type CounterContext,
  type CounterEvent,
  createContext,
  flush,
  hear,
  serves,
  wake,
} from './state.ts';

const chart = setup({
  types: {} as { context: CounterContext; events: CounterEvent; input: ProcessInput },
  delays: { interval: ({ context }) => context.interval, flush: ({ context }) => 5 * context.interval },
  guards: { serves: ({ context }) => serves(context) },
  actions: { wake: acting(wake), add: acting(add), flush: acting(flush), askNext: acting(askNext), hear: acting(hear) },
});

export const counterProcess = chart.createMachine({
  id: 'counter',
  context: ({ input }) => createContext(input),
  initial: 'starting',
  states: {
    starting: { always: [{ guard: 'serves', target: 'serving', actions: 'wake' }, { target: 'asking' }] },
    serving: {
      on: { Add: { actions: 'add' } },
      after: { flush: { target: 'serving', reenter: true, actions: 'flush' } },
    },
    asking: {
      on: { Added: { actions: 'hear' } },
      after: { interval: { target: 'asking', reenter: true, actions: 'askNext' } },
    },
  },
});

/** Nobody else asks anything: a client only sits there. */
export const onlooker = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
