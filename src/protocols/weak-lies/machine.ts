/** The asker rests and collects in turn; servers tell the time. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { TimeEvent } from './messages.ts';
import { ask, asks, createContext, settle, type TimeContext, tell, weigh } from './state.ts';

const chart = setup({
  types: {} as { context: TimeContext; events: TimeEvent; input: ProcessInput },
  delays: { interval: ({ context }) => context.interval, patience: ({ context }) => context.patience },
  guards: { asks: ({ context }) => asks(context) },
  actions: { ask: acting(ask), tell: acting(tell), weigh: acting(weigh), settle: acting(settle) },
});

export const timeProcess = chart.createMachine({
  id: 'weak-lies',
  context: ({ input }) => createContext(input),
  initial: 'starting',
  states: {
    starting: { always: [{ guard: 'asks', target: 'resting' }, { target: 'telling' }] },
    telling: { on: { Ask: { actions: 'tell' } } },
    resting: { after: { interval: { target: 'collecting', actions: 'ask' } } },
    collecting: {
      on: { Time: { actions: 'weigh' } },
      after: { patience: { target: 'resting', actions: 'settle' } },
    },
  },
});

/** Nobody else asks anything: a client only sits there. */
export const onlooker = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
