/** Runs that show what a rule is good for: with the rule they keep every claim. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;
const BROKEN = 'Rules left out';

export const brokenRuns: readonly GalleryRun[] = [
  {
    path: 'forget-promise',
    section: BROKEN,
    text: `consensus seed=1 duration=1s
title "A promise that a crash undoes"
network delay=10..10ms
@100ms C1 write x=red
@105ms C2 write x=blue
@115ms drop P2-A1.1
@128ms..135ms crash A2
break forget-promise`,
    look: 'A2 promises 1.P2, crashes, and has forgotten it when red arrives in 1.P1. A1 and A2 make red the value; a moment later blue is chosen too.',
    attempt: 'mend the rule in the Scenario tab: A2 refuses red, and blue alone is chosen.',
    opensAt: 122 * MS,
  },
  {
    path: 'ignore-accepted',
    section: BROKEN,
    text: `consensus seed=1 duration=1s
title "Its own value all the same"
network delay=10..20ms
@0s cut P1-P2
@100ms C1 write x=red
@220ms C2 write x=blue
break ignore-accepted`,
    look: 'The promises tell P2 of red, and it proposes blue: the acceptors take what comes in a higher ballot, and there are two decisions.',
    attempt: 'move the write of C2 before that of C1: red is proposed over blue.',
    opensAt: 210 * MS,
  },
  {
    path: 'invent-value',
    section: BROKEN,
    text: `consensus clients=1 seed=1 duration=1s
title "Agreed, and wanted by nobody"
network delay=10..20ms
@100ms C1 write x=red
break invent-value`,
    look: 'Everybody agrees, on a value that no client has asked for: agreement alone is easy.',
    attempt: 'mend the rule: red is decided.',
    opensAt: 137 * MS,
  },
  {
    path: 'minority-quorum',
    section: BROKEN,
    text: `consensus seed=1 duration=1s
title "One acceptor is enough"
network delay=10..20ms
@50ms..800ms partition P1,A1/P2,A2,A3,L1
@100ms C1 write x=red
@200ms C2 write x=blue
break minority-quorum`,
    look: 'Each side has an acceptor, and one is enough to decide: red here, blue there. Two majorities would have had to meet.',
    attempt: 'mend the rule: P1 waits until the partition ends.',
    opensAt: 250 * MS,
  },
  {
    path: 'no-back-off',
    section: BROKEN,
    text: `consensus seed=1 duration=5s
title "A duel without end"
network delay=10..10ms
set patience=50ms backoff=10..40ms thinking=30ms poll=50ms
model gst=0ms
@100ms C1 write x=red
@135ms C2 write x=blue
break no-back-off`,
    look: 'Delays are bounded from the start and nothing fails; each Accept comes a little after the other proposer’s Prepare, again and again.',
    attempt: 'let C2 write 20 ms later or earlier: which of them meet is a matter of milliseconds.',
    opensAt: 152 * MS,
  },
];
