/** How a connection is opened and closed, and why its end lasts longer than its use. */
import type { GalleryRun } from '../../sim/protocol.ts';

/** Few sequence numbers, so that two connections use the same ones, as fast ones do with more. */
const OLD_SEGMENT = `network delay=20..20ms fifo=false
set bytes=40 buffer=60 connections=2 linger=40ms sequenceBits=8
@0s delay S1-S2.3 by=255ms`;

const MS = 1000;

export const connectionGallery: readonly GalleryRun[] = [
  {
    path: 'handshake',
    section: 'Opening',
    text: `tcp-connection seed=4 duration=600ms
title "A round trip without data"
network delay=50..50ms
set bytes=20 msl=50ms`,
    look: 'SYN, SYN-ACK, and only then the first bytes: a whole round trip of 100 ms in which no data travel.',
    attempt: 'Set the delay to 5 ms: the same handshake costs a tenth. Nearness is what makes opening cheap.',
  },
  {
    path: 'simultaneous-open',
    section: 'Opening',
    text: `tcp-connection seed=4 duration=600ms
title "Both open at once"
network delay=50..50ms
set opening=both bytes=20 answer=20 msl=50ms`,
    look: 'The two SYNs cross. Each end goes from SYN-SENT to SYN-RECEIVED, and one connection comes of it, not two.',
    attempt: 'Make the delay from S2 shorter by degrading S2-S1: whose SYN comes first now?',
  },
  {
    path: 'close',
    section: 'Closing',
    text: `tcp-connection seed=4 duration=1s
title "Both charts, from CLOSED to CLOSED"
network delay=30..30ms
set bytes=30 linger=60ms msl=150ms`,
    look: 'S1 closes first and goes through FIN-WAIT-1, FIN-WAIT-2 and TIME-WAIT; S2 goes through CLOSE-WAIT and LAST-ACK, and listens again long before S1 is done.',
    attempt: 'Open the States tab and step through the run: every way of a connection has a place there.',
    opensAt: 180 * MS,
    shows: 400 * MS,
  },
  {
    path: 'simultaneous-close',
    section: 'Closing',
    text: `tcp-connection seed=4 duration=1s
title "Both close at once"
network delay=30..30ms
set bytes=30 answer=30 closing=each linger=60ms msl=150ms`,
    look: 'The two FINs cross: both ends go through CLOSING, and both have to wait in TIME-WAIT.',
    attempt: 'Set closing to in-turn: only the one that closes first waits.',
    opensAt: 180 * MS,
    shows: 400 * MS,
  },
  {
    path: 'last-ack-lost',
    section: 'Closing',
    text: `tcp-connection seed=4 duration=2s
title "The last acknowledgement is lost"
network delay=30..30ms
set bytes=30 linger=60ms msl=300ms
@0s drop S1-S2.6`,
    look: 'S2 does not learn that its FIN arrived and sends it again. S1 is still there to answer, because it waits.',
    attempt: 'Set the segment lifetime to 50 ms: S1 is gone when FIN comes again, and answers with RST.',
    opensAt: 300 * MS,
    shows: 900 * MS,
  },
  {
    path: 'half-open',
    section: 'Opening',
    text: `tcp-connection seed=4 duration=3s
title "One end has forgotten"
network delay=30..30ms
set bytes=200 msl=150ms
@250ms..300ms crash S1`,
    look: 'S1 comes back and knows of no connection, S2 still has it. The new SYN is answered with what S2 expects, S1 refuses that with RST, and the next SYN opens a new connection.',
    attempt: 'Crash S2 instead: its first answer to data it knows nothing of is RST.',
    opensAt: 240 * MS,
    shows: 700 * MS,
  },
  {
    path: 'cold-start',
    section: 'Opening',
    text: `tcp-connection seed=4 duration=3s
title "Four connections or one"
network delay=40..40ms
set bytes=30 connections=4 msl=150ms`,
    look: 'For each 30 bytes a handshake, a close and a wait. Most of the time no data travel: that is why connections are kept and used again.',
    attempt: 'Set connections to 1 and bytes to 120: the same bytes arrive in a fraction of the time.',
    opensAt: 160 * MS,
    shows: 800 * MS,
  },
  {
    path: 'old-segment',
    section: 'TIME-WAIT',
    text: `tcp-connection seed=36 duration=2s
title "A segment of an old connection"
${OLD_SEGMENT}`,
    look: 'The first bytes are held up for 255 ms and sent again meanwhile. They arrive while S1 is in TIME-WAIT: there is no new connection that could take them.',
    attempt: 'Leave TIME-WAIT out in the Scenario tab.',
    opensAt: 240 * MS,
  },
  {
    path: 'no-time-wait',
    section: 'Rules left out',
    text: `tcp-connection seed=36 duration=2s
title "No TIME-WAIT"
${OLD_SEGMENT}
break no-time-wait`,
    look: 'The second connection opens at once and happens to use the same sequence numbers: small letters of the first end up among the capitals of the second.',
    attempt: 'Mend the rule: the late segment finds nobody who wants it.',
    opensAt: 240 * MS,
    shows: 600 * MS,
  },
];
