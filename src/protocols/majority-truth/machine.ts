/** A process of the group: its standing, its heartbeat and its work go on side by side. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { BeatReceived, Told, TruthEvent } from './messages.ts';
import { act, answer, beat, enter, isVotedOut, leave, mayAct, note, resign, timeLeft } from './rules.ts';
import { createContext, type TruthContext } from './state.ts';

/** Timers bring the clock's reading, as messages do: the protocol `readsClock`. */
const clockOf = (event: TruthEvent): Told => event;

const chart = setup({
  types: {} as { context: TruthContext; events: TruthEvent; input: ProcessInput },
  delays: {
    heartbeat: ({ context }) => context.heartbeat,
    interval: ({ context }) => context.interval,
    consent: ({ context, event }) =>
      context.trustsItself ? context.timeout : Math.max(1, timeLeft(context, clockOf(event))),
  },
  guards: {
    mayAct: ({ context, event }) => mayAct(context, clockOf(event)),
    hasConsent: ({ context, event }) => event.type === 'Heard' && mayAct(note(context, event)[0], event),
    isVotedOut: ({ context, event }) => event.type === 'Beat' && isVotedOut(answer(context, event as BeatReceived)[0]),
  },
  actions: {
    beat: acting(beat),
    answer: acting(answer),
    note: acting(note),
    enter: acting(enter),
    leave: acting(leave),
    act: acting(act),
    resign: acting(resign),
  },
});

export const truthProcess = chart.createMachine({
  id: 'truth',
  context: ({ input }) => createContext(input),
  type: 'parallel',
  states: {
    standing: {
      initial: 'outside',
      states: {
        outside: {
          entry: 'leave',
          on: {
            Heard: [{ guard: 'hasConsent', target: 'member', actions: 'note' }, { actions: 'note' }],
            Beat: [{ guard: 'isVotedOut', target: 'out', actions: ['answer', 'resign'] }, { actions: 'answer' }],
          },
        },
        member: {
          initial: 'consented',
          entry: 'enter',
          on: {
            Beat: [{ guard: 'isVotedOut', target: 'out', actions: ['answer', 'resign'] }, { actions: 'answer' }],
          },
          states: {
            consented: {
              after: {
                consent: [
                  { guard: 'mayAct', target: 'consented', reenter: true },
                  { target: '#truth.standing.outside' },
                ],
              },
              on: { Heard: { target: 'consented', reenter: true, actions: 'note' } },
            },
          },
        },
        // It knows that it was declared dead, and is nobody until a majority consents to its next life.
        out: {
          on: {
            Heard: [{ guard: 'hasConsent', target: 'member', actions: 'note' }, { actions: 'note' }],
            Beat: [
              { guard: 'isVotedOut', target: 'out', reenter: true, actions: ['answer', 'resign'] },
              { actions: 'answer' },
            ],
          },
        },
      },
    },
    beating: {
      initial: 'resting',
      states: { resting: { after: { heartbeat: { target: 'resting', reenter: true, actions: 'beat' } } } },
    },
    working: {
      initial: 'resting',
      states: {
        resting: {
          after: {
            interval: [
              { guard: 'mayAct', target: 'resting', reenter: true, actions: 'act' },
              { target: 'resting', reenter: true },
            ],
          },
        },
      },
    },
  },
});
