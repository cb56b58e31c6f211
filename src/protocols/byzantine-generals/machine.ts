/** A general as a statechart: it commands or listens, round after round, and decides when the last has ended. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { GeneralEvent } from './messages.ts';
import {
  commands,
  createContext,
  decide,
  type GeneralContext,
  hear,
  listen,
  type Outcome,
  order,
  relay,
} from './state.ts';

const chart = setup({
  types: {} as { context: GeneralContext; events: GeneralEvent; input: ProcessInput },
  delays: { round: ({ context }) => context.roundLength },
  guards: {
    // One that has been down has lost the tree and can only look on.
    cameBack: ({ context }) => context.cameBack,
    commands: ({ context }) => commands(context),
    lastRound: ({ context }) => context.round === context.depth,
  },
  actions: {
    order: acting(order),
    listen: acting(listen),
    hear: acting(hear),
    relay: acting(relay),
    decide: acting(decide),
    lookOn: acting(
      (context: GeneralContext): Outcome => [
        context,
        [{ type: 'step', params: { name: 'role', detail: { role: 'absent', round: 0 } } }],
      ],
    ),
  },
});

export const general = chart.createMachine({
  id: 'general',
  context: ({ input }) => createContext(input),
  initial: 'waking',
  states: {
    waking: {
      always: [
        { guard: 'cameBack', target: 'absent', actions: 'lookOn' },
        { guard: 'commands', target: 'commander', actions: 'order' },
        { target: 'lieutenant', actions: 'listen' },
      ],
    },
    commander: {
      after: {
        round: [
          { guard: 'lastRound', target: 'decided', actions: 'decide' },
          { target: 'commander', reenter: true, actions: 'relay' },
        ],
      },
    },
    lieutenant: {
      on: { Order: { actions: 'hear' }, Relay: { actions: 'hear' } },
      after: {
        round: [
          { guard: 'lastRound', target: 'decided', actions: 'decide' },
          { target: 'lieutenant', reenter: true, actions: 'relay' },
        ],
      },
    },
    decided: {
      on: { Order: { actions: 'hear' }, Relay: { actions: 'hear' } },
    },
    absent: {},
  },
});
