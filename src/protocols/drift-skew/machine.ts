/** One state: it runs, and its timer makes it look at its clock. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import { createContext, type DriftContext, type DriftEvent, look } from './state.ts';

const chart = setup({
  types: {} as { context: DriftContext; events: DriftEvent; input: ProcessInput },
  delays: { interval: ({ context }) => context.interval },
  actions: { look: acting(look) },
});

export const driftProcess = chart.createMachine({
  id: 'drift-skew',
  context: ({ input }) => createContext(input),
  initial: 'running',
  states: {
    running: { after: { interval: { target: 'running', reenter: true, actions: 'look' } } },
  },
});

/** Nobody asks for anything here. */
export const driftClient = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
