/** Runs of fencing tokens, with the numbers of Kleppmann's figures. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

export const fencingGallery: readonly GalleryRun[] = [
  {
    path: 'figure-8-5',
    section: 'Fencing',
    text: `fencing seed=3 duration=5s
title "Figure 8-5: 33 is refused after 34"
initial K1 token=32
@1.3s..3.2s pause S1`,
    look: 'S1 has token 33 and is paused; S2 gets 34 and writes. S1 wakes at 3.2 s and writes with 33: refused, for the resource has seen 34.',
    attempt: 'End the pause at 2 s: S1 is back before its lease is over, and 33 is still the newest.',
    opensAt: 1_200 * MS,
  },
  {
    path: 'write-in-flight',
    section: 'Fencing',
    text: `fencing seed=3 duration=5s
title "The write in flight is refused"
initial K1 token=32
@1.3s delay S1-R1.6 by=1.8s
@1.5s crash S1`,
    look: 'S1 sends its write in time and dies; it is on the way for 1.8 s and arrives after S2 has written with 34. No look at a clock could have helped, the token does.',
    attempt: 'Make the delay 1.5s: the late write arrives before S2 has shown its token, and is taken.',
    opensAt: 1_200 * MS,
  },
  {
    path: 'a-read-counts-too',
    section: 'Fencing',
    text: `fencing seed=3 duration=5s
title "A read shows the token too"
initial K1 token=32
@1.3s delay S1-R1.6 by=1.7s
@1.5s crash S1`,
    look: 'The late write arrives between the read of S2 and its write. The read has shown 34, so 33 is refused: else S2 would overwrite what it has not seen.',
    attempt: 'Switch the check off with no-check-at-store, and count what S2 undoes.',
    opensAt: 1_200 * MS,
  },
  {
    path: 'by-version',
    section: 'Fencing',
    text: `fencing seed=3 duration=5s
title "The other way: a write on condition of a version"
set check=version
initial K1 token=32
@1.3s..3.2s pause S1`,
    look: 'The resource looks at no token. S1 wakes and wants to replace version 2, which is no longer there: refused.',
    attempt:
      'Leave the lease out of it: with versions two could write at once, and one of them would have to read again.',
    opensAt: 1_200 * MS,
  },
  {
    path: 'no-check',
    section: 'Rules, broken',
    text: `fencing seed=3 duration=5s
title "Tokens that nobody looks at"
initial K1 token=32
@1.3s..3.2s pause S1
break no-check-at-store`,
    look: 'The tokens are there and the resource does not look at them: 33 overwrites what 34 has written.',
    attempt: 'Switch the rule back on.',
    opensAt: 1_200 * MS,
  },
  {
    path: 'tokens-forgotten',
    section: 'Rules, broken',
    text: `fencing seed=3 duration=5s
title "Tokens that begin again"
initial K1 token=32
@1.3s..1.4s crash K1
break forget-grants`,
    look: 'The store has forgotten where it was and gives out token 1. The resource has seen 33: whoever has the lease now can write nothing.',
    attempt: 'Switch the rule back on: the next token is 34, whatever happened to the store.',
    opensAt: 1_250 * MS,
  },
  {
    path: 'never-expires',
    section: 'Rules, broken',
    text: `fencing seed=3 duration=12s
title "A lock that dies with its holder"
@2s crash S1
break never-expire`,
    look: 'Tokens keep the data safe and nothing more: without an end of the lease nobody ever gets the next one.',
    attempt: 'Switch the rule back on: a second later S2 has the lease.',
    opensAt: 1_900 * MS,
  },
];
