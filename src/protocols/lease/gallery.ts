/** Runs of plain leases, in the order of a course. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

const first: readonly GalleryRun[] = [
  {
    path: 'acquire-and-renew',
    section: 'A lease',
    text: `lease seed=3 duration=5s
title "One holds the lease, the others wait"`,
    look: 'S1 is the first to ask and has the lease; it renews it long before it ends, and S2 is denied each time.',
    attempt: 'Click S1 and crash it: who gets the lease, and when?',
    opensAt: 664 * MS,
  },
  {
    path: 'holder-dies',
    section: 'A lease',
    text: `lease seed=3 duration=6s
title "The holder dies"
@2s..4.5s crash S1`,
    look: 'S1 dies at 2 s. Its last renewal reached the store at 1.9 s, so nobody else gets the lease before 2.9 s.',
    attempt: 'Set a shorter time to live: S2 takes over sooner, and S1 must renew more often.',
    opensAt: 1_900 * MS,
  },
  {
    path: 'given-back',
    section: 'A lease',
    text: `lease processes=5 seed=3 duration=6s
title "The lease goes round"
set hold=800ms`,
    look: 'Who has had the lease for 800 ms gives it back between two writes, and the next to ask has it, with a new token.',
    attempt:
      'Drop a Release: the store knows nothing of it and denies the lease to all but its old holder, until that one asks again or the time is over.',
    opensAt: 1_000 * MS,
  },
  {
    path: 'cut-off',
    section: 'A lease',
    text: `lease seed=3 duration=6s
title "The holder is cut off from the store"
@1.2s..4s cut S1-K1`,
    look: 'S1 cannot renew any more and stops by itself, by its own clock, a moment before the store calls the lease over.',
    attempt: 'Let the clock of S1 run at half its speed with a drift of -500000 ppm, and look who stops first.',
    opensAt: 1_100 * MS,
  },
];

const limits: readonly GalleryRun[] = [
  {
    path: 'pause-outlives-lease',
    section: 'What a lease cannot do',
    text: `lease seed=3 duration=5s
title "Figure 8-4: the pause that outlives the lease"
@1.3s..3.2s pause S1
break no-check-at-store`,
    look: 'S1 has just looked at its lease when it is paused. It wakes at 3.2 s and writes: S2 has had the lease since 2.4 s, and what S2 wrote is gone.',
    attempt: 'Switch the check at the resource back on: the late write bounces off.',
    opensAt: 1_200 * MS,
  },
  {
    path: 'looking-again',
    section: 'What a lease cannot do',
    text: `lease seed=3 duration=5s
title "Looking at the clock once more"
set recheck=true
@1.3s..3.2s pause S1
break no-check-at-store`,
    look: 'The same pause, but S1 looks at its clock again just before it writes, and does not: it finds its lease over.',
    attempt: 'Find a fault that strikes after the second look. The next run has one.',
    opensAt: 1_200 * MS,
  },
  {
    path: 'write-in-flight',
    section: 'What a lease cannot do',
    text: `lease seed=3 duration=5s
title "The write in flight"
set margin=400ms recheck=true
@1.3s delay S1-R1.6 by=1.8s
@1.5s crash S1
break no-check-at-store`,
    look: 'S1 looks twice, keeps 400 ms of safety, and still its write arrives after one of S2: no clock of the sender can bound the time on the way.',
    attempt: 'Set the margin to 900ms. How slow must a message be now?',
    opensAt: 1_200 * MS,
  },
  {
    path: 'skewed-clock',
    section: 'What a lease cannot do',
    text: `lease seed=3 duration=5s
title "A clock set back"
@1.2s skew S1 by=-1.5s
@1.2s cut S1-K1
break trust-local-clock`,
    look: 'S1 compares the end of its lease, told by the store’s clock, with its own time of day, which is 1.5 s slow: it goes on believing while S2 has the lease.',
    attempt: 'Switch the rule back on: a clock that never jumps does not care what time of day it is.',
    opensAt: 1_150 * MS,
  },
  {
    path: 'drifting-clock',
    section: 'What a lease cannot do',
    text: `lease seed=3 duration=5s
title "A clock that runs slow"
@500ms drift S1 ppm=-700000
@1.2s cut S1-K1`,
    look: 'The clock of S1 runs at a third of its speed: S1 believes in a lease that the store has long given to S2. Only the check at the resource keeps it from doing harm.',
    attempt: 'Set the assumed drift to 500000 and the drift to -400000 ppm: S1 now stops in time.',
    opensAt: 1_150 * MS,
  },
];

const group: readonly GalleryRun[] = [
  {
    path: 'store-leader-dies',
    section: 'A store that survives',
    text: `lease processes=K1,K2,K3,S1,S2,R1 seed=3 duration=5s
title "The leader of the store dies"
@1.6s..3.5s crash K1`,
    look: 'The store is a Raft group of three. K1 dies, K3 is elected, and S1, which finds nobody at K1, renews the same lease with K3.',
    attempt: 'Name one store only, processes=K1,S1,S2,R1: until K1 is back nobody renews and nobody gets anything.',
    opensAt: 1_550 * MS,
  },
  {
    path: 'store-divided',
    section: 'A store that survives',
    text: `lease processes=K1,K2,K3,S1,S2,R1 seed=3 duration=6s
title "The old leader of the store keeps one holder"
@1.6s..4s partition K1,S1/K2,K3,S2`,
    look: 'K1 and S1 are cut off together. K1 still thinks that it leads and can renew nothing: renewals go through the log. K3 waits one whole time to live before it gives the lease to S2.',
    attempt: 'Leave S1 on the other side, K1/K2,K3,S1,S2: it goes on with K3.',
    opensAt: 1_550 * MS,
  },
];

const broken: readonly GalleryRun[] = [
  {
    path: 'store-forgets',
    section: 'Rules, broken',
    text: `lease seed=3 duration=4s
title "The store forgets whom it gave the lease"
@1.3s..1.4s crash K1
@1.4s cut S1-K1
break forget-grants`,
    look: 'The store comes back with nothing on its disk and gives S2 a lease that S1 still has, with the same token.',
    attempt:
      'Switch the rule back on: the store waits one whole time to live before it gives the lease to anybody else.',
    opensAt: 1_250 * MS,
  },
  {
    path: 'never-expires',
    section: 'Rules, broken',
    text: `lease seed=3 duration=12s
title "A lock that dies with its holder"
@2s crash S1
break never-expire`,
    look: 'A lock without an end: S1 is dead, and S2 is denied for ever.',
    attempt: 'Switch the rule back on: a second later S2 has the lease.',
    opensAt: 1_900 * MS,
  },
];

export const leaseGallery: readonly GalleryRun[] = [...first, ...limits, ...group, ...broken];
