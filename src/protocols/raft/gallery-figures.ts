/** Figures 7 and 8 of the paper as runs. */
import type { GalleryRun } from '../../sim/protocol.ts';

/** The whole of figure 8: elections happen when `trigger` says so, timeouts are far away. */
export const FIGURE_8 = `set electionTimeout=20s..25s maxTries=1
initial S1 log=[1] term=1
initial S2 log=[1] term=1
initial S3 log=[1] term=1
initial S4 log=[1] term=1
initial S5 log=[1] term=1
@100ms trigger S1 timer=electionTimeout
@250ms..500ms partition S1,S2/S3,S4,S5
@300ms C1 write x=a
@400ms..900ms crash S1
@600ms trigger S5 timer=electionTimeout
@650ms..850ms partition S5/S1,S2,S3,S4
@700ms C5 write y=b
@800ms..1.5s crash S5
@950ms..1.45s isolate S4
@1s trigger S1 timer=electionTimeout
@1.1s trigger S1 timer=electionTimeout
@1.4s crash S1
@1.6s trigger S5 timer=electionTimeout
@1.75s trigger S5 timer=electionTimeout
@2s C5 write z=c`;

export const figures: readonly GalleryRun[] = [
  {
    path: 'figure-7',
    section: 'The figures of the paper',
    text: `raft processes=7 seed=3 duration=4s
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
    look: 'S2 to S7 are the followers (a) to (f): entries missing, entries too many, both. The leader of term 8 makes them all agree.',
    attempt:
      'step through the first 300 ms with the Logs tab open and watch the leader look one step further back each time.',
    opensAt: 50_000,
  },
  {
    path: 'figure-8',
    section: 'The figures of the paper',
    text: `raft clients=5 seed=8 duration=3s
title "Figure 8: on a majority, and not yet committed"
${FIGURE_8}`,
    look: 'At 1.3 s the entry x=a of term 2 is on S1, S2 and S3, a majority, and is not committed: at 1.8 s S5 overwrites it, and nothing that anybody relied on is lost.',
    attempt: 'break commit-old-terms in the Scenario tab: now S1 commits x=a at 1.2 s, and a claim breaks.',
    opensAt: 1_250_000,
  },
];
