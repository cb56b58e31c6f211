/** The runs of chain replication that the gallery shows, in the order of a course. */
import type { GalleryRun } from '../../sim/protocol.ts';
import { brokenRuns } from './gallery-broken.ts';
import { controlRuns } from './gallery-control.ts';

const MS = 1000;

export const chainGallery: readonly GalleryRun[] = [
  {
    path: 'start-up',
    section: 'The chain',
    text: `chain clients=4 seed=3 duration=3s
title "Updates go down the chain, acknowledgements come back"
@300ms..2.7s every=30ms C1 write x
@310ms..2.7s every=30ms C2 write y
@320ms..2.7s every=30ms C3 write z
@305ms..2.7s every=60ms C4 read x`,
    look: 'The head S1 passes each update on at once: several are under way at any moment, and all reach the tail in the head’s order.',
    attempt: 'Cut S2 from S3 at 1 s: nothing is acknowledged any more, while the tail goes on answering reads.',
    opensAt: 600 * MS,
  },
  {
    path: 'head-fails',
    section: 'Failures',
    text: `chain clients=2 seed=1 duration=4s
title "The head fails"
@300ms..3.7s every=50ms C1 write x
@310ms..3.7s every=60ms C2 read x
@1s..1.02s cut S1-S2
@1.02s crash S1`,
    look: 'S1 dies with an update that nobody else has: x=15. The control plane makes S2 the head of epoch 2; the client, never answered, asks it again.',
    attempt: 'Let S1 restart at 2 s: what it alone had is thrown away when it copies the tail.',
    opensAt: 1_000 * MS,
  },
  {
    path: 'middle-fails',
    section: 'Failures',
    text: `chain clients=4 seed=1 duration=4s
title "A server in the middle fails"
@300ms..3.7s every=50ms C1 write x
@320ms..3.7s every=50ms C2 write y
@310ms..3.7s every=70ms C3 read x
@1.4s..3.7s every=70ms C4 write z
@980ms cut S2-S3
@1.04s crash S2`,
    look: 'S2 dies with two updates that S3 has not seen. In epoch 2 S3 tells S1 what the last one was that it has, and S1 sends it those two.',
    attempt: 'Leave out the rule “Send nothing again” in the Scenario tab and look at the claims.',
    opensAt: 960 * MS,
  },
  {
    path: 'tail-fails',
    section: 'Failures',
    text: `chain clients=2 seed=1 duration=4s
title "The tail fails"
@300ms..3.7s every=50ms C1 write x
@310ms..3.7s every=60ms C2 read x
@1.015s crash S3`,
    look: 'S2 becomes the tail in epoch 2. Whatever it has counts as committed from then on: the tail before it had no more.',
    attempt: 'Crash S2 as well at 2 s: S1 goes on alone, head and tail at once.',
    opensAt: 1_000 * MS,
  },
  {
    path: 'new-tail-joins',
    section: 'Failures',
    text: `chain clients=2 seed=1 duration=5s
title "A server comes back, as the new tail"
@300ms..4.7s every=50ms C1 write x
@310ms..4.7s every=60ms C2 read x
@1s..2.5s crash S1`,
    look: 'S1 was the head. It comes back outside of the chain, copies what the tail has, and is put at the end in epoch 3.',
    attempt: 'Let it come back after 100 ms instead: nobody has missed it, and it is still the head.',
    opensAt: 2_450 * MS,
  },
  {
    path: 'slow-control-plane',
    section: 'The control plane',
    text: `chain clients=2 seed=1 duration=5s
title "A slow control plane stops all writes"
set detectAfter=2s
@300ms..4.7s every=50ms C1 write x
@310ms..4.7s every=60ms C2 read x
@1s crash S2`,
    look: 'S2 is dead for two seconds before the control plane gives it up, and all that time no write is acknowledged; reads at the tail go on.',
    attempt: 'Lower “Given up after” to 250 ms. Below the lease of 200 ms it would no longer be safe.',
    opensAt: 950 * MS,
  },
  {
    path: 'tail-cut-off',
    section: 'The control plane',
    text: `chain clients=2 seed=1 duration=4s
title "The tail is cut off, and its reader with it"
@300ms..3.5s every=60ms C1 write x
@310ms..3.5s every=60ms C2 read x
@1s..2.5s partition M1,S1,S2/S3,C2`,
    look: 'S3 is up, and C2 can still ask it. It stops answering when its lease has run out, before the chain goes on without it in epoch 2.',
    attempt: 'Leave out the rule “Answer without a lease”: C2 then reads what has long been overwritten.',
    opensAt: 980 * MS,
  },
  {
    path: 'chain-vs-raft',
    section: 'Against Raft',
    text: `chain clients=2 seed=4 duration=4s
title "One slow server: a chain waits for it"
@0s degrade S2-* delay=60..80ms
@500ms..3.8s every=200ms C1 write x
@510ms..3.8s every=60ms C2 read x`,
    look: 'Every write passes the slow S2 twice; reads at the tail do not meet it at all. Compare the figures with those of the run “One slow server: a majority does without it” of Raft.',
    attempt: 'Let S2 crash at 2 s: after the control plane has taken it out, writes are quick again.',
    opensAt: 490 * MS,
    beside: 'raft/slow-follower',
  },
  {
    path: 'one-dies',
    section: 'Against Raft',
    text: `chain clients=2 seed=4 duration=4s
title "One server dies: a chain stands still until it is mended"
@500ms..3.8s every=200ms C1 write x
@510ms..3.8s every=60ms C2 read x
@1.5s crash S2`,
    look: 'S2 dies at 1.5 s, and the write of that moment waits until the control plane has taken it out, at 1.8 s. Reads at the tail go on as if nothing had happened.',
    attempt: 'Crash S3 instead: now it is the reads that wait.',
    opensAt: 1_450 * MS,
    beside: 'raft/one-dies',
  },
  ...controlRuns,
  ...brokenRuns,
];
