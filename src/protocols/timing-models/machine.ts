/** The asker rests, waits, and waits no longer than the timeout; the answerer answers. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { TimingEvent } from './messages.ts';
import {
  answer,
  ask,
  asks,
  createContext,
  isAwaited,
  type Outcome,
  regret,
  suspect,
  type TimingContext,
  trust,
} from './state.ts';

const role = (name: string) =>
  acting(
    (context: TimingContext): Outcome => [
      context,
      [
        {
          type: 'step',
          params: { name: 'role', detail: { role: name, round: context.answered + context.suspicions } },
        },
      ],
    ],
  );

const chart = setup({
  types: {} as { context: TimingContext; events: TimingEvent; input: ProcessInput },
  delays: { interval: ({ context }) => context.interval, timeout: ({ context }) => context.timeout },
  guards: {
    asks: ({ context }) => asks(context),
    isAwaited: ({ context, event }) => isAwaited(context, event),
  },
  actions: {
    ask: acting(ask),
    answer: acting(answer),
    trust: acting(trust),
    suspect: acting(suspect),
    regret: acting(regret),
    sayResting: role('resting'),
    sayWaiting: role('waiting'),
    saySuspecting: role('suspecting'),
    sayAnswering: role('answering'),
  },
});

export const timingProcess = chart.createMachine({
  id: 'timing',
  context: ({ input }) => createContext(input),
  initial: 'starting',
  states: {
    starting: {
      always: [
        { guard: 'asks', target: 'resting', actions: 'sayResting' },
        { target: 'answering', actions: 'sayAnswering' },
      ],
    },
    answering: { on: { Request: { actions: 'answer' } } },
    resting: {
      on: { Reply: { actions: 'regret' } },
      after: { interval: { target: 'waiting', actions: ['sayWaiting', 'ask'] } },
    },
    waiting: {
      on: { Reply: { guard: 'isAwaited', target: 'resting', actions: ['trust', 'sayResting'] } },
      after: { timeout: { target: 'suspecting', actions: ['saySuspecting', 'suspect'] } },
    },
    suspecting: {
      on: { Reply: { actions: 'regret' } },
      after: { interval: { target: 'waiting', actions: ['sayWaiting', 'ask'] } },
    },
  },
});

/** Nobody asks anything: a client only sits there. */
export const onlooker = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
