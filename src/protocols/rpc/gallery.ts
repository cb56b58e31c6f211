/** One payment, asked for more than once; then what a broker changes. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

const RETRIED = `@100ms C1 append rent=700
@600ms C1 append rent=20
@0s drop S1-C1.1`;

const direct: readonly GalleryRun[] = [
  {
    path: 'retried-with-key',
    section: 'Asked twice',
    text: `rpc seed=5 duration=2s
title "A lost answer, and a key that saves the day"
${RETRIED}`,
    look: 'The answer to the first payment is lost. C1 asks again with the same key; S1 knows the key, books nothing and repeats its receipt.',
    attempt:
      'Drop C1-S1.1 instead of the answer: to C1 it looks the same, and this time the second attempt is the one that is booked.',
    opensAt: 145 * MS,
    shows: 800 * MS,
  },
  {
    path: 'retried-without-key',
    section: 'Asked twice',
    text: `rpc seed=5 duration=2s
title "The same, without a key: paid twice"
${RETRIED}
break no-key`,
    look: 'The same lost answer, the same second attempt, but nothing tells S1 that it is one: the rent of 700 is booked twice.',
    attempt: 'Switch the second attempts off as well: nothing is paid twice, and C1 never learns whether it has paid.',
    opensAt: 145 * MS,
    shows: 800 * MS,
  },
  {
    path: 'key-forgotten',
    section: 'Asked twice',
    text: `rpc seed=5 duration=2s
title "The server crashes and forgets the keys"
set timeout=300ms
@100ms C1 append rent=700
@0s drop S1-C1.1
@200ms..250ms crash S1
break key-in-memory`,
    look: 'S1 has booked the rent when it crashes, and its answer is lost. The entry is on disk, the key was not: the second attempt is booked again.',
    attempt: 'Take the broken rule back: entry and key survive together, and the receipt is repeated.',
    opensAt: 220 * MS,
    shows: 800 * MS,
  },
  {
    path: 'answered-too-early',
    section: 'Asked twice',
    text: `rpc seed=5 duration=2s
title "Answered before it is done"
set work=80..100ms
@100ms C1 append rent=700
@150ms..400ms crash S1
break answer-first`,
    look: 'S1 answers at once and crashes before it books: C1 believes the rent paid, and the ledger is empty.',
    attempt: 'Take the broken rule back: C1 gets no answer before the crash, asks again, and the rent is booked once.',
    opensAt: 170 * MS,
    shows: 800 * MS,
  },
  {
    path: 'never-again',
    section: 'Asked twice',
    text: `rpc seed=5 duration=4s
title "Asked once, and the request is lost"
@100ms C1 append rent=700
@600ms C1 append food=20
@0s drop C1-S1.1
break no-retry`,
    look: 'The request is lost and C1 does not ask again. It blocks for ever: the payment at 600 ms is never even begun.',
    attempt: 'Set the style to asynchronous: the first payment is lost all the same, but the second goes through.',
    opensAt: 150 * MS,
    shows: 1_200 * MS,
  },
];

const SLOW = `@100ms C1 append rent=700
@110ms C1 append food=20
@120ms C1 append fuel=50`;

const styles: readonly GalleryRun[] = [
  {
    path: 'synchronous',
    section: 'Waiting for a slow server',
    text: `rpc seed=4 duration=2s
title "Synchronous: one after the other"
set work=250..300ms timeout=600ms
${SLOW}`,
    look: 'C1 blocks on each payment, so that three take three times the work of a slow server: the last is answered at about a second.',
    attempt: 'Set the style to asynchronous and compare when the last answer comes.',
    opensAt: 250 * MS,
    shows: 800 * MS,
  },
  {
    path: 'asynchronous',
    section: 'Waiting for a slow server',
    text: `rpc seed=4 duration=2s
title "Asynchronous: called back"
set style=asynchronous work=250..300ms timeout=600ms
${SLOW}`,
    look: 'C1 sends all three at once and is called back as the answers come, in whatever order: all are there before 450 ms.',
    attempt: 'Set the timeout to 100 ms: each payment is asked for several times, and still booked once.',
    opensAt: 250 * MS,
    shows: 800 * MS,
  },
];

const broker: readonly GalleryRun[] = [
  {
    path: 'consumer-down',
    section: 'Through a broker',
    text: `rpc processes=2 seed=6 duration=4s
title "The consumer is down, and nobody waits for it"
@200ms..1.4s every=200ms C1 append rent
@300ms..2s crash S1`,
    look: 'S1 is down from 300 ms to 2 s. B1 keeps what C1 publishes and confirms it; once S1 is back it works the messages off, in order.',
    attempt: 'Leave the broker out with processes=1: now C1 is stuck as long as S1 is down.',
    opensAt: 250 * MS,
  },
  {
    path: 'delivered-twice',
    section: 'Through a broker',
    text: `rpc processes=2 seed=6 duration=2s
title "An acknowledgement is lost"
@200ms C1 append rent=700
@600ms C1 append food=20
@0s drop S1-B1.1`,
    look: 'S1 has booked the rent, and its acknowledgement is lost. B1 hands the message over again: at least once. The key makes it one effect.',
    attempt: 'Break the rule of the key: the message that is handed over twice is booked twice.',
    opensAt: 260 * MS,
    shows: 1_200 * MS,
  },
  {
    path: 'broker-forgets',
    section: 'Through a broker',
    text: `rpc processes=2 seed=6 duration=5s
title "A broker that writes nothing down"
@200ms..1s every=200ms C1 append rent
@100ms..1.5s crash S1
@1.2s..1.3s crash B1
break broker-in-memory`,
    look: 'B1 has confirmed five messages when it crashes, and none of them is left: S1 is back at 1.5 s and waits for nothing.',
    attempt: 'Take the broken rule back: all five are handed over.',
    opensAt: 1_100 * MS,
  },
];

export const rpcGallery: readonly GalleryRun[] = [...direct, ...styles, ...broker];
