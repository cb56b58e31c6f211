/** The runs of Raft that the gallery shows, in the order of a course. */
import type { GalleryRun } from '../../sim/protocol.ts';
import { brokenRuns } from './gallery-broken.ts';
import { figures } from './gallery-figures.ts';

const MS = 1000;

const elections: readonly GalleryRun[] = [
  {
    path: 'start-up',
    section: 'Elections',
    text: `raft seed=42
title "Start-up: five processes elect a leader"
@1s..9.5s every=400ms C1 write x`,
    look: 'The first process whose timer runs out asks the others for their votes, wins, and keeps them quiet with heartbeats.',
    attempt: 'click the leader and crash it.',
  },
  {
    path: 'leader-crashes',
    section: 'Elections',
    text: `raft seed=42
title "The leader crashes"
@1s..9.5s every=300ms C1 write x
@3s..6s crash S4`,
    look: 'At 3 s the leader dies; heartbeats stop, a follower loses patience, and a later term has a leader within half a second.',
    attempt: 'drag the end of the crash to the left until the old leader is back before anybody stands.',
    opensAt: 2900 * MS,
  },
  {
    path: 'split-vote-twice',
    section: 'Elections',
    text: `raft processes=4 clients=0 seed=12 duration=4s
title "A split vote, twice"
network delay=10..20ms
set electionTimeout=150..170ms`,
    look: 'In terms 1 and 2 several processes stand at almost the same moment, and nobody gets three of four votes.',
    attempt: 'throw the dice beside the seed: how often does it take more than one election?',
    opensAt: 140 * MS,
  },
  {
    path: 'leader-paused',
    section: 'Elections',
    text: `raft seed=42
title "The leader stands still for a second"
@1s..9.5s every=300ms C1 write x
@3s..4s pause S4`,
    look: 'The paused leader wakes at 4 s and still believes that it leads, until the first answer with a later term tells it otherwise.',
    attempt: 'shorten the pause to 100 ms: now nobody notices.',
    opensAt: 2900 * MS,
  },
  {
    path: 'even-split',
    section: 'Elections',
    text: `raft processes=4 seed=42 duration=8s
title "Four processes, split evenly"
@1s..7.5s every=300ms C1 write x
@2s..5s partition S1,S2/S3,S4`,
    look: 'Two of four are no majority: neither half can elect a leader or commit a write until the partition ends.',
    attempt: 'set the number of processes to 5 in the Scenario tab: the larger side goes on.',
    opensAt: 1900 * MS,
  },
  {
    path: 'one-way-link',
    section: 'Elections',
    text: `raft seed=42 duration=8s
title "A link that works one way only"
@1s..7.5s every=300ms C1 write x
@2s..5s cut S4->S1`,
    look: 'S1 no longer hears the leader but is heard by all: it stands for election, and its later term unseats a leader that was doing well.',
    attempt: 'cut the other direction instead: nobody stands, and the leader only misses one answer.',
    opensAt: 1900 * MS,
  },
  {
    path: 'fast-clock',
    section: 'Elections',
    text: `raft seed=42 duration=8s
title "A clock that runs five times too fast"
@1s..7.5s every=300ms C1 write x
@2s..4s drift S2 ppm=4000000`,
    look: 'For S2 two seconds are ten: its election timeout runs out between two heartbeats, and it unseats a leader in good health.',
    attempt: 'set a longer heartbeat or a slower drift and find out when S2 begins to disturb.',
    opensAt: 1900 * MS,
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
    look: 'The old leader S4 appends a write that it cannot commit; when the partition ends, the entry is overwritten.',
    attempt: 'drag the end of the partition to the left until nothing has to be overwritten.',
    opensAt: 2900 * MS,
  },
  {
    path: 'minority-cannot-commit',
    section: 'Replication',
    text: `raft seed=42
title "A minority cannot commit"
@1s..9s every=200ms C1 write x
@3s..6s partition S4,S5,C1/S1,S2,S3`,
    look: 'The client is on the smaller side with the old leader: its write is appended there, and waits for the partition to end.',
    attempt: 'click C1 and let it ask for something else meanwhile; it has to wait its turn.',
    opensAt: 2900 * MS,
  },
  {
    path: 'far-behind',
    section: 'Replication',
    text: `raft seed=42
title "A follower far behind catches up"
set batch=8
@500ms..9s every=100ms C1 write x
@1s..6s crash S2`,
    look: 'S2 comes back with ten entries of more than fifty; the leader finds where the logs agree and sends the rest in batches of eight.',
    attempt: 'set the batch to 1 and watch how long it takes.',
    opensAt: 5900 * MS,
  },
  {
    path: 'lossy-network',
    section: 'Replication',
    text: `raft clients=2 seed=7
title "A network that loses and doubles"
network loss=20% duplicate=20%
@500ms..9s every=250ms C1 append x
@600ms..9s every=500ms C2 read x`,
    look: 'One message in five is lost and one in five comes twice; requests are retried, and still each is applied exactly once.',
    attempt: 'raise the loss to 50 % in the text of the scenario.',
    opensAt: 1000 * MS,
  },
];

export const raftGallery: readonly GalleryRun[] = [...elections, ...logs, ...figures, ...brokenRuns];
