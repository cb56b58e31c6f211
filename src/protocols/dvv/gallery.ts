/** Runs of the store: concurrent writes through two replicas and through one, and what each encoding makes of them. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

export const dvvGallery: readonly GalleryRun[] = [
  {
    path: 'two-replicas',
    section: 'Concurrent writes',
    text: `dvv processes=2 clients=2 seed=3 duration=3s
title "Two clients, two replicas, one key"
network delay=10..20ms
set gossip=200..300ms
@300ms C1 write x=tea
@320ms C2 write x=milk
@1.2s C1 read x
@1.4s C1 write x=both
@2.2s C2 read x`,
    look: 'tea and milk are written without knowledge of each other; gossip brings both to both replicas, which keep them side by side until C1 has read the two and writes both.',
    attempt:
      'Drag the read of C1 away, or let C1 write before the first gossip: then there is nothing it can replace but its own value.',
    opensAt: 900 * MS,
  },
  {
    path: 'one-replica',
    section: 'Concurrent writes',
    text: `dvv processes=2 clients=3 seed=3 duration=3s
title "Two clients take turns at one replica"
network delay=10..20ms
@200ms C1 write x=a
@400ms C3 write x=b
@600ms C1 write x=c
@800ms C3 write x=d
@1s C1 write x=e
@1.2s C3 write x=f`,
    look: 'Each write knows its writer’s last one; dots leave two siblings. The plain vector of the replica cannot tell which of them a writer had read, and keeps false ones as well.',
    attempt: 'Open the Siblings tab and step through the writes: the middle column grows.',
    opensAt: 1_300 * MS,
  },
  {
    path: 'partition',
    section: 'Concurrent writes',
    text: `dvv processes=3 clients=3 seed=5 duration=5s
title "Writes on both sides of a partition"
network delay=10..20ms
@300ms C1 write x=start
@1s..3s partition S1,C1/S2,S3,C2,C3
@1.2s C1 write x=left
@1.4s C2 write x=right
@1.8s C2 write x=right2
@2.2s C3 read x
@4s C3 read x`,
    look: 'While the cut lasts each side replaces start with its own value; after it has healed all replicas hold the last value of each side.',
    attempt: 'Let C3 write x=one at 4.3 s: it has read both, and one value remains everywhere.',
    opensAt: 2_500 * MS,
  },
  {
    path: 'answer-lost',
    section: 'What each encoding costs',
    text: `dvv processes=2 clients=1 seed=3 duration=3s
title "A write whose answer is lost"
network delay=10..20ms
set requestTimeout=300ms
@300ms C1 write x=first
@300ms drop S1-C1.1
@900ms C1 write x=second`,
    look: 'C1 never learns that first was stored, so second was not written to replace it: with dots both remain, with an entry for each client second covers first.',
    attempt: 'Take the drop away: C1 has seen first, and second replaces it in every encoding.',
    opensAt: 1_200 * MS,
  },
  {
    path: 'many-clients',
    section: 'What each encoding costs',
    text: `dvv processes=2 clients=8 seed=8 duration=4s
title "Eight clients, two replicas"
network delay=10..20ms
@200ms..3s every=700ms C1 write x
@300ms..3s every=700ms C2 write x
@400ms..3s every=700ms C3 write x
@500ms..3s every=700ms C4 write x
@600ms..3s every=700ms C5 write x
@700ms..3s every=700ms C6 write x
@800ms..3s every=700ms C7 write x
@850ms..3s every=700ms C8 write x`,
    look: 'Dots and vectors have entries for two replicas, whoever writes; the vectors of clients come to have an entry for each of the eight.',
    attempt: 'Open the Siblings tab and compare the entries of the three encodings.',
    opensAt: 3_200 * MS,
  },
  {
    path: 'no-dot',
    section: 'Rules left out',
    text: `dvv processes=2 clients=3 seed=3 duration=2s
title "Without the dot a write covers what nobody had read"
network delay=10..20ms
@300ms C1 write x=a
@600ms C3 write x=b
break no-dot`,
    look: 'C3 has never read x, and yet its write takes the stamp S1 2, which lies above S1 1: a is dropped, and nobody is told.',
    attempt: 'Mend the rule in the Scenario tab: a and b are siblings.',
    opensAt: 700 * MS,
  },
  {
    path: 'replica-vectors',
    section: 'Rules left out',
    text: `dvv processes=2 clients=3 seed=3 duration=2s
title "One vector for all siblings"
network delay=10..20ms
@200ms C1 write x=a
@500ms C3 write x=b
@800ms C1 write x=c
break replica-vectors`,
    look: 'C1 has seen its own a and writes c in its place. Its context S1 1 lags behind the vector S1 2, so the replica keeps a as well.',
    attempt: 'Mend the rule: c replaces a, and b stays beside it.',
    opensAt: 900 * MS,
  },
  {
    path: 'client-vectors',
    section: 'Rules left out',
    text: `dvv processes=2 clients=1 seed=3 duration=2s
title "Entries of clients, and an answer that is lost"
network delay=10..20ms
set requestTimeout=300ms
@300ms C1 write x=first
@300ms drop S1-C1.1
@900ms C1 write x=second
break client-vectors`,
    look: 'second is stamped C1 2, which lies above C1 1, though C1 never learnt that first was stored: first is dropped.',
    attempt: 'Mend the rule: the two stay side by side until somebody has read both.',
    opensAt: 1_000 * MS,
  },
  {
    path: 'ignore-context',
    section: 'Rules left out',
    text: `dvv processes=2 clients=1 seed=3 duration=2s
title "A write that does not say what it replaces"
network delay=10..20ms
@300ms C1 write x=a
@600ms C1 write x=b
break ignore-context`,
    look: 'C1 has seen its own a and writes b in its place; the replica does not look at the context and keeps both.',
    attempt: 'Mend the rule: b alone remains.',
    opensAt: 700 * MS,
  },
];
