/** One rule left out at a time. */
import type { Flaw } from '../../sim/protocol.ts';

export const smrFlaws: readonly Flaw[] = [
  {
    id: 'operation-reads-local-clock',
    title: 'The operation reads the local clock',
    rule: 'An operation depends on the state and the log entry alone; a time that it needs is read once and put into the entry.',
    source: 'Schneider 1990, §2; Kleppmann, chapter 11, State machine replication',
    breaks: ['same-state'],
    exposedBy: 'operation-reads-local-clock',
  },
  {
    id: 'skip-duplicate-check',
    title: 'Apply whatever is in the log',
    rule: 'A replica remembers each client’s last request with its answer, and applies no request twice.',
    source: 'Ongaro, Ousterhout 2014, §8',
    breaks: ['once', 'linearizable'],
    exposedBy: 'skip-duplicate-check',
  },
  {
    id: 'apply-as-they-come',
    title: 'Apply entries as they come',
    rule: 'An entry is applied after all those before it; while one is missing, the later ones wait.',
    source: 'Schneider 1990, §3',
    breaks: ['same-order', 'linearizable'],
    exposedBy: 'apply-as-they-come',
  },
];
