/** Runs of the group: who decides whether a process is alive. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

export const truthGallery: readonly GalleryRun[] = [
  {
    path: 'heard-by-none',
    section: 'The majority decides',
    text: `majority-truth seed=2 duration=4s
title "Hears all, is heard by none"
@1s..2.6s cut S3->S1
@1s..2.6s cut S3->S2`,
    look: 'S3 is well and hears everybody, but nobody hears it. S1 and S2 vote it dead, and S3, which hears that too, obeys. When it is heard again it comes back under a new life.',
    attempt: 'Cut the other direction, S1->S3 and S2->S3: S3 is heard and hears nobody. Who stops now, and when?',
    opensAt: 950 * MS,
  },
  {
    path: 'one-opinion',
    section: 'The majority decides',
    text: `majority-truth seed=2 duration=4s
title "One opinion is not enough"
@1s..2.6s cut S3->S1`,
    look: 'Only S1 does not hear S3 and votes it dead; S2 does hear it. One of three is no majority: S3 goes on, with the consent of S2 and its own.',
    attempt: 'Cut S3->S2 too, a little later.',
    opensAt: 950 * MS,
  },
  {
    path: 'the-long-pause',
    section: 'The majority decides',
    text: `majority-truth processes=5 seed=2 duration=4s
title "A pause that nobody told it of"
@1s..2.2s pause S3`,
    look: 'S3 stands still for 1.2 s and is voted out. It wakes, looks at its clock before it acts, and finds that nobody’s consent is good any more.',
    attempt: 'Shorten the pause to 400 ms: nobody has noticed.',
    opensAt: 950 * MS,
  },
  {
    path: 'minority',
    section: 'The majority decides',
    text: `majority-truth processes=5 seed=2 duration=4s
title "A minority votes in vain"
@1s..2.6s partition S1,S2/S3,S4,S5`,
    look: 'S1 and S2 vote the other three dead, and nothing comes of it: two of five. The three vote those two dead, and it is so.',
    attempt: 'Crash S5 during the partition: now nobody has a majority, and nobody acts.',
    opensAt: 950 * MS,
  },
  {
    path: 'trust-yourself',
    section: 'Rules, broken',
    text: `majority-truth seed=2 duration=4s
title "I feel fine"
@1s..2.6s cut S3->S1
@1s..2.6s cut S3->S2
break trust-yourself`,
    look: 'S3 hears that it is dead, feels well, and goes on acting as a member.',
    attempt: 'Switch the rule back on: it stops before the others have counted their votes.',
    opensAt: 950 * MS,
  },
  {
    path: 'declare-alone',
    section: 'Rules, broken',
    text: `majority-truth seed=2 duration=4s
title "One witness is enough"
@1s..2.6s cut S3->S1
break declare-alone`,
    look: 'S1 alone does not hear S3, declares it dead, and the others take its word: S3 has to go, though S2 has heard it all along.',
    attempt: 'Switch the rule back on: one vote of three decides nothing.',
    opensAt: 950 * MS,
  },
];
