/** One state: job after job. Questions for the time come and go meanwhile. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { MeasureEvent } from './messages.ts';
import { ask, correct, createContext, isAwaited, type MeasureContext, measure, tell, wake } from './state.ts';

const chart = setup({
  types: {} as { context: MeasureContext; events: MeasureEvent; input: ProcessInput },
  delays: { job: ({ context }) => context.job },
  guards: { isAwaited: ({ context, event }) => event.type === 'Tell' && isAwaited(context, event) },
  actions: {
    wake: acting(wake),
    measure: acting(measure),
    ask: acting(ask),
    tell: acting(tell),
    correct: acting(correct),
  },
});

export const measureProcess = chart.createMachine({
  id: 'monotonic',
  context: ({ input }) => createContext(input),
  entry: 'wake',
  on: {
    poll: { actions: 'ask' },
    Ask: { actions: 'tell' },
    Tell: { guard: 'isAwaited', actions: 'correct' },
  },
  initial: 'working',
  states: {
    working: { after: { job: { target: 'working', reenter: true, actions: 'measure' } } },
  },
});

/** Nobody asks for anything from outside. */
export const measureClient = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
