/** Runs worth opening, as scenario text: the first shows the algorithm at work, the others one thing each. */
import type { GalleryRun } from '../../sim/protocol.ts';

export const skeletonGallery: readonly GalleryRun[] = [
  {
    path: 'start-up',
    section: 'First steps',
    text: `skeleton seed=1 duration=3s
title "Two processes ping each other"
@1s..2s cut S1-S2`,
    look: 'Each process pings the other and rests when the answer comes; while the link is cut, rounds go unanswered.',
    attempt: 'drag the end of the cut and watch which rounds are answered.',
    opensAt: 110_000,
  },
  {
    path: 'forget-count',
    section: 'Rules left out',
    text: `skeleton seed=1 duration=3s
title "The count is forgotten"
@1s..1.5s crash S1
break forget-count`,
    look: 'S1 comes back without its count and begins round 1 again: a late answer from before the crash could be taken for a new one.',
    attempt: 'mend the rule in the Scenario tab: the claim holds again.',
    opensAt: 1_500_000,
  },
];
