/** Three weak lies and the test that catches each. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MODEL = 'model process=arbitrary';

export const weakGallery: readonly GalleryRun[] = [
  {
    path: 'flipped-bit',
    section: 'Weak lies',
    text: `weak-lies seed=1 duration=2s
title "A bit flips on the way"
${MODEL}
@400ms corrupt S2 behaviour=flip-bit`,
    look: 'What S2 says arrives changed, and its checksum is that of something else: S1 refuses it and has four others.',
    attempt: 'let S3 and S4 fail the same way: three of five are still needed.',
    opensAt: 590_000,
  },
  {
    path: 'nonsense',
    section: 'Weak lies',
    text: `weak-lies seed=1 duration=2s
title "A time that cannot be"
${MODEL}
@400ms corrupt S2 behaviour=nonsense`,
    look: 'The checksum is right and the time decades away: out of range, and refused.',
    attempt: 'widen the range to a minute and let S2 be “ahead”.',
    opensAt: 590_000,
  },
  {
    path: 'outvoted',
    section: 'Weak lies',
    text: `weak-lies seed=1 duration=2s
title "One of five is three seconds ahead"
@400ms skew S4 by=3s`,
    look: 'S4 answers in good form and within range; the four others agree on another time, and S4 is left out.',
    attempt: 'skew S2 and S3 by the same 3 s: then most are wrong, and nobody can tell.',
    opensAt: 590_000,
  },
  {
    path: 'trust-the-first-server',
    section: 'Rules left out',
    text: `weak-lies seed=1 duration=2s
title "Whoever answers first is right"
${MODEL}
@400ms corrupt S2 behaviour=ahead
@400ms degrade S2-S1 delay=0..1ms
break trust-the-first-server`,
    look: 'S2 is nearest and answers first, three seconds ahead; S1 takes its word for it.',
    attempt: 'mend the rule in the Scenario tab.',
    opensAt: 590_000,
  },
];
