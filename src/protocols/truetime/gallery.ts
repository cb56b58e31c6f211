/** Transactions at servers whose clocks are a little off, and what it takes to put them in order. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

export const truetimeGallery: readonly GalleryRun[] = [
  {
    path: 'commit-wait',
    section: 'Interval clocks',
    text: `truetime seed=1 duration=2s
title "Waiting the uncertainty out"
network delay=2..4ms
set epsilon=40ms beat=500ms
@0s skew S1 by=30ms
@0s skew S2 by=-30ms
@0.5s C1 write x=1
@0.51s C1 write y=1`,
    look: 'S1 stamps x with the latest that it can be and waits 80 ms until even the earliest is past it. Only then does C1 go on to y, which S2, 60 ms behind S1, stamps higher all the same.',
    attempt:
      'set epsilon=7ms as in Spanner: the waits are short, but these clocks are worse than that, and the order is wrong.',
    opensAt: 530 * MS,
  },
  {
    path: 'overlapping',
    section: 'Interval clocks',
    text: `truetime clients=2 seed=3 duration=2s
title "Two intervals that overlap"
set epsilon=50ms beat=500ms
@0s skew S1 by=20ms
@0s skew S2 by=-40ms
@0.5s C1 write x=1
@0.51s C2 write y=1`,
    look: 'Two clients, two servers, two writes at nearly the same time: the intervals overlap, either may be the first, and each waits until its own timestamp has surely passed.',
    attempt: 'let C2 ask 200 ms later: the intervals are apart, and the order is known.',
    opensAt: 530 * MS,
  },
  {
    path: 'wide',
    section: 'Interval clocks',
    text: `truetime seed=2 duration=3s
title "What uncertainty costs"
set epsilon=100ms beat=500ms
@0.2s..2.8s every=50ms C1 write x`,
    look: 'Every write at S1 waits 200 ms for its timestamp to pass: five a second and no more, however fast the network is.',
    attempt: 'set epsilon=7ms: fourteen times as short a wait. That is what atomic clocks and GPS are paid for.',
    opensAt: 300 * MS,
  },
  {
    path: 'beyond-epsilon',
    section: 'Interval clocks',
    text: `truetime seed=1 duration=2s
title "A clock that is worse than believed"
network delay=2..4ms
set epsilon=20ms beat=500ms
@0s skew S1 by=300ms
@0.5s C1 write x=1
@0.51s C1 write y=1`,
    look: 'S1 is 300 ms ahead where 20 ms are believed possible. Its wait is over long before its timestamp has come, and y gets the lower one: the promise was about clocks within ε, and this one is not.',
    attempt: 'set epsilon=300ms: the order is right again, at the price of the wait.',
    opensAt: 520 * MS,
  },
  {
    path: 'no-commit-wait',
    section: 'Rules left out',
    text: `truetime seed=1 duration=2s
title "Answered before the timestamp has passed"
network delay=2..4ms
set epsilon=40ms beat=500ms
@0s skew S1 by=30ms
@0s skew S2 by=-30ms
@0.5s C1 write x=1
@0.51s C1 write y=1
break no-commit-wait`,
    look: 'S1 answers at once. C1 goes on to y, and S2, whose clock is behind, stamps it lower than x: who reads as of a time between the two sees y without the x that came before.',
    attempt: 'take both skews away: with clocks that agree the order is right, by luck.',
    opensAt: 511 * MS,
  },
];
