/** The walk, the cache, and what a cache does not know. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;
const ZONE = 'initial auth www="10.0.0.1"';

const first: readonly GalleryRun[] = [
  {
    path: 'walk',
    section: 'Looking a name up',
    text: `dns seed=3 duration=1500ms
title "From the root to the authority, and then from memory"
${ZONE}
@200ms C1 read www
@600ms C1 read www
@1s C1 read mail`,
    look: 'The first lookup of www asks root, com and auth in turn. The second is answered by R1 alone; for mail it goes straight to auth, which it remembers.',
    attempt: 'Crash R1 from 400 to 500 ms: it has forgotten everything and walks again.',
    opensAt: 190 * MS,
  },
  {
    path: 'change-seen-late',
    section: 'Old answers',
    text: `dns seed=3 clients=2 duration=5s
title "A change that is seen late"
${ZONE}
@200ms..4.6s every=400ms C1 read www
@1s C2 write www=10.0.0.2`,
    look: 'The record changes at 1 s. R1 was told the old value for 2 s, and gives it until 2.2 s: nobody has told it, and nobody will.',
    attempt: 'Set ttl=500ms in the Scenario tab: the change is seen sooner, and auth is asked four times as often.',
    opensAt: 900 * MS,
  },
  {
    path: 'two-resolvers',
    section: 'Old answers',
    text: `dns processes=5 clients=3 seed=3 duration=5s
title "Two clients, two resolvers, two answers"
${ZONE}
@200ms..4.6s every=400ms C1 read www
@900ms..4.5s every=400ms C2 read www
@1.2s C3 write www=10.0.0.2`,
    look: 'R1 and R2 asked at different moments, so that their old answers run out at different moments. From 2.2 to 2.9 s C1 has the new address and C2 the old one.',
    attempt: 'Move the first read of C2 to 1.3 s: R2 has the new address at once.',
    opensAt: 2_100 * MS,
  },
  {
    path: 'negative',
    section: 'Old answers',
    text: `dns seed=3 clients=2 duration=4s
title "That there is no such name is remembered as well"
${ZONE}
@200ms..3.6s every=400ms C1 read shop
@500ms C2 write shop=10.0.0.7`,
    look: 'C1 asks for shop before it exists. The name is made at 0.5 s, and R1 goes on saying that there is none until 1.2 s.',
    attempt: 'Make the name before the first lookup, at 100 ms: it is found at once.',
    opensAt: 190 * MS,
  },
];

const failures: readonly GalleryRun[] = [
  {
    path: 'resolver-restarts',
    section: 'When something fails',
    text: `dns seed=3 clients=2 duration=4s
title "A resolver that restarts sees the change early"
${ZONE}
@200ms..3.8s every=400ms C1 read www
@1s C2 write www=10.0.0.2
@1.5s..1.6s crash R1`,
    look: 'R1 crashes at 1.5 s and its cache with it. Asked again at 1.8 s it walks from the root and has the new address, 0.4 s before the old one would have run out.',
    attempt: 'Take the crash out and compare.',
    opensAt: 1_400 * MS,
  },
  {
    path: 'authority-down',
    section: 'When something fails',
    text: `dns seed=3 duration=6s
title "The authority is down, and at first nobody notices"
${ZONE}
@200ms..5.8s every=400ms C1 read www
@500ms..4s crash auth`,
    look: 'auth is down from 0.5 s to 4 s. R1 answers from its cache until 2.2 s; from then on every lookup fails until auth is back.',
    attempt: 'Set ttl=10s: the outage passes unnoticed, and so would a change.',
    opensAt: 400 * MS,
  },
  {
    path: 'slow-clock',
    section: 'When something fails',
    text: `dns seed=3 clients=2 duration=6s
title "A time to live is measured by a clock"
${ZONE}
@200ms..5.8s every=400ms C1 read www
@1s C2 write www=10.0.0.2
@0s drift R1 ppm=-400000`,
    look: 'The clock of R1 runs at six tenths of its rate: by it 2 s pass in 3.3 s, and the old address is given until 3.5 s.',
    attempt: 'Let the clock run fast instead, ppm=400000: the old address is gone early.',
    opensAt: 900 * MS,
  },
];

const broken: readonly GalleryRun[] = [
  {
    path: 'ignore-ttl',
    section: 'Rules left out',
    text: `dns seed=3 clients=2 duration=5s
title "A resolver that never looks at the time to live"
${ZONE}
@200ms..4.6s every=400ms C1 read www
@1s C2 write www=10.0.0.2
break ignore-ttl`,
    look: 'R1 keeps the old address for good. By 3.4 s it is older than it may ever be, and the claim breaks.',
    attempt: 'Crash R1 at 4 s for a moment: only that makes it forget.',
    opensAt: 2_900 * MS,
  },
  {
    path: 'keep-absence',
    section: 'Rules left out',
    text: `dns seed=3 clients=2 duration=4s
title "Once missing, always missing"
${ZONE}
@200ms..3.6s every=400ms C1 read shop
@500ms C2 write shop=10.0.0.7
break keep-absence`,
    look: 'R1 was told once that shop does not exist and never asks again. To its clients the new name does not exist.',
    attempt: 'Look www up as well: what exists is still looked up anew.',
    opensAt: 1_400 * MS,
  },
  {
    path: 'ask-once',
    section: 'Rules left out',
    text: `dns seed=3 duration=4s
title "One lost query, and a lookup that never ends"
${ZONE}
@200ms C1 read www
@1s C1 read mail
@0s drop R1-com.1
break ask-once`,
    look: 'The query to com is lost, and nobody asks again: C1 waits to the end of the run.',
    attempt: 'Take the broken rule back: R1 asks com again after 100 ms.',
    opensAt: 190 * MS,
  },
];

export const dnsGallery: readonly GalleryRun[] = [...first, ...failures, ...broken];
