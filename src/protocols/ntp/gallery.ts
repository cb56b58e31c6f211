/** Runs of NTP: one exchange, asymmetry, step and slew, several servers, rules left out. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

const exchanges: readonly GalleryRun[] = [
  {
    path: 'four-timestamps',
    section: 'One exchange',
    text: `ntp processes=2 seed=4 duration=4s
title "Four timestamps"
network delay=20..30ms
set processing=10ms mode=step
@0s skew S2 by=-80ms`,
    look: 'S2 is 80 ms behind. It asks at T1, S1 notes T2 and T3, the answer comes at T4: from these four S2 works out the offset and is wrong by less than half the delay.',
    attempt: 'set the delay of the network to 25..25ms: both ways take equally long, and the offset is exact.',
    opensAt: 1_064 * MS,
  },
  {
    path: 'asymmetric',
    section: 'One exchange',
    text: `ntp processes=2 seed=1 duration=4s
title "The way back takes longer"
network delay=5..5ms
set mode=step
@0s degrade S1->S2 delay=65..65ms`,
    look: 'S2 was right. The answer takes 60 ms longer than the question, which no timestamp shows: S2 sets its clock back by half of it, 30 ms, and takes that for the truth.',
    attempt:
      'slow down S2->S1 as well: with 65 ms either way the clock is right again, though everything takes longer.',
    opensAt: 1_072 * MS,
  },
  {
    path: 'drifting',
    section: 'Corrections',
    text: `ntp processes=3 seed=2 duration=12s
title "A drift that is corrected again and again"
set tolerance=8000
@0s drift S2 ppm=8000
@0s drift S3 ppm=-8000`,
    look: 'Between two rounds S2 runs ahead by 8 ms and is slewed back, S3 falls behind and is sped up: a saw-tooth that never grows.',
    attempt: 'set poll=3s: the teeth are three times as high.',
    opensAt: 1_005 * MS,
  },
  {
    path: 'slew',
    section: 'Corrections',
    text: `ntp processes=2 seed=1 duration=5s
title "Slewing: no time is seen twice"
@0s skew S2 by=100ms`,
    look: 'S2 is 100 ms ahead. From the first answer on it runs 5 % slower for about two seconds until it is right; its clock never goes back.',
    attempt: 'set mode=step: the clock is right at once, and reads the same 100 ms a second time.',
    opensAt: 1_010 * MS,
  },
  {
    path: 'step',
    section: 'Corrections',
    text: `ntp processes=2 seed=1 duration=5s
title "Stepping: the clock jumps back"
@0s skew S2 by=400ms`,
    look: '400 ms are above the step threshold of 128 ms: at the first answer the clock of S2 jumps back, and whatever it stamped before seems to come later than what it stamps now.',
    attempt: 'set threshold=1s: now it is slewed, which takes eight seconds.',
    opensAt: 1_010 * MS,
  },
  {
    path: 'false-server',
    section: 'Several servers',
    text: `ntp processes=5 seed=3 duration=6s
title "One of three servers is wrong"
set servers=3
@0s skew S1 by=3s
@2.5s skew S4 by=40ms`,
    look: 'S1 is 3 s ahead. Its interval meets neither that of S2 nor that of S3; those two meet each other and are two of three: S1 is left out.',
    attempt: 'break trust-first-server: S4 and S5 follow S1, three seconds into the future.',
    opensAt: 1_016 * MS,
  },
  {
    path: 'no-majority',
    section: 'Several servers',
    text: `ntp processes=4 seed=3 duration=6s
title "Three servers, three times"
set servers=3
@0s skew S1 by=3s
@0s skew S2 by=-2s`,
    look: 'No two of the three intervals meet: S4 cannot know whom to believe and leaves its clock alone.',
    attempt: 'let S2 be 3 s ahead as well: two liars that agree are believed, and S4 follows them.',
    opensAt: 1_016 * MS,
  },
];

const broken: readonly GalleryRun[] = [
  {
    path: 'step-always',
    section: 'Rules left out',
    text: `ntp processes=2 seed=1 duration=5s
title "Every correction is a step"
@0s skew S2 by=100ms
break step-always`,
    look: 'A correction that could have been slewed jumps: at the first answer the clock of S2 goes back by 100 ms.',
    attempt: 'move S2 behind instead, by=-100ms: a jump forward breaks no promise.',
    opensAt: 1_000 * MS,
  },
  {
    path: 'trust-one-way',
    section: 'Rules left out',
    text: `ntp processes=2 seed=1 duration=4s
title "The way there is forgotten"
network delay=5..5ms
@0s degrade S2->S1 delay=45..45ms
break trust-one-way`,
    look: 'S2 takes T2 − T1 for the offset. The question was under way for 45 ms: S2 believes itself 45 ms behind, though half the delay is 25.5 ms.',
    attempt:
      'slow down the other way instead: the error is now 5 ms, below half the delay, and the promise holds by luck.',
    opensAt: 1_000 * MS,
  },
  {
    path: 'trust-first-server',
    section: 'Rules left out',
    text: `ntp processes=4 seed=3 duration=4s
title "The first answer is believed"
set servers=3
@0s skew S1 by=3s
@0s degrade S1-S4 delay=1..1ms
break trust-first-server`,
    look: 'S1 is 3 s ahead and answers first: S4 follows it, although two of the three servers tell the right time.',
    attempt: 'slow S1 down, delay=20..20ms: another one answers first, and S4 stays right.',
    opensAt: 1_013 * MS,
  },
];

export const ntpGallery: readonly GalleryRun[] = [...exchanges, ...broken];
