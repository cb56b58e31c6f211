/** Runs of Lamport's clock. Those without chatter are made by hand, one `trigger` for each thing done. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

export const lamportGallery: readonly GalleryRun[] = [
  {
    path: 'three-processes-talk',
    section: 'The clock at work',
    text: `lamport seed=4 duration=3s
title "Three processes talk"
network delay=20..80ms`,
    look: 'Each event adds 1 to the counter of its process; a receipt first jumps to the stamp that its message carries.',
    attempt: 'Open the Order tab and select the event of a receipt: its stamp is above that of its send.',
    opensAt: 900 * MS,
  },
  {
    path: 'by-hand',
    section: 'The clock at work',
    text: `lamport seed=1 duration=1s
title "By hand: a run that you can add to"
network delay=60ms
set chatter=false
@100ms trigger S1 timer=local
@150ms trigger S3 timer=local
@200ms trigger S1 timer=toS2
@300ms trigger S2 timer=local
@400ms trigger S2 timer=toS3
@500ms trigger S3 timer=local
@550ms trigger S1 timer=local`,
    look: 'Nobody does anything by itself here: S1 tells S2 at 200 ms, S2 tells S3 at 400 ms, and S3, which had counted 1, stamps the receipt 6.',
    attempt: 'Click a process and press Local step or one of its Send buttons: the event is added at the playhead.',
    opensAt: 320 * MS,
  },
  {
    path: 'smaller-without-cause',
    section: 'What the stamp does not say',
    text: `lamport processes=2 seed=1 duration=1s
title "A smaller stamp and no path"
network delay=60ms
set chatter=false
@100ms trigger S2 timer=local
@200ms trigger S2 timer=local
@300ms trigger S2 timer=local
@400ms trigger S1 timer=local
@600ms trigger S1 timer=toS2`,
    look: 'The step of S1 at 400 ms is stamped 1 and comes first in the order, though S2 stamped 2 and 3 before it and knows nothing of it.',
    attempt: 'Have S2 send to S1 at 310 ms: the step of S1 is then after all of them, and its stamp says so.',
    opensAt: 450 * MS,
  },
  {
    path: 'equal-stamps',
    section: 'What the stamp does not say',
    text: `lamport processes=4 seed=1 duration=1s
title "Equal stamps: the name decides"
network delay=60ms
set chatter=false
@100ms trigger S3 timer=local
@150ms trigger S1 timer=local
@200ms trigger S4 timer=local
@250ms trigger S2 timer=local
@400ms trigger S1 timer=toS2
@410ms trigger S3 timer=toS4`,
    look: 'Four steps are stamped 1; the total order puts them S1, S2, S3, S4, which is not the order they happened in.',
    attempt: 'Drag the first clip to 300 ms: the order stays as it is.',
    opensAt: 300 * MS,
  },
  {
    path: 'message-overtaken',
    section: 'The clock at work',
    text: `lamport processes=2 seed=1 duration=1s
title "A message comes late"
network delay=40ms
set chatter=false
@100ms trigger S1 timer=toS2
@101ms delay S1-S2.1 by=400ms
@200ms trigger S1 timer=toS2
@300ms trigger S2 timer=local
@350ms trigger S2 timer=local`,
    look: 'The message stamped 1 arrives last: S2 is at 5 by then and stamps its receipt 6, for the larger of the two counts.',
    attempt: 'Take the delay away: S2 hears it first and stamps 2.',
    opensAt: 420 * MS,
  },
  {
    path: 'no-merge-on-receipt',
    section: 'Rules left out',
    text: `lamport processes=2 seed=1 duration=1s
title "A receipt that does not look at the stamp"
network delay=60ms
set chatter=false
@100ms trigger S1 timer=local
@150ms trigger S1 timer=local
@200ms trigger S1 timer=toS2
@400ms trigger S2 timer=local
break no-merge-on-receipt`,
    look: 'S1 sends with stamp 3 and S2 stamps the receipt 1: what was caused has a smaller stamp than its cause.',
    attempt: 'Mend the rule in the Scenario tab: the receipt is stamped 4.',
    opensAt: 320 * MS,
  },
  {
    path: 'forget-counter',
    section: 'Rules left out',
    text: `lamport processes=2 seed=1 duration=1s
title "A counter that is not on disk"
network delay=60ms
set chatter=false
@100ms trigger S1 timer=local
@150ms trigger S1 timer=toS2
@300ms..400ms crash S1
@500ms trigger S1 timer=local
break forget-counter`,
    look: 'S1 comes back at 0 and stamps 1 a second time: the stamp and the process no longer name one event.',
    attempt: 'Mend the rule: the step after the crash is stamped 3.',
    opensAt: 550 * MS,
  },
];
