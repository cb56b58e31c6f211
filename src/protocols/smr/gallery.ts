/** Replicas of one state machine: the same log, the same state; and what makes states part. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;
const SAME = 'The same log, the same state';
const BROKEN = 'Rules left out';

export const smrGallery: readonly GalleryRun[] = [
  {
    path: 'same-log',
    section: SAME,
    text: `smr clients=3 seed=1 duration=2s
title "One order for all, whoever was asked"
network delay=5..25ms
@200ms..1.4s every=200ms C1 append x=a
@210ms..1.4s every=200ms C2 append x=b
@220ms..1.4s every=200ms C3 append x=c`,
    look: 'Three clients ask three replicas at about the same time. S1 puts the commands in one order, and with the same log every replica has the same state: the digests in a row are equal.',
    attempt: 'change the seed: another order, and again the same one everywhere.',
    opensAt: 231 * MS,
  },
  {
    path: 'replay',
    section: SAME,
    text: `smr clients=2 seed=1 duration=3s
title "A crash: the log is replayed, the rest fetched"
network delay=5..15ms
@200ms..2.4s every=200ms C1 append x=a
@290ms..2.4s every=200ms C2 append y=b
@1s..1.7s crash S3`,
    look: 'S3 loses its state and keeps its log. When it restarts it replays the log from the first entry on, asks S1 for what it has missed, and is where the others are.',
    attempt: 'let S3 restart at 2.5 s: more to ask for, the same state.',
    opensAt: 1_650 * MS,
  },
  {
    path: 'cut-off',
    section: SAME,
    text: `smr clients=2 seed=2 duration=3s
title "Behind is not different"
network delay=5..15ms
@200ms..2.4s every=200ms C1 append x=a
@290ms..2.4s every=200ms C2 append y=b
@600ms..1.8s partition S1,S2/S3`,
    look: 'S3 hears nothing for a while. Its state is an old one and never a wrong one: it is what the others had at the same place in the log.',
    attempt: 'cut off S1 in place of S3: clients that ask around find it, and S2 and S3 stay behind together.',
    opensAt: 1_500 * MS,
  },
  {
    path: 'asked-twice',
    section: SAME,
    text: `smr clients=2 seed=1 duration=2s
title "Asked twice, done once"
network delay=5..10ms
set catchUp=600ms requestTimeout=150ms
@200ms C1 append x=a
@200ms drop S1-C1.1
@200ms delay S1-S2.1 by=200ms
@1s C1 read x`,
    look: 'The answer is lost, and C1 asks S2, which has not heard of the command yet and has it put in order a second time. At index 2 every replica finds it done already: x is a.',
    attempt: 'break skip-duplicate-check: x is aa.',
    opensAt: 210 * MS,
  },
  {
    path: 'sequencer-down',
    section: SAME,
    text: `smr clients=2 seed=1 duration=3s
title "Who puts in order must be there"
network delay=5..15ms
@200ms..2.2s every=200ms C1 append x=a
@290ms..2.2s every=200ms C2 append y=b
@800ms..1.6s crash S1`,
    look: 'Without S1 nothing is put in order and nobody is answered: one fixed sequencer is safe and not available. To agree on another one takes consensus.',
    attempt: 'crash S2 instead: its client asks another replica, and all goes on.',
    opensAt: 780 * MS,
  },
  {
    path: 'operation-reads-local-clock',
    section: BROKEN,
    text: `smr clients=3 seed=1 duration=2s
title "The same log and another state"
network delay=5..15ms
@0s skew S3 by=40ms
@200ms..1.4s every=300ms C1 append x=a
@350ms..1.4s every=300ms C2 append x=b
break operation-reads-local-clock`,
    look: 'Each replica stamps a change with its own clock as it applies it. The logs are equal to the last entry, and no two states are.',
    attempt: 'set the skew to 0: the entries still arrive at different times, and the states still differ.',
    opensAt: 212 * MS,
  },
  {
    path: 'replay-reads-clock',
    section: BROKEN,
    text: `smr processes=1 clients=1 seed=1 duration=2s
title "A replica that disagrees with itself"
@200ms..600ms every=200ms C1 append x=a
@1s..1.2s crash S1
break operation-reads-local-clock`,
    look: 'One replica alone: after its restart it replays its own log and arrives at another state, for the clock has gone on.',
    attempt: 'mend the rule: the times are in the log, and the replay ends where it was.',
    opensAt: 950 * MS,
  },
  {
    path: 'skip-duplicate-check',
    section: BROKEN,
    text: `smr clients=2 seed=1 duration=2s
title "Done twice"
network delay=5..10ms
set catchUp=600ms requestTimeout=150ms
@200ms C1 append x=a
@200ms drop S1-C1.1
@200ms delay S1-S2.1 by=200ms
@1s C1 read x
break skip-duplicate-check`,
    look: 'C1 appends a once, asks twice, and reads aa. All replicas agree, in the same wrong state.',
    attempt: 'ask for write in place of append: done twice it is the same as once, and nobody notices.',
    opensAt: 210 * MS,
  },
  {
    path: 'apply-as-they-come',
    section: BROKEN,
    text: `smr clients=3 seed=1 duration=2s
title "Applied in the order of arrival"
network delay=5..10ms
@200ms C1 append x=a
@230ms C2 append x=b
@200ms delay S1-S3.1 by=60ms
@1s C3 read x
break apply-as-they-come`,
    look: 'The first entry is late on its way to S3, and S3 does not wait for it: it applies b as if it were the first. C3 reads b, where the others have ab.',
    attempt: 'mend the rule: S3 keeps b waiting and asks for what is missing.',
    opensAt: 245 * MS,
  },
];
