/** The runs of Raft that the gallery shows, in the order of a course. The first is what a first visit sees. */
import type { GalleryRun } from '../../sim/protocol.ts';
import { brokenRuns } from './gallery-broken.ts';
import { figures } from './gallery-figures.ts';
import { consistencyRuns } from './gallery-reads.ts';

const MS = 1000;

const elections: readonly GalleryRun[] = [
  {
    path: 'start-up',
    section: 'Elections',
    text: `raft seed=42
title "Start-up: five processes elect a leader"
@1s..9.5s every=400ms C1 write x`,
    look: 'The first process whose timer runs out asks the others for their votes, wins, and keeps them quiet with heartbeats.',
    attempt: 'Click the leader and crash it.',
    opensAt: 160 * MS,
  },
  {
    path: 'leader-crashes',
    section: 'Elections',
    text: `raft seed=42
title "The leader crashes"
@1s..9.5s every=300ms C1 write x
@3s..6s crash S4`,
    look: 'At 3 s the leader dies and its heartbeats stop; S3 loses patience first, and leads term 2 before 3.2 s.',
    attempt:
      'Drag the end of the crash to 3.1 s: S4 is back before anybody stands, and leads no more. Leadership is not on stable storage.',
    opensAt: 2_900 * MS,
  },
  {
    path: 'split-vote-twice',
    section: 'Elections',
    text: `raft processes=4 clients=0 seed=12 duration=4s
title "A split vote, twice"
network delay=10..20ms
set electionTimeout=150..170ms`,
    look: 'In terms 1 and 2 all four stand before they hear of each other, and nobody gets three votes; in term 3 one is early enough.',
    attempt: 'Throw the dice beside the seed, then widen the election timeout to 150..300ms and throw them again.',
    opensAt: 140 * MS,
  },
  {
    path: 'leader-paused',
    section: 'Elections',
    text: `raft seed=42
title "The leader stands still for a second"
@1s..9.5s every=300ms C1 write x
@3s..4s pause S4`,
    look: 'S4 wakes at 4 s and still acts as leader: it appends a write that had waited, then reads that S3 leads term 2 and takes the entry back.',
    attempt: 'Shorten the pause to 100 ms: now nobody stands.',
    opensAt: 2_900 * MS,
  },
];

const logs: readonly GalleryRun[] = [
  {
    path: 'old-leader-comes-back',
    section: 'Replication',
    text: `raft seed=42
title "Old leader comes back after a partition"
@1s..9s every=200ms C1 write x
@3s..5.5s partition S4,S5/S1,S2,S3`,
    look: 'The old leader S4 appends x=11 and cannot commit it; the client tries the others and goes on with S3. When the partition ends, the entry of S4 is overwritten.',
    attempt: 'Drag the end of the partition to the left until nothing is overwritten.',
    opensAt: 2_900 * MS,
  },
  {
    path: 'minority-cannot-commit',
    section: 'Replication',
    text: `raft clients=2 seed=42
title "A minority cannot commit"
@1s..9s every=400ms C1 write x
@1.2s..9s every=400ms C2 write y
@3s..6s partition S1,S2,C1/S3,S4,S5,C2`,
    look: 'S1 and S2 stand again and again and never have three votes, so C1 waits; C2, on the larger side, is answered as before.',
    attempt: 'Move S3 to the other side, as S1,S2,S3,C1/S4,S5,C2: now C2 waits, although its side has the old leader.',
    opensAt: 2_900 * MS,
  },
  {
    path: 'even-split',
    section: 'Replication',
    text: `raft processes=4 seed=42 duration=8s
title "Four processes, split evenly"
@1s..7.5s every=300ms C1 write x
@2s..5s partition S1,S2/S3,S4`,
    look: 'Two of four are no majority: S4 still calls itself leader and commits nothing, the other half elects nobody, until the partition ends.',
    attempt: 'Add a fifth: processes=5 and partition S1,S2,S5/S3,S4. Now one side goes on.',
    opensAt: 1_900 * MS,
  },
  {
    path: 'far-behind',
    section: 'Replication',
    text: `raft seed=42
title "A follower far behind catches up"
set batch=8
@500ms..9s every=100ms C1 write x
@1s..6s crash S2`,
    look: 'S2 comes back with 5 entries of 55; the leader sends it the rest in batches of eight, each after the answer to the one before.',
    attempt: 'Set the batch to 1 and watch how long it takes.',
    opensAt: 5_900 * MS,
  },
];

