/** Rules that can be left out, to see which claim falls. */
import type { Flaw } from '../../sim/protocol.ts';

export const stormFlaws: readonly Flaw[] = [
  {
    id: 'no-back-off',
    title: 'No back-off',
    rule: 'Each retry waits longer than the one before, up to a cap.',
    source: 'Jacobson 1988; Brooker 2015',
    breaks: ['recovers'],
    exposedBy: 'no-back-off',
  },
  {
    id: 'no-limit',
    title: 'A queue without limit',
    rule: 'What comes to a full queue is dropped.',
    source: 'Kleppmann 2017, ch. 8, “Network congestion and queueing”',
    breaks: ['queue-bounded'],
    exposedBy: 'no-limit',
  },
  {
    id: 'overwrite',
    title: 'Overwrite the last',
    rule: 'What leaves the queue unanswered is counted as dropped.',
    source: 'Conservation of requests',
    breaks: ['conservation'],
    exposedBy: 'overwrite',
  },
];
