/** Runs in which the control plane is a Raft group itself. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;
const section = 'A replicated control plane';

export const controlRuns: readonly GalleryRun[] = [
  {
    path: 'control-agrees',
    section,
    text: `chain processes=6 clients=2 seed=3 duration=3s
title "The control plane agrees before the chain changes"
@500ms..2.7s every=50ms C1 write x
@510ms..2.7s every=60ms C2 read x
@1s crash S2`,
    look: 'M3 leads the control plane’s Raft. When it has missed S2 long enough it puts the chain S1 → S3 into its log, and tells nobody before a majority has it.',
    attempt: 'Crash M1 as well at 0.9 s: two of three are still a majority, and nothing changes for the chain.',
    opensAt: 1_250 * MS,
  },
  {
    path: 'control-leader-crashes',
    section,
    text: `chain processes=6 clients=2 seed=3 duration=4s
title "The control plane’s leader crashes in the middle of a reconfiguration"
@500ms..3.7s every=50ms C1 write x
@510ms..3.7s every=60ms C2 read x
@1s crash S2
@1.285s..2.5s crash M3`,
    look: 'M3 dies with epoch 2 in its log and in the others’, not yet committed. The next leader finds it there, commits it with an entry of its own, and announces it.',
    attempt:
      'Crash M3 at 1.275 s instead, before it has proposed anything: the next leader has to wait and see for itself that S2 is silent.',
    opensAt: 1_290 * MS,
  },
  {
    path: 'control-minority',
    section,
    text: `chain processes=6 clients=2 seed=3 duration=5s
title "A leader of the control plane without a majority"
@500ms..4.5s every=60ms C1 write x
@510ms..4.5s every=60ms C2 read x
@1s..3s partition M3,S1,C1/M1,M2,S2,S3,C2`,
    look: 'M3 still believes that it leads, but alone it can neither form a chain nor give S1 a lease. M1 leads term 2 with a majority, and epoch 2 is S2 → S3.',
    attempt: 'Put M1 on the other side: then M3 keeps its majority, and S1 goes on alone.',
    opensAt: 980 * MS,
  },
  {
    path: 'control-no-majority',
    section,
    text: `chain processes=6 clients=2 seed=3 duration=5s
title "No majority, no new chain"
@500ms..4.5s every=60ms C1 write x
@510ms..4.5s every=60ms C2 read x
@900ms crash M3
@900ms..3s crash M1
@1s crash S2`,
    look: 'One member of three cannot agree with anybody. S2 stays in the chain, dead as it is, and writes wait; reads stop as well once the leases have run out.',
    attempt: 'Let M1 come back at 1.1 s: the chain goes on without S2 in a fraction of the time.',
    opensAt: 880 * MS,
  },
  {
    path: 'two-configurations',
    section: 'Rules left out',
    text: `chain processes=6 clients=2 seed=3 duration=4s
title "Two chains in one epoch"
@500ms..3.5s every=60ms C1 write x
@510ms..3.5s every=60ms C2 write x
@1s..2.5s partition M3,S1,S2,C1/M1,M2,S3,C2
break two-configurations`,
    look: 'M3, cut off from its majority, announces S1 → S2 as epoch 2; M1 forms another epoch 2 with S3 alone. Both acknowledge writes.',
    attempt: 'Mend the rule: M3’s proposal stays in its own log, and only M1’s chain goes on.',
    opensAt: 980 * MS,
  },
];
