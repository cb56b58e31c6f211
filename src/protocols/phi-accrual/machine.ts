/** An accrual detector as a statechart: it speaks, it looks at the levels of suspicion, and it holds an opinion. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { AccrualEvent } from './messages.ts';
import { type AccrualContext, beat, begin, check, createContext, hear, suspectsOf } from './state.ts';

const chart = setup({
  types: {} as { context: AccrualContext; events: AccrualEvent; input: ProcessInput },
  delays: {
    period: ({ context }) => (context.sent === 0 ? context.phase : context.settings.period),
    check: ({ context }) => context.settings.check,
  },
  guards: {
    suspectsAny: ({ context }) => suspectsOf(context).length > 0,
    suspectsNobody: ({ context }) => suspectsOf(context).length === 0,
  },
  actions: {
    begin: acting(begin),
    beat: acting(beat),
    hear: acting(hear),
    check: acting(check),
  },
});

export const accrualDetector = chart.createMachine({
  id: 'accrual',
  context: ({ input }) => createContext(input),
  type: 'parallel',
  states: {
    voice: {
      initial: 'resting',
      states: { resting: { after: { period: { target: 'resting', reenter: true, actions: 'beat' } } } },
    },
    watch: {
      initial: 'watching',
      states: { watching: { after: { check: { target: 'watching', reenter: true, actions: 'check' } } } },
    },
    opinion: {
      initial: 'trusting',
      entry: 'begin',
      on: { Heartbeat: { actions: 'hear' } },
      states: {
        trusting: { always: { guard: 'suspectsAny', target: 'suspecting' } },
        suspecting: { always: { guard: 'suspectsNobody', target: 'trusting' } },
      },
    },
  },
});

/** Nobody asks anything of detectors. */
export const accrualClient = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
