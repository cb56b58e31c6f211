/** Figures 7 and 8 of the paper as runs. */
import type { GalleryRun } from '../../sim/protocol.ts';

const section = 'The figures of the paper';
const MS = 1000;

/**
 * Figure 8 (a) to (c), and what comes after but for the one difference between (d) and (e). Elections happen when
 * `trigger` says so, timeouts are far away. A process that restarts knows an old term, so that its first election
 * only tells it the current one: hence each second `trigger`.
 */
export const FIGURE_8 = `set electionTimeout=20s..25s requestTimeout=4s
initial S1 log=1
initial S2 log=1
initial S3 log=1
initial S4 log=1
initial S5 log=1
@100ms trigger S1 timer=electionTimeout
@500ms..900ms partition S1,S2/S3,S4,S5
@600ms C1 write x=a
@800ms..1.9s crash S1
@1s trigger S5 timer=electionTimeout
@1.2s..1.6s partition S5/S1,S2,S3,S4
@1.3s C2 write y=b
@1.5s..3s crash S5
@1.95s..2.9s isolate S4
@2s trigger S1 timer=electionTimeout
@2.2s trigger S1 timer=electionTimeout
@2.6s C3 write z=c
@2.8s..4s crash S1
@3.1s trigger S5 timer=electionTimeout
@3.3s trigger S5 timer=electionTimeout`;

/** (d): the entry of term 4 does not leave S1. */
export const FIGURE_8_D = `${FIGURE_8}
@2.5s..2.9s partition S1/S2,S3,S4,S5`;

export const figures: readonly GalleryRun[] = [
  {
    path: 'figure-7',
    section,
    text: `raft processes=7 seed=3 duration=2s
title "Figure 7: what a new leader may find"
set S1 electionTimeout=60ms
initial S1 log=1,1,1,4,4,5,5,6,6,6 term=7
initial S2 log=1,1,1,4,4,5,5,6,6 term=6
initial S3 log=1,1,1,4 term=4
initial S4 log=1,1,1,4,4,5,5,6,6,6,6 term=6
initial S5 log=1,1,1,4,4,5,5,6,6,6,7,7 term=7
initial S6 log=1,1,1,4,4,4,4 term=4
initial S7 log=1,1,1,2,2,2,3,3,3,3,3 term=3
@1s C1 write x=done`,
    look: 'S2 to S7 are the followers (a) to (f): entries missing, too many, or both. S1, leader of term 8, brings (a), (b), (e) and (f) into line at once; what (c) and (d) have too much goes when a write at 1 s needs its place.',
    attempt:
      'Step through the first 200 ms with the Logs tab open: S1 goes back to the end of a log that is too short, and one index at a time where an entry differs.',
    opensAt: 50 * MS,
  },
  {
    path: 'figure-8',
    section,
    text: `raft clients=3 seed=8 duration=7s
title "Figure 8 (a) to (d): on a majority, and not yet committed"
${FIGURE_8_D}`,
    look: 'At 2.4 s the entry x=a of term 2 is on S1, S2 and S3, a majority, and S1 does not call it committed; rightly, for at 3.3 s S5 is elected and overwrites it, and nobody had been promised anything.',
    attempt: 'Break the rule “commit-old-terms”: S1 commits x=a at 2.2 s, and three claims fail.',
    opensAt: 2_400 * MS,
  },
  {
    path: 'figure-8-e',
    section,
    text: `raft clients=3 seed=8 duration=6s
title "Figure 8 (e): an entry of one’s own term carries the old one along"
${FIGURE_8}
@3.5s trigger S2 timer=electionTimeout`,
    look: 'Here z=c of term 4 reaches a majority before S1 crashes: with it x=a of term 2 is committed, and S5, whose log ends in term 3, can no longer be elected.',
    attempt: 'Let S1 crash at 2.6 s, before z=c reaches it: S5 is elected after all, and overwrites x=a.',
    opensAt: 2_550 * MS,
  },
];
