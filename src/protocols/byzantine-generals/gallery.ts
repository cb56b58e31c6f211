/** Runs worth opening: the figures of the paper, and what happens where a rule is left out. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MODEL = 'model timing=synchronous process=arbitrary';
const PAPER = 'Oral messages';
const SIGNED = 'Signed messages';
const BROKEN = 'Rules left out';

export const generalsGallery: readonly GalleryRun[] = [
  {
    path: 'four-with-a-false-lieutenant',
    section: PAPER,
    text: `byzantine-generals seed=1 duration=300ms
title "Four generals, a lieutenant lies"
${MODEL}
@0s corrupt S4 behaviour=lie-to-all`,
    look: 'S4 tells S2 and S3 that the order is to retreat; each of them hears attack twice and retreat once, and both obey (figure 3 of the paper).',
    attempt: 'let S3 lie as well: two traitors are one more than the generals are prepared for.',
    opensAt: 55_000,
  },
  {
    path: 'four-with-a-false-commander',
    section: PAPER,
    text: `byzantine-generals seed=1 duration=300ms
title "Four generals, the commander lies"
${MODEL}
@0s corrupt S1 behaviour=lie-to-some`,
    look: 'S1 orders S2 and S4 to attack and S3 to retreat; after one round of relaying all three have heard the same three values and decide alike (figure 4).',
    attempt: 'change what S1 does to “random” and try other seeds: the lieutenants never differ.',
    opensAt: 55_000,
  },
  {
    path: 'three-do-not-decide',
    section: PAPER,
    text: `byzantine-generals processes=3 seed=1 duration=300ms
title "Three generals cannot be sure"
${MODEL}
@0s corrupt S3 behaviour=lie-to-all`,
    look: 'S2 hears attack from S1 and retreat from S3 and cannot tell which of them lies: with three generals and a traitor nobody acts.',
    attempt: 'sign the orders: three generals are then enough.',
    opensAt: 55_000,
  },
  {
    path: 'seven-and-two-traitors',
    section: PAPER,
    text: `byzantine-generals processes=7 seed=1 duration=300ms
title "Seven generals, two traitors, three rounds"
${MODEL}
set traitors=2
@0s corrupt S1 behaviour=lie-to-some
@0s corrupt S4 behaviour=random`,
    look: 'Two traitors take two rounds of relaying and 156 messages: 6, then 30, then 120; the five loyal lieutenants decide alike.',
    attempt: 'prepare for one traitor only and see how many messages that saves, and what is then promised.',
    opensAt: 104_000,
  },
  {
    path: 'late-is-false',
    section: PAPER,
    text: `byzantine-generals seed=1 duration=300ms
title "A loyal general that is not heard in time"
model process=arbitrary
@0s delay S2-S3.1 by=60ms`,
    look: 'S2 tells the truth, but its word reaches S3 after the round: for S3 it was never said, which the generals can bear from one of them.',
    attempt: 'make the rounds 120 ms long: the word comes in time.',
    opensAt: 55_000,
  },
  {
    path: 'three-with-signatures',
    section: SIGNED,
    text: `byzantine-generals processes=3 seed=1 duration=300ms
title "Three generals with signatures"
${MODEL}
set signed=true
@0s corrupt S3 behaviour=lie-to-all`,
    look: 'S3 turns the order round, but it cannot sign for S1: S2 refuses what S3 says and obeys (SM(1)).',
    attempt: 'let S1 lie to some instead: its own signature under both orders gives it away.',
    opensAt: 60_000,
  },
  {
    path: 'two-signed-orders',
    section: SIGNED,
    text: `byzantine-generals processes=3 seed=1 duration=300ms
title "A commander who signs two orders"
${MODEL}
set signed=true
@0s corrupt S1 behaviour=lie-to-some`,
    look: 'S2 and S3 show each other what S1 has signed; both hold two orders with one name under them, and both fall back to retreat (figure 5).',
    attempt: 'let S1 be silent instead: nobody has anything to obey.',
    opensAt: 60_000,
  },
  {
    path: 'three-of-three',
    section: BROKEN,
    text: `byzantine-generals processes=3 seed=1 duration=300ms
title "Three generals decide all the same"
${MODEL}
@0s corrupt S3 behaviour=lie-to-all
break three-of-three`,
    look: 'S1 orders to attack and attacks; S2 hears one word for and one against, falls back to retreat, and leaves S1 alone.',
    attempt: 'add a fourth general: the same lie changes nothing.',
    opensAt: 55_000,
  },
  {
    path: 'trust-the-commander',
    section: BROKEN,
    text: `byzantine-generals seed=1 duration=300ms
title "Nobody asks what the others were told"
${MODEL}
@0s corrupt S1 behaviour=lie-to-some
break trust-the-commander`,
    look: 'Every lieutenant does what the commander told it: S2 and S4 attack, S3 retreats.',
    attempt: 'mend the rule: one round of relaying makes them agree.',
    opensAt: 60_000,
  },
  {
    path: 'accept-unsigned',
    section: BROKEN,
    text: `byzantine-generals processes=3 seed=1 duration=300ms
title "Signatures that nobody checks"
${MODEL}
set signed=true
@0s corrupt S3 behaviour=lie-to-all
break accept-unsigned`,
    look: 'S2 takes the turned order of S3 for a second order of S1, believes S1 false, and retreats while S1 attacks.',
    attempt: 'mend the rule: the forged order is refused.',
    opensAt: 55_000,
  },
];
