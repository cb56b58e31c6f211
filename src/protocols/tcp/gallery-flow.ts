/** A receiver that cannot keep up, and a sender that lets itself be told. */
import type { GalleryRun } from '../../sim/protocol.ts';
import { ignoreTheWindow } from './flaws.ts';

const MS = 1000;

export const flowGallery: readonly GalleryRun[] = [
  {
    path: 'slow-reader',
    section: 'The receive window',
    text: `tcp-flow seed=1 duration=4s
title "A slow reader"
network delay=10..10ms
set buffer=60 readEvery=150ms readBytes=10`,
    look: 'The application reads ten bytes every 150 ms, and the buffer fills. The window in each acknowledgement shrinks to nothing, and the sender stops until it opens.',
    attempt: 'Let it read 60 bytes at once: the window opens wide and shuts again.',
    opensAt: 400 * MS,
    shows: 1300 * MS,
  },
  {
    path: 'probes',
    section: 'The receive window',
    text: `tcp-flow seed=1 duration=6s
title "News of fresh room is lost"
network delay=10..10ms
set bytes=100 buffer=40 readEvery=150ms readBytes=40
@0s drop S2-S1.6`,
    look: 'The acknowledgement that tells of the open window is lost. The sender has nothing to wait for but its own timer: it probes with one byte and learns that there is room.',
    attempt: 'Leave the probes out in the Scenario tab: both ends wait for ever.',
    opensAt: 180 * MS,
    shows: 900 * MS,
  },
  {
    path: 'silly-window',
    section: 'The receive window',
    text: `tcp-flow seed=1 duration=4s
title "One byte at a time"
network delay=10..10ms
set bytes=60 buffer=40 readEvery=20ms readBytes=1`,
    look: 'The application reads byte by byte, and the receiver does not tell of each byte of room: it waits until a whole segment fits.',
    attempt: 'Set the segment size to 2 and count the segments in the Stream tab.',
    opensAt: 200 * MS,
    shows: 800 * MS,
  },
  {
    path: 'window-and-distance',
    section: 'Window and distance',
    text: `tcp-flow seed=1 duration=3s processes=4
title "One buffer, two distances"
network delay=10..10ms
set bytes=400 buffer=40
@0s degrade S3-S4 delay=50..50ms`,
    look: 'Both receivers have room for 40 bytes, both readers are quick. S1 is near and gets 40 bytes a 20 ms through, S3 is five times further away and gets a fifth of it.',
    attempt: 'Give them a buffer of 200: S3 goes as fast as S1 went before.',
    opensAt: 150 * MS,
    shows: 900 * MS,
  },
  {
    path: 'ignore-the-window',
    section: 'Rules left out',
    text: `tcp-flow seed=1 duration=6s
title "No room, and sent all the same"
network delay=10..10ms
set buffer=60 readEvery=150ms readBytes=10
break ${ignoreTheWindow.id}`,
    look: 'The sender goes on though there is no room. What does not fit is thrown away and has to be sent again.',
    attempt: 'Mend the rule: nothing is thrown away.',
    opensAt: 260 * MS,
    shows: 900 * MS,
  },
  {
    path: 'no-probes',
    section: 'Rules left out',
    text: `tcp-flow seed=1 duration=6s
title "Nobody asks"
network delay=10..10ms
set bytes=100 buffer=40 readEvery=150ms readBytes=40
@0s drop S2-S1.6
break no-probes`,
    look: 'The news of the open window is lost. The sender waits for it, the receiver for data, and neither ever says anything.',
    attempt: 'Mend the rule: one probe is enough.',
    opensAt: 180 * MS,
    shows: 900 * MS,
  },
];
