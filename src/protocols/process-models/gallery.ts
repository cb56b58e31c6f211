/** The same counter service under each model of processes. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MODELS = 'Models of processes';

export const processGallery: readonly GalleryRun[] = [
  {
    path: 'crash-stop',
    section: MODELS,
    text: `process-models seed=1 duration=3s
title "Crash-stop: what is down stays down"
model process=crash-stop
@1s..1.5s crash S1`,
    look: 'S1 counts until it crashes and is never heard of again, whatever its disk holds; S2 asks in vain.',
    attempt: 'choose crash-recovery: the same crash then has an end.',
    opensAt: 950_000,
  },
  {
    path: 'crash-recovery',
    section: MODELS,
    text: `process-models seed=1 duration=3s
title "Crash-recovery: memory is gone, the disk is not"
@1s..1.5s crash S1`,
    look: 'S1 comes back at 1.5 s with exactly the count that S2 was told last, and counts on.',
    attempt: 'let S1 crash a second time right after an answer has left.',
    opensAt: 950_000,
  },
  {
    path: 'arbitrary',
    section: MODELS,
    text: `process-models seed=1 duration=3s
title "Arbitrary: the count can be anything"
model process=arbitrary
@1s..2s corrupt S1 behaviour=boast`,
    look: 'Between 1 s and 2 s S1 tells ten times as much as it has counted, and S2 has no way to know.',
    attempt: 'look at Byzantine generals for what it takes to outvote a liar.',
    opensAt: 1_050_000,
  },
  {
    path: 'reply-before-writing',
    section: 'Rules left out',
    text: `process-models seed=1 duration=3s
title "The answer leaves before the disk is written"
@1.18s..1.5s crash S1
break reply-before-writing`,
    look: 'S1 answers from memory and writes now and then; the crash comes between, and additions that S2 was told of are gone.',
    attempt: 'mend the rule in the Scenario tab.',
    opensAt: 1_500_000,
  },
];
