/** For each rule that can be left out the run that shows what it was for. */
import type { GalleryRun } from '../../sim/protocol.ts';
import { FIGURE_8 } from './gallery-figures.ts';

const section = 'Rules, broken';

export const brokenRuns: readonly GalleryRun[] = [
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
    look: 'S3 votes for S1, crashes, has forgotten it, and votes for S2 in the same term: two leaders.',
    attempt: 'switch the rule back on in the Scenario tab.',
    opensAt: 290_000,
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
    look: 'S5 was cut off while two writes were committed and acknowledged; it is elected all the same, and they are gone.',
    attempt: 'switch the rule back on: S5 asks for votes and gets none.',
    opensAt: 980_000,
  },
  {
    path: 'figure-8-broken',
    section,
    text: `raft clients=5 seed=8 duration=3s
title "Figure 8 with an old term committed by counting"
${FIGURE_8}
break commit-old-terms`,
    look: 'S1 counts three replicas of an entry of term 2 and commits it; S5 is elected without it and applies something else at the same index.',
    attempt: 'compare with the run “Figure 8”, which differs in this one rule.',
    opensAt: 1_250_000,
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
    attempt: 'switch the rule back on and watch S3 refuse, then be mended.',
    opensAt: 390_000,
  },
  {
    path: 'commit-without-majority',
    section,
    text: `raft seed=42 duration=6s
title "Committed alone"
@1s C1 write x=1
@2s..4s partition S4/S1,S2,S3,S5
@2.1s C1 write x=2
break commit-without-majority`,
    look: 'S4 is alone and acknowledges x=2 at once; the majority elects another leader, which has never heard of it.',
    attempt: 'switch the rule back on: the write waits until a majority has it.',
    opensAt: 2_050_000,
  },
  {
    path: 'fixed-timeout',
    section,
    text: `raft clients=0 seed=1
title "Everyone waits equally long"
break fixed-timeout`,
    look: 'All five stand at the same moment, each votes for itself, and so it goes on: a split vote for ever.',
    attempt: 'switch the rule back on: the first election is the last.',
    opensAt: 140_000,
  },
];
