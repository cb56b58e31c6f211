/** Rules that can be left out, to see which claim falls. */
import type { Flaw } from '../../sim/protocol.ts';

export const detectorFlaws: readonly Flaw[] = [
  {
    id: 'never-trust-again',
    title: 'Never trust again',
    rule: 'A sign of life withdraws the suspicion of its sender.',
    source: 'Chandra & Toueg 1996, figure 10',
    breaks: ['trusted-again'],
    exposedBy: 'never-trust-again',
  },
  {
    id: 'old-deadline',
    title: 'Keep the old deadline',
    rule: 'A sign of life restarts the timeout of a heartbeat and ends that of a ping.',
    source: 'Chandra & Toueg 1996, figure 10',
    breaks: ['no-false-suspicion'],
    exposedBy: 'old-deadline',
  },
  {
    id: 'wait-for-first',
    title: 'Wait for a first sign of life',
    rule: 'The timeout of a peer runs from the start on, whether or not it was ever heard.',
    source: 'Chandra & Toueg 1996, figure 10',
    breaks: ['completeness'],
    exposedBy: 'wait-for-first',
  },
];
