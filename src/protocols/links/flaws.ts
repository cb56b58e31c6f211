/** Rules of the transport that can be left out. */
import type { Flaw } from '../../sim/protocol.ts';

const SOURCE = 'Cachin, Guerraoui, Rodrigues 2011, §2.4';

export const flaws: readonly Flaw[] = [
  {
    id: 'no-de-duplication',
    title: 'No de-duplication',
    rule: 'A segment whose number has been delivered is discarded.',
    source: SOURCE,
    breaks: ['at-most-once', 'fifo'],
    exposedBy: 'no-de-duplication',
  },
  {
    id: 'no-retransmission',
    title: 'No retransmission',
    rule: 'A segment is sent again until it is acknowledged.',
    source: SOURCE,
    breaks: ['delivered'],
    exposedBy: 'no-retransmission',
  },
  {
    id: 'accept-unsigned',
    title: 'Codes are not checked',
    rule: 'A message is delivered only where its code was made with the key of the process that it names.',
    source: SOURCE,
    breaks: ['no-forged-delivery'],
    exposedBy: 'accept-unsigned',
  },
];
