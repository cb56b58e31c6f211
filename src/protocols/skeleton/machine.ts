/**
 * One process as a statechart: roles are its states, timers are `after`, what it does are named actions.
 * Guards and targets stand here, arithmetic in `state.ts`. The statechart view draws this very machine.
 */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { PingEvent } from './messages.ts';
import { answer, createContext, endsRound, type Outcome, type PingContext, ping, rest, step } from './state.ts';

const chart = setup({
  types: {} as { context: PingContext; events: PingEvent; input: ProcessInput },
  // Local µs: the kernel turns them into true time through the process's own clock.
  // A delay that is a matter of chance is drawn by address: `drawWithin(seed, `${id}/interval/${round}`, range)`.
  delays: { interval: ({ context }) => context.interval },
  guards: { endsRound: ({ context, event }) => endsRound(context, event) },
  actions: {
    announce: acting(
      (context: PingContext): Outcome => [context, [step('role', { role: 'resting', round: context.round })]],
    ),
    ping: acting(ping),
    answer: acting(answer),
    rest: acting(rest),
  },
});

export const skeletonProcess = chart.createMachine({
  id: 'skeleton',
  context: ({ input }) => createContext(input),
  initial: { target: 'resting', actions: 'announce' },
  // Whatever it waits for, a process answers.
  on: { Ping: { actions: 'answer' } },
  states: {
    resting: {
      after: { interval: { target: 'waiting', actions: 'ping' } },
    },
    waiting: {
      on: { Pong: { guard: 'endsRound', target: 'resting', actions: 'rest' } },
      // No answer in time: the round is given up for the next one.
      after: { interval: { target: 'waiting', reenter: true, actions: 'ping' } },
    },
  },
});
