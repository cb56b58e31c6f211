/** Durations measured while clocks are set. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

export const measureGallery: readonly GalleryRun[] = [
  {
    path: 'set-back',
    section: 'Two clocks',
    text: `monotonic seed=1 duration=6s
title "The time of day is set right in the middle of a job"
@700ms skew S2 by=500ms
@2.7s skew S2 by=-500ms`,
    look: 'Every job of S2 takes 200 ms. Where its clock is moved, or S1 sets it right, one job took 700 ms by the time of day, another −300 ms; the monotonic clock says 200 ms every time.',
    attempt: 'break measure-with-time-of-day: S2 now believes it.',
    opensAt: 900 * MS,
  },
  {
    path: 'drifting',
    section: 'Two clocks',
    text: `monotonic seed=2 duration=6s
title "A drift that is corrected once a second"
set job=50ms limit=60ms
@0s drift S2 ppm=90000`,
    look: 'The clock of S2 runs 9 % fast and is set back by about 90 ms once a second: the job that is under way then took less than no time by the time of day.',
    attempt: 'set poll=200ms: each step back is smaller, and no job is measured below zero any more.',
    opensAt: 1_000 * MS,
  },
  {
    path: 'both-drift',
    section: 'Two clocks',
    text: `monotonic seed=1 duration=4s
title "The monotonic clock is not right either"
set poll=30s
@1s..3s drift S2 ppm=500000`,
    look: 'From 1 s to 3 s the quartz of S2 runs half as fast again: jobs of 200 ms by both of its clocks take 133 ms. A monotonic clock never jumps; it drifts like the other.',
    attempt: 'let S2 drift by -500000 ppm: now its jobs take 400 ms, and it measures 200.',
    opensAt: 1_000 * MS,
  },
  {
    path: 'measure-with-time-of-day',
    section: 'Rules left out',
    text: `monotonic seed=1 duration=6s
title "Durations by the time of day"
@700ms skew S2 by=500ms
@2.7s skew S2 by=-500ms
break measure-with-time-of-day`,
    look: 'S2 subtracts two times of day: one job timed out after 700 ms that took 200, and the one after the next ended 300 ms before it began.',
    attempt: 'set limit=800ms: nothing times out any more, and durations are negative all the same.',
    opensAt: 900 * MS,
  },
];
