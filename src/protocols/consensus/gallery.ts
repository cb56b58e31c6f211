/** The runs of the gallery. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;
const ORDINARY = 'One value';
const FAILURES = 'Failures';
const NEVER = 'Never, or in the end';
const BROKEN = 'Rules left out';

/** Somebody starts a new ballot each time the other is about to be accepted: delays that a schedule may have. */
const PUSHES = Array.from(
  { length: 60 },
  (_, index) => `@${115 + 15 * index}ms trigger ${index % 2 === 0 ? 'P2' : 'P1'} timer=patience`,
).join('\n');

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
    opensAt: 90 * MS,
  },
  {
    path: 'two-proposers',
    section: ORDINARY,
    text: `consensus seed=1 duration=1s
title "Two proposers, one value"
network delay=10..20ms
@100ms C1 write x=red
@200ms C2 write x=blue`,
    look: 'red is decided before P2 begins. The promises tell P2 of it, so it proposes red itself, and C2 is answered red.',
    attempt: 'let C2 write at 0.11 s: they meet, one is refused, and still there is one value.',
    opensAt: 190 * MS,
  },
  {
    path: 'half-way',
    section: ORDINARY,
    text: `consensus seed=1 duration=1500ms
title "A value that might have been chosen"
network delay=10..10ms
@100ms C1 write x=red
@125ms cut P1-A2
@125ms cut P1-A3
@135ms crash P1
@200ms C2 write x=blue`,
    look: 'Only A1 has accepted red when P1 dies. P2 hears of it from A1 and proposes red in place of its own blue: it cannot know whether red was chosen.',
    attempt: 'crash A1 at 0.18 s as well: nobody tells of red any more, and blue is decided.',
    opensAt: 195 * MS,
  },
];
