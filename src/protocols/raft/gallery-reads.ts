/** Runs about consistency: what a read may show, and what it costs. S4 leads from the first election on. */
import type { GalleryRun } from '../../sim/protocol.ts';

const section = 'Consistency';
const MS = 1000;

/** C2 is on the side of the old leader, C1 writes on the other. */
const DIVIDED = `@1s..7.5s every=200ms C1 write x
@1.1s..7.5s every=200ms C2 read x
@3s..5.5s partition S4,S5,C2/S1,S2,S3,C1`;

/** C1 writes to the leader, C2 reads; S1 gets its entries late. */
const LAGGING = `set S1 electionTimeout=5s..6s
@1s..5.5s every=150ms C1 write x
@1.2s..5.5s every=150ms C2 read x
@2s..4s cut S4-S1`;

export const consistencyRuns: readonly GalleryRun[] = [
  {
    path: 'stale-leader-reads',
    section,
    text: `raft clients=2 seed=42 duration=8s
title "Not linearizable: a stale leader answers a read"
set reads=read-index
${DIVIDED}
break leader-reads-locally`,
    look: 'S4 is cut off with C2, does not know that S3 leads, and tells C2 an old value after C1 was told that a newer one is written.',
    attempt: 'Switch the rule back on: S4 asks, gets no majority, and keeps silent.',
    opensAt: 2_900 * MS,
  },
  {
    path: 'read-index',
    section,
    text: `raft clients=2 seed=42 duration=8s
title "Linearizable: the leader asks before it answers"
set reads=read-index
${DIVIDED}`,
    look: 'Nothing of a read is written to the log, but a round of heartbeats must come back from a majority first. In the partition S4 hears from nobody else but S5, and C2 waits.',
    attempt: 'Set reads=log: the same answers, and each read is an entry in every log.',
    opensAt: 2_900 * MS,
  },
  {
    path: 'leader-lease',
    section,
    text: `raft clients=2 seed=42 duration=8s
title "Linearizable by the clock: the lease of a leader"
set reads=lease
${DIVIDED}`,
    look: 'Followers promise not to vote for 120 ms after each heartbeat, and so long S4 may answer alone, at once. Cut off, it stops when its lease is over.',
    attempt:
      'Let the clock of S4 run slow, drift S4 ppm=-800000 from 3 s on: the claim gives up its promise, and what C2 reads is old.',
    opensAt: 2_900 * MS,
  },
  {
    path: 'pinned-follower',
    section,
    text: `raft clients=3 seed=42 duration=6s
title "Sequential: each client has its own follower"
set reads=pinned-follower
set S1 electionTimeout=5s..6s
@1s..5.5s every=150ms C3 write x
@1.2s..5.5s every=150ms C1 read x
@1.2s..5.5s every=150ms C2 read x
@2s..4s cut S4-S1`,
    look: 'C1 reads from S1, which hears nothing new from the leader for two seconds; C2 reads from S2. C1 sees old values, but each client sees the writes in one order and never less than before.',
    attempt: 'Crash S1 at 3 s: C1 goes to S2, which knows more, and is glad.',
    opensAt: 1_950 * MS,
  },
  {
    path: 'session-forgotten',
    section,
    text: `raft seed=42 duration=6s
title "A client that forgets what it has written"
set reads=pinned-follower
set S1 electionTimeout=5s..6s
@1s..5.5s every=300ms C1 write x
@1.1s..5.5s every=300ms C1 read x
@2s..4s cut S4-S1
break forget-session`,
    look: 'C1 writes through the leader and reads from S1, which is cut off: its own writes are not there.',
    attempt: 'Switch the rule back on: S1 waits for what C1 has seen, C1 loses patience and asks S2.',
    opensAt: 1_950 * MS,
  },
  {
    path: 'any-follower',
    section,
    text: `raft clients=2 seed=42 duration=8s
title "Eventual: any server may answer"
set reads=any-follower
${LAGGING}`,
    look: 'C2 asks a server drawn by lot. When it is S1, which is behind, time runs backwards for C2. When the writes stop, all come to the same state.',
    attempt: 'Set reads=pinned-follower: old values, but never in the wrong order.',
    opensAt: 1_950 * MS,
  },
  {
    path: 'cap-refuse',
    section,
    text: `raft clients=2 seed=42 duration=8s
title "CAP: keep silent"
set reads=read-index
@1s..7.5s every=200ms C1 write x
@1.1s..7.5s every=200ms C2 read x
@3s..5.5s partition S1,S2,C2/S3,S4,S5,C1`,
    look: 'C2 is with a minority from 3 s to 5.5 s: no read is answered, and none is wrong.',
    attempt: 'Compare with the next run: one option differs.',
    opensAt: 2_900 * MS,
  },
  {
    path: 'cap-answer',
    section,
    text: `raft clients=2 seed=42 duration=8s
title "CAP: answer what you have"
set reads=pinned-follower
@1s..7.5s every=200ms C1 write x
@1.1s..7.5s every=200ms C2 read x
@3s..5.5s partition S1,S2,C2/S3,S4,S5,C1`,
    look: 'The same partition: C2 is answered all the time by S2, with what was true at 3 s.',
    attempt: 'Compare with the run before: one option differs.',
    opensAt: 2_900 * MS,
  },
  {
    path: 'pacelc',
    section,
    text: `raft clients=2 seed=42 duration=6s
title "PACELC: what consistency costs where nothing is broken"
network delay=10..40ms
set electionTimeout=400..800ms heartbeat=100ms leaderLease=300ms reads=read-index
@2s..5.5s every=100ms C1 read x
@2s..5.5s every=250ms C2 write x`,
    look: 'No fault at all. The panel Reads runs the same requests under each policy: asking a majority takes twice as long as answering at once.',
    attempt: 'Widen the network delay and look at the panel again.',
    opensAt: 5_900 * MS,
  },
];
