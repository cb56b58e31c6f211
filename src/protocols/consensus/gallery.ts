/** One value in quiet and under failures. The schedules that never decide and the flaws have files of their own. */
import type { GalleryRun } from '../../sim/protocol.ts';
import { brokenRuns } from './gallery-broken.ts';
import { scheduleRuns } from './gallery-schedules.ts';

const MS = 1000;
const ORDINARY = 'One value';
const FAILURES = 'Failures';

export const consensusGallery: readonly GalleryRun[] = [
  {
    path: 'one-proposer',
    section: ORDINARY,
    text: `consensus clients=1 seed=1 duration=1s
title "One proposer: prepare, promise, accept, decide"
network delay=10..20ms
@100ms C1 write x=red`,
    look: 'Two round trips: a majority promises, then a majority accepts. P1 decides, and L1 learns it from the acceptors themselves.',
    attempt: 'crash A3 at 0: two of three are enough.',
    opensAt: 137 * MS,
  },
  {
    path: 'two-proposers',
    section: ORDINARY,
    text: `consensus seed=1 duration=1s
title "Two proposers, one value"
network delay=10..20ms
@0s cut P1-P2
@100ms C1 write x=red
@220ms C2 write x=blue`,
    look: 'red is decided before P2 begins, and nobody has told P2. The promises do: it proposes red in place of its own blue, and C2 is answered red.',
    attempt: 'let C2 write at 0.11 s: they meet, one is refused, and still there is one value.',
    opensAt: 210 * MS,
  },
  {
    path: 'half-way',
    section: ORDINARY,
    text: `consensus seed=1 duration=1500ms
title "A value that might have been chosen"
network delay=10..10ms
@100ms C1 write x=red
@120ms drop P1-A2.2
@120ms drop P1-A3.2
@135ms crash P1
@200ms C2 write x=blue`,
    look: 'Only A1 has accepted red when P1 dies. P2 hears of it from A1 and proposes red in place of its own blue: it cannot know whether red was chosen.',
    attempt: 'crash A1 at 0.18 s as well: nobody tells of red any more, and blue is decided.',
    opensAt: 195 * MS,
  },
  {
    path: 'acceptor-restarts',
    section: FAILURES,
    text: `consensus seed=1 duration=1500ms
title "An acceptor comes back and remembers"
network delay=10..10ms
@0s cut P1-P2
@0s..250ms isolate A3
@100ms C1 write x=red
@200ms..260ms crash A2
@240ms crash A1
@300ms C2 write x=blue`,
    look: 'A1 and A2 have accepted red. A1 dies for good; A2 restarts, reads red from its disk and tells P2 of it. A3, which knows of nothing, does no harm.',
    attempt: 'let A2 stay down: with A3 alone there is no majority, and P2 goes on asking.',
    opensAt: 190 * MS,
  },
  {
    path: 'minority',
    section: FAILURES,
    text: `consensus processes=8 seed=1 duration=3s
title "A minority cannot decide"
network delay=10..20ms
@50ms..1.5s partition P1,A1,A2/P2,A3,A4,A5,L1
@100ms C1 write x=red
@400ms C2 write x=blue`,
    look: 'P1 gets two promises of five and tries ballot after ballot. P2 has three and decides blue. When the partition ends P1 hears of blue, and is done.',
    attempt: 'move A3 to the side of P1: now red is decided there, and P2 waits.',
    opensAt: 380 * MS,
  },
  ...scheduleRuns,
  ...brokenRuns,
];
