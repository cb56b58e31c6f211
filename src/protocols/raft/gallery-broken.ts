/** For each rule that can be left out, the run that shows what it is for. */
import type { GalleryRun } from '../../sim/protocol.ts';
import { FIGURE_8_D } from './gallery-figures.ts';

const section = 'Rules, broken';
const MS = 1000;

export const brokenRuns: readonly GalleryRun[] = [
  {
    path: 'fixed-timeout',
    section,
    text: `raft clients=0 seed=1
title "Everyone waits equally long"
break fixed-timeout`,
    look: 'All five stand at the same moment, each votes for itself, and so it goes on: a split vote for ever.',
    attempt: 'Switch the rule back on: the first election is the last.',
    opensAt: 140 * MS,
  },
  {
    path: 'forget-vote',
    section,
    text: `raft processes=3 clients=0 seed=1 duration=2s
title "A vote forgotten in a crash"
set electionTimeout=3s..4s
@0s cut S1-S2
@100ms trigger S1 timer=electionTimeout
@100ms trigger S2 timer=electionTimeout
@100ms delay S2-S3.1 by=200ms
@150ms..250ms crash S3
break forget-vote`,
    look: 'S3 votes for S1, crashes, has forgotten it, and votes for S2 in the same term: two leaders of term 1.',
    attempt: 'Switch the rule back on: S3 knows after the crash whom it voted for, and S2 gets nothing.',
    opensAt: 90 * MS,
  },
  {
    path: 'no-up-to-date-check',
    section,
    text: `raft seed=1 duration=3s
title "A leader that missed what was committed"
set electionTimeout=5s..6s
@100ms trigger S1 timer=electionTimeout
@300ms..900ms isolate S5
@400ms C1 write x=1
@500ms C1 write x=2
@800ms crash S1
@1s trigger S5 timer=electionTimeout
@1.5s C1 write x=3
break no-up-to-date-check`,
    look: 'S5 was cut off while two writes were committed and acknowledged; at 1 s it is elected all the same, and they are gone.',
    attempt: 'Switch the rule back on: S5 asks for votes and gets none.',
    opensAt: 980 * MS,
  },
  {
    path: 'no-consistency-check',
    section,
    text: `raft processes=3 seed=1 duration=2s
title "Entries appended without a look at what is before"
set electionTimeout=3s..4s
initial S1 log=1,1,2 term=2
initial S2 log=1,1,2 term=2
initial S3 log=1,1,1 term=1
@100ms trigger S1 timer=electionTimeout
@400ms C1 write x=5
break no-consistency-check`,
    look: 'S3 has another entry at index 3 than the leader and takes the one at index 4 all the same: two logs with equal ends and unequal middles.',
    attempt: 'Switch the rule back on: S3 refuses, and its index 3 is mended before the write arrives.',
    opensAt: 390 * MS,
  },
  {
    path: 'leader-drops-entries',
    section,
    text: `raft seed=1 duration=3s
title "A new leader drops what it does not know to be committed"
set electionTimeout=5s..6s heartbeat=300ms
@100ms trigger S1 timer=electionTimeout
@500ms C1 write x=1
@600ms crash S1
@1s trigger S2 timer=electionTimeout
@1.5s C1 write y=2
break leader-drops-entries`,
    look: 'S1 commits x=1, answers the client and crashes before the others hear of the commit; S2 is elected with x=1 in its log and throws it away.',
    attempt: 'Switch the rule back on: S2 keeps x=1 and commits it together with y=2.',
    opensAt: 560 * MS,
  },
  {
    path: 'commit-without-majority',
    section,
    text: `raft clients=2 seed=42 duration=6s
title "Committed alone"
@1s C1 write x=1
@2s..4s partition S4/S1,S2,S3,S5
@2.1s C1 write x=2
@3s C2 write y=3
break commit-without-majority`,
    look: 'S4 is alone and acknowledges x=2 at once; the others elect S3, which has never heard of it and puts y=3 in its place.',
    attempt: 'Switch the rule back on: x=2 is acknowledged only when a majority has it.',
    opensAt: 2_050 * MS,
  },
  {
    path: 'figure-8-broken',
    section,
    text: `raft clients=3 seed=8 duration=7s
title "Figure 8 with an old term committed by counting"
${FIGURE_8_D}
break commit-old-terms`,
    look: 'At 2.2 s S1 counts three replicas of an entry of term 2, commits it and answers the client; at 3.3 s S5 is elected without it and applies something else at the same index.',
    attempt: 'Compare with “Figure 8 (a) to (d)”, which differs in this one rule.',
    opensAt: 2_230 * MS,
  },
];
