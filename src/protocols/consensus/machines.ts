/** The three parts as statecharts: what a proposer is at, what an acceptor has bound itself to, whether a learner knows. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import {
  type AcceptorContext,
  announce,
  answerAccept,
  answerAsk,
  answerPrepare,
  createAcceptor,
  standingOf,
} from './acceptor.ts';
import { stepping } from './effects.ts';
import * as learning from './learner.ts';
import type { AcceptorEvent, LearnerEvent, ProposerEvent } from './messages.ts';
import * as proposing from './proposer.ts';

const acceptorChart = setup({
  types: {} as { context: AcceptorContext; events: AcceptorEvent; input: ProcessInput },
  guards: {
    hasPromised: ({ context }) => standingOf(context) === 'promised',
    hasAccepted: ({ context }) => standingOf(context) === 'accepted',
  },
  actions: {
    announce: acting(announce),
    answerPrepare: acting(answerPrepare),
    answerAccept: acting(answerAccept),
    answerAsk: acting(answerAsk),
  },
});

export const acceptorMachine = acceptorChart.createMachine({
  id: 'acceptor',
  context: ({ input }) => createAcceptor(input),
  entry: 'announce',
  initial: 'fresh',
  on: {
    Prepare: { actions: 'answerPrepare' },
    Accept: { actions: 'answerAccept' },
    Ask: { actions: 'answerAsk' },
  },
  states: {
    fresh: {
      always: [
        { guard: 'hasPromised', target: 'promised' },
        { guard: 'hasAccepted', target: 'accepted' },
      ],
    },
    promised: { always: { guard: 'hasAccepted', target: 'accepted' } },
    accepted: { always: { guard: 'hasPromised', target: 'promised' } },
  },
});

const learnerChart = setup({
  types: {} as { context: learning.LearnerContext; events: LearnerEvent; input: ProcessInput },
  delays: { poll: ({ context }) => context.poll },
  guards: { hasLearnt: ({ context }) => learning.hasLearnt(context) },
  actions: {
    announce: acting(
      (context: learning.LearnerContext): learning.LearnerOutcome => [
        context,
        [
          stepping('role', {
            role: context.decided === null ? 'learning' : 'decided',
            ballot: context.decided?.ballot.round ?? 0,
          }),
        ],
      ],
    ),
    learn: acting(learning.learn),
    believe: acting(learning.believe),
    ask: acting(learning.ask),
  },
});

export const learnerMachine = learnerChart.createMachine({
  id: 'learner',
  context: ({ input }) => learning.createLearner(input),
  entry: 'announce',
  initial: 'learning',
  states: {
    learning: {
      always: { guard: 'hasLearnt', target: 'decided' },
      on: { Accepted: { actions: 'learn' }, Decided: { actions: 'believe' } },
      after: { poll: { target: 'learning', reenter: true, actions: 'ask' } },
    },
    decided: {},
  },
});

const proposerChart = setup({
  types: {} as { context: proposing.ProposerContext; events: ProposerEvent; input: ProcessInput },
  delays: {
    patience: ({ context }) => context.patience,
    backoff: ({ context }) => proposing.backOff(context),
    thinking: ({ context }) => context.thinking,
  },
  guards: {
    hasWish: ({ context }) => context.wish !== null,
    hasPromises: ({ context }) => proposing.hasPromises(context),
    needsNoThought: ({ context }) => context.thinking === 0,
    neverBacksOff: ({ context }) => context.neverBacksOff,
    isChosen: ({ context }) => proposing.isChosen(context),
    isDecided: ({ context }) => proposing.isDecided(context),
    isCurrent: ({ context, event }) =>
      (event.type === 'Promise' || event.type === 'Refuse' || event.type === 'Accepted') &&
      proposing.isCurrent(context, event),
  },
  actions: {
    announce: acting(proposing.announce),
    take: acting(proposing.take),
    prepare: acting(proposing.prepare),
    notePromise: acting(proposing.notePromise),
    propose: acting(proposing.propose),
    noteAccepted: acting(proposing.noteAccepted),
    yieldTo: acting(proposing.yieldTo),
    conclude: acting(proposing.conclude),
    believe: acting(proposing.believe),
    answerAsk: acting(proposing.answerAsk),
  },
});

const refused = { guard: 'isCurrent', target: 'refused', actions: 'yieldTo' } as const;

export const proposerMachine = proposerChart.createMachine({
  id: 'proposer',
  context: ({ input }) => proposing.createProposer(input),
  entry: 'announce',
  initial: 'idle',
  on: { Request: { actions: 'take' }, Decided: { actions: 'believe' }, Ask: { actions: 'answerAsk' } },
  states: {
    idle: {
      always: [
        { guard: 'isDecided', target: 'decided' },
        { guard: 'hasWish', target: 'preparing' },
      ],
    },
    preparing: {
      entry: 'prepare',
      always: [
        { guard: 'isDecided', target: 'decided' },
        { guard: 'hasPromises', target: 'choosing' },
      ],
      on: { Promise: { guard: 'isCurrent', actions: 'notePromise' }, Refuse: refused },
      after: { patience: { target: 'preparing', reenter: true } },
    },
    choosing: {
      always: [
        { guard: 'isDecided', target: 'decided' },
        { guard: 'needsNoThought', target: 'proposing' },
      ],
      on: { Refuse: refused },
      after: { thinking: 'proposing' },
    },
    proposing: {
      entry: 'propose',
      always: [
        { guard: 'isDecided', target: 'decided' },
        { guard: 'isChosen', target: 'decided', actions: 'conclude' },
      ],
      on: { Accepted: { guard: 'isCurrent', actions: 'noteAccepted' }, Refuse: refused },
      after: { patience: 'preparing' },
    },
    refused: {
      always: [
        { guard: 'isDecided', target: 'decided' },
        // Its own Accept may still have reached a majority.
        { guard: 'isChosen', target: 'decided', actions: 'conclude' },
        { guard: 'neverBacksOff', target: 'preparing' },
      ],
      on: { Accepted: { guard: 'isCurrent', actions: 'noteAccepted' } },
      after: { backoff: 'preparing' },
    },
    decided: {},
  },
});
