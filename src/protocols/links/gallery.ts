/** The three kinds of links, and what happens where a rule of the transport is left out. */
import type { GalleryRun } from '../../sim/protocol.ts';

const LOSSY = 'network loss=30% duplicate=20%';

export const linksGallery: readonly GalleryRun[] = [
  {
    path: 'fair-loss',
    section: 'Kinds of links',
    text: `links seed=3 duration=2s
title "Datagrams: holes and doubles"
${LOSSY}`,
    look: 'What S2 accepts has holes where items were lost, and some items twice.',
    attempt: 'choose reliable links in the model: holes and doubles are gone.',
    opensAt: 600_000,
  },
  {
    path: 'reliable',
    section: 'Kinds of links',
    text: `links seed=3 duration=3s
title "Reliable links: the same luck, mended"
${LOSSY} transport=reliable`,
    look: 'Lost segments are sent again, doubles discarded, early ones held: S2 accepts 1, 2, 3 … without a hole.',
    attempt: 'raise the loss and see how much later items come.',
    opensAt: 600_000,
  },
  {
    path: 'forger-believed',
    section: 'Kinds of links',
    text: `links seed=3 duration=1s
title "Reliable is not authentic"
network transport=reliable
model process=arbitrary
@300ms..500ms corrupt S3 behaviour=forge`,
    look: 'For a while S3 sends in the name of S1, and S2 accepts items with numbers above 900000.',
    attempt: 'choose authenticated links.',
    opensAt: 320_000,
  },
  {
    path: 'forger-refused',
    section: 'Kinds of links',
    text: `links seed=3 duration=1s
title "Authenticated links refuse the forger"
network transport=authenticated
model process=arbitrary
@300ms..500ms corrupt S3 behaviour=forge`,
    look: 'S3 has no key of S1: what it sends in that name is refused, and what it sends in its own still arrives.',
    attempt: 'leave out the check of the codes.',
    opensAt: 320_000,
  },
  {
    path: 'crash-and-incarnation',
    section: 'Kinds of links',
    text: `links seed=3 duration=2s
title "The receiver starts anew"
${LOSSY} transport=reliable
@500ms..700ms crash S2`,
    look: 'S2 comes back as its second incarnation and says so; S1 begins a new stream. Items on the wire during the crash are lost, none comes twice.',
    attempt: 'crash S1 instead.',
    opensAt: 720_000,
  },
  {
    path: 'no-de-duplication',
    section: 'Rules left out',
    text: `links seed=3 duration=2s
title "Doubles are not discarded"
${LOSSY} transport=reliable
break no-de-duplication`,
    look: 'S2 is given segments that it has had already, and so accepts items twice and out of order.',
    attempt: 'mend the rule in the Scenario tab.',
    opensAt: 200_000,
  },
  {
    path: 'no-retransmission',
    section: 'Rules left out',
    text: `links seed=3 duration=4s
title "Nothing is sent again"
${LOSSY} transport=reliable
break no-retransmission`,
    look: 'The first lost segment leaves a hole, and everything after it is held for good.',
    attempt: 'mend the rule in the Scenario tab.',
    opensAt: 600_000,
  },
  {
    path: 'accept-unsigned',
    section: 'Rules left out',
    text: `links seed=3 duration=1s
title "Codes that nobody checks"
network transport=authenticated
model process=arbitrary
@300ms..500ms corrupt S3 behaviour=forge
break accept-unsigned`,
    look: 'S3 sends in the name of S1 with a code of its own, and S2 accepts it.',
    attempt: 'mend the rule: the same messages are refused.',
    opensAt: 320_000,
  },
];
