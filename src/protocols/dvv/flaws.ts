/** Rules of dotted version vectors that can be left out, one at a time. */
import type { Flaw } from '../../sim/protocol.ts';

export const dvvFlaws: readonly Flaw[] = [
  {
    id: 'no-dot',
    title: 'No dot',
    rule: 'The event of a write stands apart from what its writer had read; put into the vector it claims all earlier writes of the replica.',
    source: 'Preguiça et al. 2010; Almeida et al. 2014',
    breaks: ['no-lost-update'],
    exposedBy: 'no-dot',
  },
  {
    id: 'replica-vectors',
    title: 'One vector for all siblings',
    rule: 'Each version has a stamp of its own. One vector a key, with an entry a replica, says that something is concurrent and not what.',
    source: 'Almeida et al. 2014; Riak before dotted version vectors',
    breaks: ['no-false-conflict'],
    exposedBy: 'replica-vectors',
  },
  {
    id: 'client-vectors',
    title: 'Entries of clients',
    rule: 'What a write knows is what its writer had read. With one counter a client it claims all that the client ever wrote.',
    source: 'Preguiça et al. 2010',
    breaks: ['no-lost-update'],
    exposedBy: 'client-vectors',
  },
  {
    id: 'ignore-context',
    title: 'Ignore the context of a write',
    rule: 'A write is stamped with the context of the read that it builds on, and replaces what that read showed.',
    source: 'Almeida et al. 2014',
    breaks: ['no-false-conflict'],
    exposedBy: 'ignore-context',
  },
];
