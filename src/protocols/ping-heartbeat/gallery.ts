/** Runs worth opening: what a timeout can know, and what it cannot. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

export const detectorGallery: readonly GalleryRun[] = [
  {
    path: 'heartbeats',
    section: 'Detecting',
    text: `ping-heartbeat seed=3 duration=4s
title "A crash is noticed by silence"
@1s..2.5s crash S3`,
    look: 'At 1 s the heartbeats of S3 stop; one timeout after the last one S1 and S2 suspect it, and trust it again when it is back.',
    attempt:
      'Set the timeout to 500 ms in the Scenario tab: fewer mistakes would be made, and the crash is noticed later.',
    opensAt: 1_300 * MS,
  },
  {
    path: 'pings',
    section: 'Detecting',
    text: `ping-heartbeat seed=3 duration=4s
title "The same crash, found by asking"
set style=ping
@1s..2.5s crash S3`,
    look: 'Each ping has a timeout of its own. The crash is noticed about as soon, for twice as many messages while all are up.',
    attempt: 'Set the style back to heartbeat and compare the messages in the Detection tab.',
    opensAt: 900 * MS,
  },
  {
    path: 'pause',
    section: 'Mistakes',
    text: `ping-heartbeat seed=3 duration=4s
title "A process that stands still looks dead"
@1s..1.8s pause S2`,
    look: 'S2 has not crashed, it collects garbage for 0.8 s. The others suspect it all the same, and are wrong; its next heartbeat clears it.',
    attempt: 'Shorten the pause to 100 ms: nobody notices it.',
    opensAt: 900 * MS,
  },
  {
    path: 'lossy-link',
    section: 'Mistakes',
    text: `ping-heartbeat processes=2 seed=5 duration=6s
title "A lossy link makes and mends mistakes"
@1s..5s degrade S1-S2 loss=60%`,
    look: 'Two heartbeats lost in a row are silence enough. Suspicion comes and goes; the Detection tab counts how often it was wrong.',
    attempt: 'Raise the timeout to 600 ms: five in a row must be lost now.',
    opensAt: 900 * MS,
  },
  {
    path: 'short-timeout',
    section: 'Mistakes',
    text: `ping-heartbeat seed=4 duration=4s
title "A timeout shorter than the delays"
network delay=2..80ms
set timeout=130ms`,
    look: 'Nothing fails in this run, yet heartbeats that take 80 ms after one that took 2 ms come too late for 130 ms.',
    attempt: 'Raise the timeout to 185 ms: period and longest delay fit into it, and no mistake is left.',
    opensAt: 300 * MS,
  },
  {
    path: 'bounded-delays',
    section: 'Mistakes',
    text: `ping-heartbeat seed=4 duration=4s
title "Where delays are bounded, silence is proof"
network delay=2..80ms
model timing=synchronous process=crash-stop
set timeout=185ms
@2s crash S1`,
    look: 'No delay exceeds 80 ms and the timeout allows for 85: whoever is suspected here has crashed, and nobody else is.',
    attempt: 'Lower the timeout to 130 ms, and the detector errs again: the model is only worth its bound.',
    opensAt: 1_900 * MS,
  },
  {
    path: 'partition',
    section: 'Mistakes',
    text: `ping-heartbeat processes=4 seed=6 duration=4s
title "Both sides of a partition suspect each other"
@1s..2.5s partition S1,S2/S3,S4`,
    look: 'Nobody is down, and still each half holds the other for dead. From inside, a cut and a crash are the same silence.',
    attempt: 'Heal the partition at 1.2 s, before the timeouts run out.',
    opensAt: 900 * MS,
  },
  {
    path: 'never-trust-again',
    section: 'Rules left out',
    text: `ping-heartbeat seed=3 duration=4s
title "A suspicion that is never withdrawn"
@1s..1.8s pause S2
break never-trust-again`,
    look: 'S2 goes on at 1.8 s and its heartbeats arrive, but S1 and S3 have written it off for good.',
    attempt: 'Mend the rule in the Scenario tab: the first heartbeat clears S2.',
    opensAt: 1_700 * MS,
  },
  {
    path: 'old-deadline',
    section: 'Rules left out',
    text: `ping-heartbeat seed=3 duration=2s
title "A heartbeat that does not restart the timeout"
break old-deadline`,
    look: 'Heartbeats arrive in time, one after another; the timeout that the first one began runs out over them.',
    attempt: 'Set the style to ping: an answered ping is held against its receiver in the same way.',
    opensAt: 300 * MS,
  },
  {
    path: 'wait-for-first',
    section: 'Rules left out',
    text: `ping-heartbeat seed=3 duration=3s
title "A process that was never heard is never missed"
@0s crash S3
break wait-for-first`,
    look: 'S3 is down from the first moment. Nobody ever started a timeout for it, so nobody suspects it.',
    attempt: 'Drag the crash to 1 s: once S3 was heard, its silence is noticed.',
    opensAt: 300 * MS,
  },
];
