/** Rules of Raft that can be left out, to see which claim breaks. */
import type { Flaw } from '../../sim/protocol.ts';

/** In the order of the paper; `breaks` is what the run in `exposedBy` breaks, all of it. */
export const raftFlaws: readonly Flaw[] = [
  {
    id: 'fixed-timeout',
    title: 'Everyone waits equally long',
    rule: 'Election timeouts are random, so that split votes are rare and soon over.',
    source: 'Raft §5.2',
    breaks: ['leader-elected'],
    exposedBy: 'fixed-timeout',
  },
  {
    id: 'forget-vote',
    title: 'Forget the vote',
    rule: 'A vote is on stable storage before it is given, so that a crash cannot make it two.',
    source: 'Raft §5.2, figure 2',
    breaks: ['one-vote-a-term', 'election-safety'],
    exposedBy: 'forget-vote',
  },
  {
    id: 'no-up-to-date-check',
    title: 'Vote for anyone',
    rule: 'A vote goes only to a candidate whose log is at least as up to date as the voter’s.',
    source: 'Raft §5.4.1',
    breaks: ['leader-completeness', 'state-machine-safety', 'acknowledged-survives'],
    exposedBy: 'no-up-to-date-check',
  },
  {
    id: 'no-consistency-check',
    title: 'Append without looking',
    rule: 'A follower refuses entries unless it has the one before them, with the same term.',
    source: 'Raft §5.3',
    breaks: ['log-matching', 'state-machine-safety'],
    exposedBy: 'no-consistency-check',
  },
  {
    id: 'leader-drops-entries',
    title: 'Start with a clean log',
    rule: 'A leader keeps its whole log, also what it does not yet know to be committed.',
    source: 'Raft §5.3, figure 3',
    breaks: ['leader-append-only', 'leader-completeness', 'state-machine-safety', 'acknowledged-survives'],
    exposedBy: 'leader-drops-entries',
  },
  {
    id: 'commit-without-majority',
    title: 'Commit alone',
    rule: 'An entry is committed once a majority has it.',
    source: 'Raft §5.3',
    breaks: ['leader-completeness', 'state-machine-safety', 'acknowledged-survives'],
    exposedBy: 'commit-without-majority',
  },
  {
    id: 'commit-old-terms',
    title: 'Commit old terms by counting',
    rule: 'Only entries of the leader’s own term are committed by counting replicas; older ones come along with them.',
    source: 'Raft §5.4.2, figure 8',
    breaks: ['leader-completeness', 'state-machine-safety', 'acknowledged-survives'],
    exposedBy: 'figure-8-broken',
  },
  {
    id: 'leader-reads-locally',
    title: 'The leader reads alone',
    rule: 'Before a leader answers a read it makes sure, by the log or by a majority’s answers, that it still leads.',
    source: 'Raft §8',
    breaks: ['linearizable'],
    exposedBy: 'stale-leader-reads',
  },
  {
    id: 'forget-session',
    title: 'Forget what was seen',
    rule: 'A client that reads from a follower says how far it has seen, and the follower waits until it is as far.',
    source: 'Ongaro’s dissertation §6.4; Terry et al. 1994',
    breaks: ['reads-in-order'],
    exposedBy: 'session-forgotten',
  },
];
