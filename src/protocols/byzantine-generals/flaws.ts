/** Rules that can be left out, each with the claims it breaks and the run that shows it. */
import type { Flaw } from '../../sim/protocol.ts';

export const flaws: readonly Flaw[] = [
  {
    id: 'three-of-three',
    title: 'Three are enough',
    rule: 'By word of mouth nobody acts unless there are more than 3m generals: with fewer no algorithm can work.',
    source: 'Lamport, Shostak, Pease 1982, §2',
    breaks: ['agreement', 'validity'],
    exposedBy: 'three-of-three',
  },
  {
    id: 'trust-the-commander',
    title: 'Trust the commander',
    rule: 'A lieutenant tells the others what it was told, m times over, before anybody decides.',
    source: 'Lamport, Shostak, Pease 1982, §3, OM(m) step 2',
    breaks: ['agreement'],
    exposedBy: 'trust-the-commander',
  },
  {
    id: 'accept-unsigned',
    title: 'Signatures are not checked',
    rule: 'A signed order counts only where each general on its path has signed this very order.',
    source: 'Lamport, Shostak, Pease 1982, §4, A4',
    breaks: ['agreement', 'validity'],
    exposedBy: 'accept-unsigned',
  },
];
