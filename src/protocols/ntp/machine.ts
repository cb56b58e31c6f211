/** One chart for both parts: a server answers one question after the other, a client asks, listens and corrects. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { NtpEvent } from './messages.ts';
import {
  announce,
  answer,
  ask,
  createContext,
  endSlew,
  exchange,
  isAwaited,
  isLast,
  isServer,
  type NtpContext,
  settle,
  takeIn,
} from './state.ts';

const chart = setup({
  types: {} as { context: NtpContext; events: NtpEvent; input: ProcessInput },
  delays: {
    poll: ({ context }) => context.options.poll,
    patience: ({ context }) => context.options.patience,
    processing: ({ context }) => context.options.processing,
  },
  guards: {
    isServer: ({ context }) => isServer(context),
    hasMore: ({ context }) => context.queue.length > 1,
    isLast: ({ context, event }) => event.type === 'Tell' && isLast(context, event),
    isAwaited: ({ context, event }) => event.type === 'Tell' && isAwaited(context, event),
  },
  actions: {
    announceServing: acting((context: NtpContext) => announce(context, 'serving')),
    announceWorking: acting((context: NtpContext) => announce(context, 'working')),
    announceResting: acting((context: NtpContext) => announce(context, 'resting')),
    announceAsking: acting((context: NtpContext) => announce(context, 'asking')),
    takeIn: acting(takeIn),
    answer: acting(answer),
    ask: acting(ask),
    exchange: acting(exchange),
    settle: acting(settle),
    endSlew: acting(endSlew),
  },
});

export const ntpProcess = chart.createMachine({
  id: 'ntp',
  context: ({ input }) => createContext(input),
  initial: 'starting',
  // A slew goes on while the next round begins.
  on: { slewEnd: { actions: 'endSlew' } },
  states: {
    starting: { always: [{ guard: 'isServer', target: 'serving' }, { target: 'resting' }] },
    serving: {
      entry: 'announceServing',
      on: { Ask: { target: 'working', actions: 'takeIn' } },
    },
    working: {
      entry: 'announceWorking',
      on: { Ask: { actions: 'takeIn' } },
      after: {
        processing: [
          { guard: 'hasMore', target: 'working', reenter: true, actions: 'answer' },
          { target: 'serving', actions: 'answer' },
        ],
      },
    },
    resting: {
      entry: 'announceResting',
      after: { poll: { target: 'asking', actions: 'ask' } },
    },
    asking: {
      entry: 'announceAsking',
      on: {
        Tell: [
          { guard: 'isLast', target: 'resting', actions: ['exchange', 'settle'] },
          { guard: 'isAwaited', actions: 'exchange' },
        ],
      },
      after: { patience: { target: 'resting', actions: 'settle' } },
    },
  },
});

/** Nobody asks for anything from outside. */
export const ntpClient = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
