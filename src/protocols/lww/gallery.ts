/** Replicas that keep the last write, by clocks that can be trusted and by clocks that cannot. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

export const lwwGallery: readonly GalleryRun[] = [
  {
    path: 'stamps-of-lamport',
    section: 'Last write wins',
    text: `lww clients=3 seed=1 duration=3s
title "The later write wins, whatever the clocks say"
set gossip=500ms
@0s skew S3 by=-50ms
@0.5s C1 write x=1
@0.53s C3 read x
@0.6s C3 write x=2`,
    look: 'The clock of S3 is 50 ms behind, and nobody asks it: C3 has read x=1, its write is stamped above that, and all replicas end with x=2.',
    attempt: 'break wall-clock-stamps: x=2 is acknowledged and gone.',
    opensAt: 604 * MS,
  },
  {
    path: 'concurrent',
    section: 'Last write wins',
    text: `lww clients=3 seed=4 duration=3s
title "Two at once: one is lost, and nobody is told"
network delay=5..8ms
set gossip=500ms
@0.5s C1 write x=1
@0.5s C2 write x=2
@1.5s C3 read x`,
    look: 'Neither client knew of the other. Both writes are acknowledged, every replica keeps the same one of them, and the other is silently thrown away.',
    attempt: 'let C2 write y: different keys do not meet, and nothing is lost.',
    opensAt: 507 * MS,
  },
  {
    path: 'hybrid',
    section: 'Last write wins',
    text: `lww clients=3 seed=1 duration=3s
title "Hybrid clocks: near the time of day, never against causality"
set stamps=hybrid gossip=500ms
@0s skew S1 by=2s
@0.5s C1 write x=1
@0.53s C3 read x
@0.6s C3 write x=2`,
    look: 'S1 is two seconds ahead and stamps x=1 so; S3 has seen that and stamps x=2 one higher instead of two seconds lower.',
    attempt: 'look at the stamps in the Stamps panel, then set stamps=lamport: small numbers, the same order.',
    opensAt: 604 * MS,
  },
  {
    path: 'partitioned',
    section: 'Last write wins',
    text: `lww clients=3 seed=2 duration=4s
title "A partition, and gossip after it"
set gossip=500ms
@0.4s..2s partition S1,C1/S2,S3,C2,C3
@0.6s C1 write x=1
@0.9s C2 write x=2
@1.2s C3 write x=3
@3s C1 read x`,
    look: 'Both sides take writes. After 2 s gossip brings the versions together, and everywhere the one with the highest stamp stays.',
    attempt: 'let C1 write three times during the partition: its stamps run ahead, and its last write wins.',
    opensAt: 904 * MS,
  },
  {
    path: 'wall-clock-stamps',
    section: 'Rules left out',
    text: `lww clients=3 seed=1 duration=3s
title "The write that vanishes"
set gossip=500ms
@0s skew S3 by=-50ms
@0.5s C1 write x=1
@0.53s C3 read x
@0.54s C3 write x=2
break wall-clock-stamps`,
    look: 'C3 reads x=1 and then writes x=2, by a clock that is 50 ms behind: its stamp is the lower one. C3 is told that the write is done, and x stays 1 everywhere.',
    attempt: 'let C3 write at 0.6 s instead: now it is late enough, and wins. Nothing but luck was missing.',
    opensAt: 542 * MS,
  },
];
