/** Segments numbered, acknowledged, sent again: a stream over a bad line. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

export const reliabilityGallery: readonly GalleryRun[] = [
  {
    path: 'clean',
    section: 'A stream',
    text: `tcp-reliability seed=3 duration=1.2s
title "A stream over a good line"
network fifo=true`,
    look: 'Ten bytes to a segment, each byte with a number; every acknowledgement names the next byte expected.',
    attempt: 'Set the segment size to 30: a quarter of the segments carry the same stream.',
    opensAt: 45 * MS,
    shows: 120 * MS,
  },
  {
    path: 'bad-line',
    section: 'A stream',
    text: `tcp-reliability seed=5 duration=10s
title "Lost, doubled and out of order"
network delay=2..40ms loss=15% duplicate=10%
set bytes=200`,
    look: 'A seventh of the segments is lost, some come twice or too early. What is missing is sent again, what is double is thrown away, and the stream is whole.',
    attempt: 'Raise the loss to 40 %: it takes longer, and is whole again.',
    opensAt: 125 * MS,
    shows: 450 * MS,
  },
  {
    path: 'corrupting-line',
    section: 'A stream',
    text: `tcp-reliability seed=2 duration=10s
title "Letters changed on the way"
network fifo=true
model process=arbitrary
set bytes=200
@0s corrupt S1 behaviour=garble`,
    look: 'Three segments in ten lose a letter on the way. Their checksum does not fit, they are thrown away, and sent again like lost ones.',
    attempt: 'Leave the checksum out in the Scenario tab.',
    opensAt: 20 * MS,
    shows: 500 * MS,
  },
  {
    path: 'timeout',
    section: 'Finding a loss',
    text: `tcp-reliability seed=3 duration=4s
title "The last bytes are lost"
network fifo=true
@0s drop S1-S2.13`,
    look: 'Only FIN follows the last bytes, and one duplicate is not enough to tell of a loss: the timer has to.',
    attempt: 'Drop S1-S2.8 instead: what follows tells of it, and no timer is needed.',
    opensAt: 52 * MS,
    shows: 330 * MS,
  },
  {
    path: 'fast-retransmit',
    section: 'Finding a loss',
    text: `tcp-reliability seed=3 duration=2s
title "Three duplicates"
network fifo=true
@0s drop S1-S2.8`,
    look: 'Each segment after the hole makes the receiver ask for the missing one again. After the third time the sender does not wait for its timer.',
    attempt: 'Drop S1-S2.13, the last one with data: now the timer is all there is.',
    opensAt: 52 * MS,
    shows: 120 * MS,
  },
  {
    path: 'no-checksum',
    section: 'Rules left out',
    text: `tcp-reliability seed=2 duration=10s
title "No checksum"
network fifo=true
model process=arbitrary
set bytes=200
@0s corrupt S1 behaviour=garble
break no-checksum`,
    look: 'A letter that was changed on the way is handed to the application as if it had been written so.',
    attempt: 'Mend the rule: the same segments are thrown away.',
    opensAt: 20 * MS,
    shows: 120 * MS,
  },
  {
    path: 'no-retransmission',
    section: 'Rules left out',
    text: `tcp-reliability seed=3 duration=4s
title "No retransmission timer"
network fifo=true
@0s drop S1-S2.13
break no-retransmission`,
    look: 'The last bytes are lost and nobody sends them again: both ends wait for ever.',
    attempt: 'Mend the rule: one timeout later the stream is whole.',
    opensAt: 52 * MS,
    shows: 120 * MS,
  },
];
