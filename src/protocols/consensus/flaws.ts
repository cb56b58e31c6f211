/** One rule left out at a time. */
import type { Flaw } from '../../sim/protocol.ts';

export const consensusFlaws: readonly Flaw[] = [
  {
    id: 'forget-promise',
    title: 'Promises in memory only',
    rule: 'An acceptor writes a promise to stable storage before it answers, so that a crash does not undo it.',
    source: 'Lamport, Paxos Made Simple, 2001, §2.5',
    breaks: ['promise-kept', 'chosen-for-good', 'agreement'],
    exposedBy: 'forget-promise',
  },
  {
    id: 'ignore-accepted',
    title: 'Propose one’s own all the same',
    rule: 'A proposer proposes the value of the highest ballot that came with a promise, and its own only where none came.',
    source: 'Lamport, Paxos Made Simple, 2001, P2c',
    breaks: ['chosen-for-good', 'agreement'],
    exposedBy: 'ignore-accepted',
  },
  {
    id: 'invent-value',
    title: 'Propose what nobody asked for',
    rule: 'A proposer that is free to choose proposes a value that a client has asked for.',
    source: 'Lamport, Paxos Made Simple, 2001, §2.1',
    breaks: ['validity'],
    exposedBy: 'invent-value',
  },
  {
    id: 'minority-quorum',
    title: 'One less than a majority',
    rule: 'A value is chosen by a majority of acceptors: any two majorities have one in common.',
    source: 'Lamport, Paxos Made Simple, 2001, §2.2',
    breaks: ['agreement'],
    exposedBy: 'minority-quorum',
  },
  {
    id: 'no-back-off',
    title: 'Try again at once',
    rule: 'A proposer that was refused waits for a random time, so that one of those that overtake each other comes through.',
    source: 'Lamport, Paxos Made Simple, 2001, §2.4; Fischer, Lynch, Paterson 1985',
    breaks: ['termination'],
    exposedBy: 'no-back-off',
  },
];
