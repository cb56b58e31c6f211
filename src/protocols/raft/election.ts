/** Leader election (Raft §5.2) and its restriction (§5.4.1). */

import type { Effect } from '../../sim/actor.ts';
import { drawWithin } from '../../sim/chance.ts';
import { isUpToDate, lastIndex, termAt } from './log.ts';
import type { RaftEvent, RequestVote, Vote } from './messages.ts';
import { forgetRounds, needsNoop } from './reads.ts';
import { appendOwn, broadcast } from './replication.ts';
import { majorityOf, type Outcome, type RaftContext, roleStep, sending, stepping } from './state.ts';
import { enterTerm } from './term.ts';

type VoteRequested = Extract<RaftEvent, { type: 'RequestVote' }>;
type VoteReceived = Extract<RaftEvent, { type: 'Vote' }>;

/**
 * Local µs until an election begins: one draw a term and process, so that what happens
 * within a term does not change the luck of the next election.
 */
export function electionTimeout({ self, term }: RaftContext): number {
  const [low] = self.options.electionTimeout;
  return self.flaws.fixedTimeout
    ? low
    : drawWithin(self.seed, `${self.id}/election/${term}`, self.options.electionTimeout);
}

/** A timeout without word from a leader: a new term, a vote for oneself, and a request to all others. */
export function standForElection(context: RaftContext): Outcome {
  const { self, log } = context;
  const term = context.term + 1;
  const request: RequestVote = { term, lastIndex: lastIndex(log), lastTerm: termAt(log, lastIndex(log)) };
  return [
    { ...context, term, votedFor: self.id, votes: [self.id], leader: null },
    [
      roleStep('candidate', term),
      stepping('vote', { term, candidate: self.id }),
      ...self.peers.map((peer) => sending(peer, 'RequestVote', request)),
    ],
  ];
}

/** First come, first served: one vote a term, and only for a log as up to date as one's own. */
export function grantsVote({ term, votedFor, log, self }: RaftContext, { from, payload }: VoteRequested): boolean {
  if (payload.term < term) return false;
  const free = payload.term > term || votedFor === null || votedFor === from;
  return free && (self.flaws.noUpToDateCheck || isUpToDate(log, payload.lastIndex, payload.lastTerm));
}

export function answerVoteRequest(context: RaftContext, event: VoteRequested): Outcome {
  const { from, payload } = event;
  const granted = grantsVote(context, event);
  const [current, effects] = enterTerm(context, payload.term);
  const first = granted && current.votedFor === null;
  const vote: Vote = { term: current.term, granted };
  return [
    first ? { ...current, votedFor: from } : current,
    [
      ...effects,
      ...(first ? [stepping('vote', { term: current.term, candidate: from })] : []),
      sending(from, 'Vote', vote),
    ],
  ];
}

export function countVote(context: RaftContext, { from, payload }: VoteReceived): Outcome {
  if (!isVoteForNow(context, payload) || context.votes.includes(from)) return [context, []];
  return [{ ...context, votes: [...context.votes, from] }, []];
}

/** Whether this vote is the one that makes a majority. */
export function winsWith(context: RaftContext, { from, payload }: VoteReceived): boolean {
  if (!isVoteForNow(context, payload) || context.votes.includes(from)) return false;
  return context.votes.length + 1 >= majorityOf(context.self.processes.length);
}

function isVoteForNow({ term }: RaftContext, vote: Vote): boolean {
  return vote.granted && vote.term === term;
}

/** Elected: nothing is known of the followers' logs but that they may be as long as one's own (§5.3). */
export function takeOffice(context: RaftContext, event: VoteReceived): Outcome {
  const { self, term } = context;
  const log = self.flaws.leaderDropsEntries ? context.log.take(context.commitIndex) : context.log;
  const elected: RaftContext = {
    ...forgetRounds(context),
    log,
    leader: self.id,
    nextIndex: self.processes.map(() => lastIndex(log) + 1),
    matchIndex: self.processes.map((process) => (process === self.id ? lastIndex(log) : 0)),
    sentIndex: self.processes.map(() => lastIndex(log)),
  };
  const dropped = log.length < context.log.length ? [stepping('truncate', { from: log.length + 1 })] : [];
  const announced: Effect[] = [roleStep('leader', term), ...dropped];
  const [begun, appended] = needsNoop(context) ? appendOwn(elected, null) : ([elected, []] as const);
  const [led, heartbeats] = broadcast(begun, event);
  return [led, [...announced, ...appended, ...heartbeats]];
}
