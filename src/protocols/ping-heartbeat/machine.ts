/** A detector as a statechart: it speaks every period; whom it suspects decides which of two states it is in. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { DetectorEvent } from './messages.ts';
import {
  answer,
  begin,
  createContext,
  type DetectorContext,
  hear,
  settle,
  speak,
  suspect,
  suspectsOf,
} from './state.ts';

const chart = setup({
  types: {} as { context: DetectorContext; events: DetectorEvent; input: ProcessInput },
  delays: { period: ({ context }) => (context.round === 0 ? context.phase : context.period) },
  guards: {
    suspectsAny: ({ context }) => suspectsOf(context).length > 0,
    suspectsNobody: ({ context }) => suspectsOf(context).length === 0,
  },
  actions: {
    begin: acting(begin),
    speak: acting(speak),
    answer: acting(answer),
    hear: acting(hear),
    settle: acting(settle),
    suspect: acting(suspect),
  },
});

export const detector = chart.createMachine({
  id: 'detector',
  context: ({ input }) => createContext(input),
  type: 'parallel',
  states: {
    // Two things at once: it speaks at its own pace, and it holds an opinion of the others.
    voice: {
      initial: 'resting',
      states: {
        resting: { after: { period: { target: 'resting', reenter: true, actions: 'speak' } } },
      },
    },
    opinion: {
      initial: 'trusting',
      entry: 'begin',
      on: {
        Ping: { actions: 'answer' },
        Heartbeat: { actions: 'hear' },
        Pong: { actions: 'settle' },
        timeout: { actions: 'suspect' },
      },
      states: {
        trusting: { always: { guard: 'suspectsAny', target: 'suspecting' } },
        suspecting: { always: { guard: 'suspectsNobody', target: 'trusting' } },
      },
    },
  },
});

/** Nobody asks anything of detectors. */
export const detectorClient = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
