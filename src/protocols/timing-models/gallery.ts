/** The same request and reply under each model of time. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MODELS = 'Models of time';

export const timingGallery: readonly GalleryRun[] = [
  {
    path: 'synchronous',
    section: MODELS,
    text: `timing-models seed=1 duration=3s
title "Synchronous: the timeout is right"
model timing=synchronous
@500ms..508ms pause S2
@2s crash S2`,
    look: 'No answer takes longer than 2d + r, not even around the pause; the only suspicions come after S2 has crashed, and they are right.',
    attempt: 'make the pause longer: the model refuses it and says why.',
    opensAt: 480_000,
  },
  {
    path: 'partially-synchronous',
    section: MODELS,
    text: `timing-models seed=1 duration=4s
title "Partially synchronous: wrong at first, right in the end"
model gst=2s`,
    look: 'Before 2 s some answers take too long and S2 is suspected though it is up; after that never again.',
    attempt: 'drag the GST marker in the timeline.',
    opensAt: 400_000,
  },
  {
    path: 'asynchronous',
    section: MODELS,
    text: `timing-models seed=1 duration=4s
title "Asynchronous: no time is long enough"
model timing=asynchronous`,
    look: 'S2 is up throughout, and is suspected again and again: a late answer and none look the same.',
    attempt: 'raise the upper end of the delay, and the timeout with it: the late ones come later still.',
    opensAt: 400_000,
  },
  {
    path: 'nobody-says-when',
    section: MODELS,
    text: `timing-models seed=1 duration=3s
title "A pause that looks like a crash"
@1s..1.3s pause S2`,
    look: 'For 300 ms S2 stands still. S1 suspects it, and takes that back when the answer comes.',
    attempt: 'crash S2 in place of the pause: S1 sees the same.',
    opensAt: 1_050_000,
  },
  {
    path: 'forget-the-way-back',
    section: 'Rules left out',
    text: `timing-models seed=1 duration=1s
title "The way back is forgotten"
network delay=8..10ms
model timing=synchronous
@56ms..66ms pause S2
break forget-the-way-back`,
    look: 'The timeout is d + r. The first request meets a pause and is answered within the bounds, and S1 has given up before.',
    attempt: 'mend the rule in the Scenario tab.',
    opensAt: 72_000,
  },
];
