/** The knobs; durations in µs. */
import type { OptionDefinition } from '../../sim/protocol.ts';
import { majorityOf } from './cast.ts';

const MS = 1000;
const LONGEST = 60_000 * MS;

/** How many acceptors a proposer or learner waits for. The flaw `minority-quorum` does with one less than a majority. */
export function quorumOf(acceptors: number, flaws: readonly string[]): number {
  const majority = majorityOf(acceptors);
  return flaws.includes('minority-quorum') ? Math.max(1, majority - 1) : majority;
}

export const consensusOptions: readonly OptionDefinition[] = [
  {
    id: 'patience',
    title: 'Patience',
    hint: 'How long a proposer waits for a majority of promises, or of acceptances, before it tries a higher ballot.',
    perProcess: true,
    kind: 'duration',
    fallback: 150 * MS,
    min: MS,
    max: LONGEST,
  },
  {
    id: 'backoff',
    title: 'Back-off',
    hint: 'How long a proposer that was refused waits before its next ballot; drawn anew each time.',
    perProcess: true,
    kind: 'durations',
    fallback: [20 * MS, 200 * MS],
    min: MS,
    max: LONGEST,
  },
  {
    id: 'thinking',
    title: 'Thinking time',
    hint: 'How long a proposer takes from a majority of promises to its Accept: the gap in which another can overtake it.',
    perProcess: true,
    kind: 'duration',
    fallback: 0,
    min: 0,
    max: LONGEST,
  },
  {
    id: 'poll',
    title: 'Learner’s question',
    hint: 'How often a learner that has learnt nothing asks the acceptors what they have accepted.',
    perProcess: true,
    kind: 'duration',
    fallback: 500 * MS,
    min: MS,
    max: LONGEST,
  },
  {
    id: 'requestTimeout',
    title: 'Request timeout',
    hint: 'How long a client waits for an answer before it asks the next proposer.',
    perProcess: false,
    kind: 'duration',
    fallback: 1000 * MS,
    min: MS,
    max: LONGEST,
  },
  {
    id: 'maxTries',
    title: 'Tries',
    hint: 'How often a client asks before it gives up and the outcome stays unknown.',
    perProcess: false,
    kind: 'integer',
    fallback: 20,
    min: 1,
    max: 1000,
  },
];
