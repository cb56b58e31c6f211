/** How much the network can take, found out by trying. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

export const congestionGallery: readonly GalleryRun[] = [
  {
    path: 'slow-start',
    section: 'The congestion window',
    text: `tcp-congestion seed=1 duration=1s
title "Slow start"
network delay=20..20ms fifo=true
set bytes=2000 buffer=4000 ssthresh=320`,
    look: 'Two segments in the first round trip, four in the second, eight in the third: it doubles until the threshold of 320 bytes, and grows by one segment a round trip from there on.',
    attempt: 'Begin with a window of ten segments, as most do today.',
    opensAt: 250 * MS,
    shows: 400 * MS,
  },
  {
    path: 'saw-tooth',
    section: 'The congestion window',
    text: `tcp-congestion seed=1 duration=8s
title "A saw-tooth"
network delay=20..20ms loss=1% fifo=true
set bytes=16000 buffer=4000 ssthresh=400`,
    look: 'One segment in a hundred is lost. Each loss halves the window, and between losses it climbs by one segment a round trip.',
    attempt: 'Lower the loss to 0.2 %: fewer and higher teeth.',
    opensAt: 4000 * MS,
    shows: 900 * MS,
  },
  {
    path: 'one-loss',
    section: 'Losses',
    text: `tcp-congestion seed=1 duration=2s
title "One segment lost"
network delay=20..20ms fifo=true
set bytes=2000 buffer=4000 ssthresh=320
@0s drop S1-S2.60`,
    look: 'Three duplicates tell of the loss: the window is halved and goes on from there, because what follows still arrives.',
    attempt: 'Cut the link for half a second instead: nothing comes back, and it begins again with one segment.',
    opensAt: 300 * MS,
    shows: 500 * MS,
  },
  {
    path: 'silence',
    section: 'Losses',
    text: `tcp-congestion seed=1 duration=3s
title "Nothing comes back"
network delay=20..20ms fifo=true
set bytes=3000 buffer=4000 ssthresh=320
@300ms..900ms cut S1-S2`,
    look: 'The line is cut for 600 ms. The timer runs out, its time is doubled with each try, and the window begins again with one segment.',
    attempt: 'Make the cut shorter than 200 ms: less than a timeout.',
    opensAt: 290 * MS,
    shows: 1200 * MS,
  },
  {
    path: 'overtaken',
    section: 'Losses',
    text: `tcp-congestion seed=1 duration=3s
title "Overtaken, not lost"
network delay=5..60ms
set bytes=2000 buffer=4000 ssthresh=320`,
    look: 'Nothing is lost, but segments overtake each other. Three that come early look like a loss, and the window is halved for nothing.',
    attempt: 'Let the network keep order: the duplicates are gone.',
    opensAt: 300 * MS,
    shows: 500 * MS,
  },
  {
    path: 'two-round-trips',
    section: 'Window and distance',
    text: `tcp-congestion seed=3 duration=8s processes=4
title "Near and far"
network delay=10..10ms loss=1% fifo=true
set bytes=16000 buffer=4000 ssthresh=400
@0s degrade S3-S4 delay=50..50ms`,
    look: 'The same stream under the same losses, one with a round trip of 20 ms, one of 100 ms. The window grows once a round trip, and bandwidth is window by round trip: the near one is far ahead.',
    attempt: 'Move S4 nearer: delay 10..10ms.',
    opensAt: 800 * MS,
    shows: 700 * MS,
  },
];
