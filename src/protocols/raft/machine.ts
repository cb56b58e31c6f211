/** A Raft process as a statechart: roles are states, the rules of figure 2 are its guards and actions. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import {
  answerVoteRequest,
  countVote,
  electionTimeout,
  grantsVote,
  standForElection,
  takeOffice,
  winsWith,
} from './election.ts';
import type { RaftEvent } from './messages.ts';
import { isPromised } from './reads.ts';
import { acceptAppend, broadcast, noteAnswer, redirect, refuseAppend, serveRequest } from './replication.ts';
import { createContext, type Outcome, type RaftContext, roleStep } from './state.ts';
import { enterTerm } from './term.ts';

type Of<Type extends RaftEvent['type']> = Extract<RaftEvent, { type: Type }>;

const chart = setup({
  types: {} as { context: RaftContext; events: RaftEvent; input: ProcessInput },
  delays: {
    electionTimeout: ({ context }) => electionTimeout(context),
    heartbeat: ({ context }) => context.self.options.heartbeat,
  },
  guards: {
    laterTerm: ({ context, event }) => event.type !== 'Request' && event.payload.term > context.term,
    currentOrLaterTerm: ({ context, event }) => event.type === 'Append' && event.payload.term >= context.term,
    grantsVote: ({ context, event }) => event.type === 'RequestVote' && grantsVote(context, event),
    isPromised: ({ context, event }) => isPromised(context, event),
    makesMajority: ({ context, event }) => event.type === 'Vote' && winsWith(context, event),
  },
  actions: {
    announce: acting((context: RaftContext): Outcome => [context, [roleStep('follower', context.term)]]),
    standForElection: acting(standForElection),
    answerVoteRequest: acting(answerVoteRequest),
    countVote: acting(countVote),
    takeOffice: acting((context: RaftContext, event: Of<'Vote'>) => takeOffice(countVote(context, event)[0], event)),
    enterTerm: acting((context: RaftContext, event: Of<'Vote' | 'Appended'>) => enterTerm(context, event.payload.term)),
    acceptAppend: acting((context: RaftContext, event: Of<'Append'>) => acceptAppend(context, event, true)),
    followLeader: acting((context: RaftContext, event: Of<'Append'>) => acceptAppend(context, event, false)),
    refuseAppend: acting(refuseAppend),
    sendHeartbeats: acting(broadcast),
    noteAnswer: acting(noteAnswer),
    serveRequest: acting(serveRequest),
    redirect: acting(redirect),
  },
});

export const raftProcess = chart.createMachine({
  id: 'raft',
  context: ({ input }) => createContext(input),
  initial: { target: 'follower', actions: 'announce' },
  states: {
    follower: {
      after: {
        electionTimeout: [
          { guard: 'isPromised', target: 'follower', reenter: true },
          { target: 'candidate', actions: 'standForElection' },
        ],
      },
      on: {
        Append: [
          { guard: 'currentOrLaterTerm', target: 'follower', reenter: true, actions: 'acceptAppend' },
          { actions: 'refuseAppend' },
        ],
        RequestVote: [
          { guard: 'isPromised' },
          { guard: 'grantsVote', target: 'follower', reenter: true, actions: 'answerVoteRequest' },
          { actions: 'answerVoteRequest' },
        ],
        Vote: { guard: 'laterTerm', actions: 'enterTerm' },
        Appended: { guard: 'laterTerm', actions: 'enterTerm' },
        Request: { actions: 'redirect' },
      },
    },
    candidate: {
      after: { electionTimeout: { target: 'candidate', reenter: true, actions: 'standForElection' } },
      on: {
        Vote: [
          { guard: 'laterTerm', target: 'follower', actions: 'enterTerm' },
          { guard: 'makesMajority', target: 'leader', actions: 'takeOffice' },
          { actions: 'countVote' },
        ],
        Append: [
          { guard: 'currentOrLaterTerm', target: 'follower', actions: 'followLeader' },
          { actions: 'refuseAppend' },
        ],
        RequestVote: [
          { guard: 'isPromised' },
          { guard: 'laterTerm', target: 'follower', actions: 'answerVoteRequest' },
          { actions: 'answerVoteRequest' },
        ],
        Appended: { guard: 'laterTerm', target: 'follower', actions: 'enterTerm' },
        Request: { actions: 'redirect' },
      },
    },
    leader: {
      after: { heartbeat: { target: 'leader', reenter: true, actions: 'sendHeartbeats' } },
      on: {
        Appended: [{ guard: 'laterTerm', target: 'follower', actions: 'enterTerm' }, { actions: 'noteAnswer' }],
        Append: [{ guard: 'laterTerm', target: 'follower', actions: 'acceptAppend' }, { actions: 'refuseAppend' }],
        RequestVote: [
          { guard: 'laterTerm', target: 'follower', actions: 'answerVoteRequest' },
          { actions: 'answerVoteRequest' },
        ],
        Vote: { guard: 'laterTerm', target: 'follower', actions: 'enterTerm' },
        Request: { actions: 'serveRequest' },
      },
    },
  },
});