const links: readonly GalleryRun[] = [
  {
    path: 'one-way-link',
    section: 'Links and clocks that misbehave',
    text: `raft seed=42 duration=8s
title "A link that works one way only"
@1s..7.5s every=300ms C1 write x
@2s..5s cut S4->S1`,
    look: 'S1 no longer hears the leader but is heard by all: it stands for election, and its later term unseats a leader that was doing well.',
    attempt: 'Cut the other direction instead, S1->S4: nobody stands.',
    opensAt: 1_900 * MS,
  },
  {
    path: 'leader-hears-nothing',
    section: 'Links and clocks that misbehave',
    text: `raft seed=42 duration=6s
title "A leader that is heard and hears nobody"
@1s..5.5s every=300ms C1 write x
@2s..4s cut S1->S4
@2s..4s cut S2->S4
@2s..4s cut S3->S4
@2s..4s cut S5->S4`,
    look: 'From 2 s on S4 reaches everybody and gets no answer: its heartbeats keep the others from standing, and until 4 s nothing is committed.',
    attempt: 'Isolate S4 instead, both ways: now the others elect a leader and go on.',
    opensAt: 1_900 * MS,
  },
  {
    path: 'lossy-network',
    section: 'Links and clocks that misbehave',
    text: `raft clients=2 seed=7
title "A network that loses and doubles"
network loss=20% duplicate=20%
@500ms..8s every=250ms C1 append x
@600ms..8s every=500ms C2 read x`,
    look: 'One message in five is lost and one in five comes twice; requests are sent again, and still each is applied exactly once.',
    attempt: 'Raise the loss to 40%: it takes longer, and no claim fails.',
    opensAt: 1_000 * MS,
  },
  {
    path: 'fast-clock',
    section: 'Links and clocks that misbehave',
    text: `raft seed=42 duration=8s
title "A clock that runs five times too fast"
@1s..7.5s every=300ms C1 write x
@2s..4s drift S2 ppm=4000000`,
    look: 'For S2 two seconds are ten: its election timeout runs out between two heartbeats, and it unseats a leader in good health.',
    attempt: 'Set a longer heartbeat or a slower drift and find out when S2 begins to disturb.',
    opensAt: 1_900 * MS,
  },
  {
    path: 'slow-follower',
    section: 'Links and clocks that misbehave',
    text: `raft processes=3 clients=2 seed=4 duration=4s
title "One slow server: a majority does without it"
@0s degrade S2-* delay=60..80ms
@500ms..3.8s every=200ms C1 write x
@510ms..3.8s every=60ms C2 read x`,
    look: 'S2 is slow, and nobody waits for it: with the leader the other follower makes a majority. A chain of three would pay for S2 with every write.',
    attempt: 'Crash the quick follower at 2 s: from then on every operation waits for S2.',
    opensAt: 1_060 * MS,
    beside: 'chain/chain-vs-raft',
  },
  {
    path: 'one-dies',
    section: 'Links and clocks that misbehave',
    text: `raft processes=3 clients=2 seed=4 duration=4s
title "One server dies: a majority goes on"
@500ms..3.8s every=200ms C1 write x
@510ms..3.8s every=60ms C2 read x
@1.5s crash S2`,
    look: 'S2, a follower, dies at 1.5 s. S1 and S3 are a majority of three, and no client notices.',
    attempt: 'Crash S1, the leader, instead: now all wait for an election.',
    opensAt: 1_450 * MS,
    beside: 'chain/one-dies',
  },
];

export const raftGallery: readonly GalleryRun[] = [
  ...elections,
  ...logs,
  ...links,
  ...figures,
  ...consistencyRuns,
  ...brokenRuns,
];
