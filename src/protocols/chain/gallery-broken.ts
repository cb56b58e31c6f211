/** One run for each rule that can be left out: it breaks the claims that the rule is there for. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;
const section = 'Rules left out';

export const brokenRuns: readonly GalleryRun[] = [
  {
    path: 'reply-from-head',
    section,
    text: `chain clients=2 seed=1 duration=3s
title "The head answers too soon"
@300ms..2.7s every=50ms C1 write x
@310ms..2.7s every=50ms C2 read x
@1s cut S1-S2
@1.1s..2.6s crash S1
break reply-from-head`,
    look: 'C1 is told that x=15 is done when only the head has it; the head dies, and S2 leads a chain that has never heard of it.',
    attempt: 'Mend the rule in the Scenario tab: C1 waits for its answer and gets it from the new head.',
    opensAt: 990 * MS,
  },
  {
    path: 'no-resend',
    section,
    text: `chain clients=4 seed=1 duration=4s
title "What the dead server had is not sent again"
@300ms..3.7s every=50ms C1 write x
@320ms..3.7s every=50ms C2 write y
@310ms..3.7s every=70ms C3 read x
@1.4s..3.7s every=70ms C4 write z
@980ms cut S2-S3
@1.04s crash S2
@2.2s crash S1
break no-resend`,
    look: 'S3 never gets the two updates that died with S2. The next one is acknowledged, and the two with it: C3 reads an old x, and when S1 dies they are gone.',
    attempt: 'Mend the rule: in epoch 2 S1 sends S3 what it lacks before anything else.',
    opensAt: 1_340 * MS,
  },
  {
    path: 'accept-stale-epoch',
    section,
    text: `chain clients=3 seed=1 duration=3s
title "An update of an old epoch is taken"
@300ms..2.5s every=60ms C1 write x
@310ms..2.5s every=60ms C2 write y
@320ms..2.5s every=60ms C3 read x
@1s..2s cut S1-M1
@1s..2s cut C1-M1
break accept-stale-epoch`,
    look: 'S1 and C1 do not hear that S2 is the head since 1.35 s. S2 takes S1’s update for one that it has, and C1 is told that x=19 is done.',
    attempt: 'Mend the rule: S2 refuses with the new epoch, and S1 and C1 learn of it that way.',
    opensAt: 1_340 * MS,
  },
  {
    path: 'no-lease',
    section,
    text: `chain clients=2 seed=1 duration=3s
title "A tail that is out and does not know"
@300ms..2.5s every=60ms C1 write x
@310ms..2.5s every=60ms C2 read x
@1s..2s partition M1,S1,S2/S3,C2
break no-lease`,
    look: 'S3 has been taken out of the chain and still answers: C2 reads x=12 after x=15 has been acknowledged.',
    attempt: 'Mend the rule: S3 is silent from the moment its lease runs out.',
    opensAt: 1_330 * MS,
  },
  {
    path: 'two-configurations-alone',
    section,
    text: `chain seed=1 duration=4s
title "The control plane forgets what it announced"
@300ms..2.2s every=60ms C1 write x
@800ms..1.5s crash S3
@2s..2.1s crash M1
@2.3s crash S2
break two-configurations`,
    look: 'M1 announces epochs and does not write them down. After its restart it counts from 1 again, and epoch 2 is another chain than before.',
    attempt: 'Mend the rule: after its restart M1 goes on with epoch 4.',
    opensAt: 1_990 * MS,
  },
];
