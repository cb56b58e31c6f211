/** Whether it ends: a schedule under which nothing is decided while it is kept up, and what ends it. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;
const ENDING = 'Whether it ends';

/** Every 15 ms one of the two loses patience, just before its own or the other’s Accept can reach a majority. */
const PUSHES = Array.from(
  { length: 40 },
  (_, index) => `@${130 + 15 * index}ms trigger ${index % 2 === 0 ? 'P1' : 'P2'} timer=patience`,
).join('\n');

export const scheduleRuns: readonly GalleryRun[] = [
  {
    path: 'kept-undecided',
    section: ENDING,
    text: `consensus seed=4 duration=2s
title "A schedule that never decides"
network delay=10..10ms
model timing=asynchronous
@90ms C1 write x=red
@105ms C2 write x=blue
${PUSHES}`,
    look: 'Nothing fails, and nothing is decided while the two overtake each other: no clock can say how long to wait, so any patience may end at the wrong moment. When nobody pushes any more, after 715 ms, it ends.',
    attempt: 'take away the last ten triggers: it ends sooner. Keep adding some: it ends later.',
    opensAt: 125 * MS,
  },
  {
    path: 'back-off',
    section: ENDING,
    text: `consensus seed=3 duration=1s
title "A duel that back-off at random ends"
network delay=10..10ms
set thinking=30ms backoff=1..60ms
@100ms C1 write x=red
@135ms C2 write x=blue`,
    look: 'Each proposer is overtaken twice while it thinks. Then one of them happens to wait long enough for the other to come through.',
    attempt: 'break no-back-off: the duel goes on for ever.',
    opensAt: 152 * MS,
  },
  {
    path: 'stabilization',
    section: ENDING,
    text: `consensus seed=37 duration=3s
title "Decided once delays are bounded"
network delay=10..20ms
set patience=60ms backoff=10..60ms
model gst=1.5s
@90ms C1 write x=red
@105ms C2 write x=blue`,
    look: 'Before 1.5 s messages take as long as they like, and a patience of 60 ms is too short for a majority. After that the first ballot that nobody disturbs decides.',
    attempt: 'set patience=400ms: it decides early, by luck and not by any promise.',
    opensAt: 1_450 * MS,
  },
];
