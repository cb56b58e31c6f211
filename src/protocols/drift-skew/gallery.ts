/** Clocks that run wrong. Quartz drifts by tens of ppm; runs of some seconds need thousands to show the same picture. */
import type { GalleryRun } from '../../sim/protocol.ts';

export const driftGallery: readonly GalleryRun[] = [
  {
    path: 'quartz',
    section: 'Drift',
    text: `drift-skew seed=1 duration=10s
title "Three clocks drift apart"
set bound=5000
@0s drift S1 ppm=3000
@0s drift S2 ppm=-4500`,
    look: 'S1 gains 3 ms a second and S2 loses 4.5; no one notices, but true time stays inside every band, for the bands widen by 5 ms a second.',
    attempt: 'set bound=4000: S2 is soon outside of what it believes possible.',
    opensAt: 2_000_000,
  },
  {
    path: 'early-timers',
    section: 'Drift',
    text: `drift-skew seed=1 duration=10s
title "Timers that run out early and late"
set bound=1000 interval=1s
@2s..8s drift S1 ppm=200000
@2s..8s drift S2 ppm=-200000`,
    look: 'From 2 s to 8 s a second of S1 takes 833 ms and a second of S2 takes 1.25 s: S1 looks at its clock seven times, S2 four, and each of them sees a second pass every time.',
    attempt: 'give S2 the drift of S1: now those two agree, and both are wrong.',
    opensAt: 2_000_000,
  },
  {
    path: 'skew',
    section: 'Skew',
    text: `drift-skew seed=1 duration=6s
title "Somebody sets a clock by hand"
@2s skew S2 by=40ms
@4s skew S2 by=-80ms`,
    look: 'At 2 s the clock of S2 jumps 40 ms ahead and its band with it: S2 is surely wrong and as sure as before. To S3 its messages now come from the future; its timers go on as if nothing had happened.',
    attempt: 'set accuracy=50ms: the band of every clock is now wide enough.',
    opensAt: 2_000_000,
  },
  {
    path: 'paused',
    section: 'Skew',
    text: `drift-skew seed=1 duration=6s
title "A process stands still, its clock does not"
set interval=1s
@1.5s..3.8s pause S1
@1.5s..3.8s crash S2`,
    look: 'S1 notices at 3.8 s that its timer ran out at 2 s; its clock is right all the same. S2 comes back knowing when its clock was set, and its band is as wide as that of S3.',
    attempt: 'let S2 crash for good: its clock goes on, with nobody to read it.',
    opensAt: 3_800_000,
  },
  {
    path: 'ignore-drift',
    section: 'Rules left out',
    text: `drift-skew seed=1 duration=10s
title "A band that does not widen"
set bound=5000
@0s drift S1 ppm=3000
@0s drift S2 ppm=-4500
break ignore-drift`,
    look: 'Each process believes that its clock is as right as on the day it was set: S2 is outside of its band after the first look, S1 too.',
    attempt: 'set accuracy=20ms: that only puts off the moment.',
    opensAt: 505_000,
  },
];
