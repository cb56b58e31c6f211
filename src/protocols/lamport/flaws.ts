/** Rules of the clock that can be left out, one at a time. */
import type { Flaw } from '../../sim/protocol.ts';

export const lamportFlaws: readonly Flaw[] = [
  {
    id: 'no-merge-on-receipt',
    title: 'No merge on receipt',
    rule: 'A receipt moves the counter past the stamp of its message (IR2).',
    source: 'Lamport 1978, rule IR2(b)',
    breaks: ['clock-condition'],
    exposedBy: 'no-merge-on-receipt',
  },
  {
    id: 'forget-counter',
    title: 'Forget the counter in a crash',
    rule: 'The counter grows between any two events of a process (IR1), restarts or not: it is on stable storage.',
    source: 'Lamport 1978, rule IR1',
    breaks: ['clock-condition', 'total-order'],
    exposedBy: 'forget-counter',
  },
];
