/** One state: it runs, and its timer makes it look at its clock and tell a neighbour. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import { createContext, type DriftContext, type DriftEvent, hear, look } from './state.ts';

const chart = setup({
  types: {} as { context: DriftContext; events: DriftEvent; input: ProcessInput },
  delays: { interval: ({ context }) => context.interval },
  actions: { look: acting(look), hear: acting(hear) },
});

export const driftProcess = chart.createMachine({
  id: 'drift-skew',
  context: ({ input }) => createContext(input),
  initial: 'running',
  states: {
    running: {
      after: { interval: { target: 'running', reenter: true, actions: 'look' } },
      on: { Tell: { actions: 'hear' } },
    },
  },
});

/** Nobody asks for anything here. */
export const driftClient = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
