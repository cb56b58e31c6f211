/** Runs of vector clocks: by hand, and with every number of processes from two to nine. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

const WORDS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const;

const byHand: readonly GalleryRun[] = [
  {
    path: 'by-hand',
    section: 'Before, after, concurrent',
    text: `vector seed=1 duration=1s
title "News through a third"
network delay=60ms
set chatter=false
@100ms trigger S1 timer=local
@150ms trigger S3 timer=local
@200ms trigger S1 timer=toS2
@400ms trigger S2 timer=toS3
@550ms trigger S1 timer=local`,
    look: 'S3 never hears from S1, and yet at 460 ms its vector counts two events of S1: S2 passed the news on.',
    attempt:
      'Select the step of S1 at 550 ms and, with Shift, the receipt of S3: each is larger somewhere, so they are concurrent.',
    opensAt: 480 * MS,
  },
  {
    path: 'both-ways',
    section: 'Before, after, concurrent',
    text: `vector processes=2 seed=1 duration=1s
title "Two messages that cross"
network delay=200ms
set chatter=false
@100ms trigger S1 timer=toS2
@150ms trigger S2 timer=toS1
@500ms trigger S1 timer=local
@500ms trigger S2 timer=local`,
    look: 'The two sends do not know of each other, [1 0] and [0 1]; each receipt knows of both sends and not of the other receipt.',
    attempt: 'Drag the second clip to 350 ms: S2 then answers what it heard, and the four events are one chain.',
    opensAt: 420 * MS,
  },
  {
    path: 'apart-and-together',
    section: 'Before, after, concurrent',
    text: `vector processes=4 seed=6 duration=3s
title "Cut in two, then together again"
network delay=20..60ms
@500ms..2s partition S1,S2/S3,S4`,
    look: 'While the cut lasts, no component of the other side moves; afterwards one message brings all the news at once.',
    attempt:
      'Drag the end of the partition to the end of the run: from the cut on, each event is concurrent with all of the other side.',
    opensAt: 1_900 * MS,
  },
];

const growth: readonly GalleryRun[] = WORDS.map((word, index) => {
  const count = index + 2;
  return {
    path: `${word}-processes`,
    section: 'Growth with the number of processes',
    text: `vector processes=${count} seed=3 duration=2s
title "${word[0]?.toUpperCase()}${word.slice(1)} processes"
network delay=20..60ms`,
    look: `Each message carries ${count} counters, ${4 * count} bytes at four bytes a counter, where Lamport’s clock needs 4.`,
    attempt: 'Open the Vectors tab: the graph says what the same message costs with more processes.',
    opensAt: 1_000 * MS,
  };
});

const broken: readonly GalleryRun[] = [
  {
    path: 'no-increment-on-receipt',
    section: 'Rules left out',
    text: `vector processes=3 seed=1 duration=1s
title "A receipt that is not counted"
network delay=60ms
set chatter=false
@100ms trigger S1 timer=toS2
@120ms trigger S1 timer=toS3
@300ms trigger S3 timer=local
break no-increment-on-receipt`,
    look: 'S2 stamps the receipt [1 0 0], just as the send was stamped; and S3, which has heard nothing of S2, then stands above it.',
    attempt: 'Mend the rule in the Scenario tab: the receipt is [1 1 0], above its send and beside S3.',
    opensAt: 320 * MS,
  },
  {
    path: 'forget-vector',
    section: 'Rules left out',
    text: `vector processes=2 seed=1 duration=1s
title "A vector that is not on disk"
network delay=60ms
set chatter=false
@100ms trigger S1 timer=local
@150ms trigger S1 timer=toS2
@300ms..400ms crash S1
@500ms trigger S1 timer=local
break forget-vector`,
    look: 'After the crash S1 stamps [1 0] again: less than its own [2 0], which was there before it.',
    attempt: 'Mend the rule: the step after the crash is stamped [3 0].',
    opensAt: 550 * MS,
  },
];

export const vectorGallery: readonly GalleryRun[] = [...byHand, ...growth, ...broken];
