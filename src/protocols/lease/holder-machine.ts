/** A holder as a statechart: waiting, asking, holding; and while holding three things at once. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import {
  announceHolder,
  ask,
  askForMore,
  createHolder,
  extend,
  giveBack,
  type HolderContext,
  type HolderOutcome,
  heldLongEnough,
  isAnswer,
  isHint,
  isUsable,
  isValid,
  lose,
  retryDelay,
  takeHold,
  timeLeft,
  turn,
  wait,
} from './holder.ts';
import { begin, isForThis, looked, take, write } from './holder-work.ts';
import type { HolderEvent, Told } from './messages.ts';

/** Timers bring the clock's reading, as messages do: the protocol `readsClock`. */
const clockOf = (event: HolderEvent): Told => event;

const chart = setup({
  types: {} as { context: HolderContext; events: HolderEvent; input: ProcessInput },
  delays: {
    retry: ({ context }) => retryDelay(context),
    requestTimeout: ({ context }) => context.options.requestTimeout,
    validity: ({ context, event }) => Math.max(1, timeLeft(context, clockOf(event))),
    renewEvery: ({ context }) => context.options.renewEvery,
    interval: ({ context }) => context.options.interval,
    work: ({ context }) => context.options.work,
  },
  guards: {
    isUsable: ({ context, event }) => (event.type === 'Grant' || event.type === 'Renewed') && isUsable(context, event),
    isAnswer: ({ context, event }) => (event.type === 'Renewed' || event.type === 'Deny') && isAnswer(context, event),
    isHint: ({ context, event }) => event.type === 'Redirect' && isHint(context, event),
    isForThis: ({ context, event }) =>
      (event.type === 'Value' || event.type === 'Written') && isForThis(context, event),
    isFenced: ({ context, event }) =>
      (event.type === 'Value' || event.type === 'Written') &&
      isForThis(context, event) &&
      !event.payload.accepted &&
      context.options.check === 'token',
    isValid: ({ context, event }) => isValid(context, clockOf(event)),
    mayWrite: ({ context, event }) => !context.options.recheck || isValid(context, clockOf(event)),
    heldLongEnough: ({ context, event }) => heldLongEnough(context, clockOf(event)),
  },
  actions: {
    announce: acting(announceHolder),
    ask: acting(ask),
    takeHold: acting(takeHold),
    wait: acting(wait),
    turn: acting(turn),
    extend: acting(extend),
    askForMore: acting(askForMore),
    lose: acting(lose),
    giveBack: acting(giveBack),
    findItOver: acting((context: HolderContext): HolderOutcome => {
      const [lost, effects] = lose(context);
      return [lost, [looked(context, false), ...effects]];
    }),
    begin: acting(begin),
    take: acting(take),
    write: acting(write),
  },
});

export const holderMachine = chart.createMachine({
  id: 'holder',
  context: ({ input }) => createHolder(input),
  initial: { target: 'waiting', actions: 'announce' },
  states: {
    waiting: {
      after: { retry: { target: 'asking', actions: 'ask' } },
    },
    asking: {
      after: { requestTimeout: { target: 'asking', reenter: true, actions: 'ask' } },
      on: {
        Grant: { guard: 'isUsable', target: 'holding', actions: 'takeHold' },
        Deny: { guard: 'isAnswer', target: 'waiting', actions: 'wait' },
        Redirect: { guard: 'isHint', actions: 'turn' },
      },
    },
    holding: {
      type: 'parallel',
      states: {
        lease: {
          initial: 'valid',
          states: {
            valid: {
              after: {
                validity: [
                  // The timer cannot know that a time of day was set back meanwhile.
                  { guard: 'isValid', target: 'valid', reenter: true },
                  { target: '#holder.waiting', actions: 'lose' },
                ],
              },
              on: {
                Renewed: { guard: 'isUsable', target: 'valid', reenter: true, actions: 'extend' },
                Deny: { guard: 'isAnswer', target: '#holder.waiting', actions: 'wait' },
              },
            },
          },
        },
        renewal: {
          initial: 'resting',
          states: {
            resting: { after: { renewEvery: { target: 'asking', actions: 'askForMore' } } },
            asking: {
              after: { requestTimeout: { target: 'asking', reenter: true, actions: 'askForMore' } },
              on: {
                Renewed: { guard: 'isAnswer', target: 'resting' },
                Redirect: { guard: 'isHint', actions: 'turn' },
              },
            },
          },
        },
        work: {
          initial: 'resting',
          states: {
            resting: {
              after: {
                interval: [
                  { guard: 'heldLongEnough', target: '#holder.waiting', actions: 'giveBack' },
                  { guard: 'isValid', target: 'reading', actions: 'begin' },
                  { target: '#holder.waiting', actions: 'findItOver' },
                ],
              },
            },
            reading: {
              after: { requestTimeout: 'resting' },
              on: {
                Value: [
                  { guard: 'isFenced', target: '#holder.waiting', actions: 'lose' },
                  { guard: 'isForThis', target: 'working', actions: 'take' },
                ],
              },
            },
            working: {
              after: {
                work: [
                  { guard: 'mayWrite', target: 'writing', actions: 'write' },
                  { target: '#holder.waiting', actions: 'findItOver' },
                ],
              },
            },
            writing: {
              after: { requestTimeout: 'resting' },
              on: {
                Written: [
                  { guard: 'isFenced', target: '#holder.waiting', actions: 'lose' },
                  { guard: 'isForThis', target: 'resting' },
                ],
              },
            },
          },
        },
      },
    },
  },
});
