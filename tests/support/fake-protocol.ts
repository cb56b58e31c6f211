/** A protocol in the shape of Raft that does nothing: scenarios of it can be read and written, not run. */
import { createMachine } from 'xstate';
import { fail, ok } from '../../src/base/result.ts';
import type { Catalog, Flaw, ProtocolDefinition } from '../../src/sim/protocol.ts';

const idle = createMachine({ id: 'idle' });

export const fakeProtocol: ProtocolDefinition = {
  id: 'raft',
  title: 'Raft',
  source: 'Ongaro and Ousterhout 2014',
  summary: 'Stands in for a protocol where only scenarios are looked at.',
  defaults: { processes: 5, clients: 1 },
  limits: { processes: [2, 9] },
  roles: [],
  messages: [],
  options: [
    {
      ...{ id: 'electionTimeout', title: 'Election timeout', hint: 'How long a follower waits.', perProcess: true },
      ...{ kind: 'durations', fallback: [150_000, 300_000], min: 1_000, max: 60_000_000 },
    },
    {
      ...{ id: 'heartbeat', title: 'Heartbeat', hint: 'How often a leader says that it is there.', perProcess: true },
      ...{ kind: 'duration', fallback: 50_000, min: 1_000, max: 10_000_000 },
    },
    {
      ...{ id: 'batch', title: 'Batch', hint: 'Entries a message carries at most.', perProcess: false },
      ...{ kind: 'integer', fallback: 16, min: 1, max: 1_000 },
    },
    {
      ...{ id: 'noop', title: 'No-op', hint: 'Whether a new leader appends an empty entry.', perProcess: false },
      ...{ kind: 'boolean', fallback: true },
    },
    {
      ...{ id: 'reads', title: 'Reads', hint: 'How reads are served.', perProcess: false },
      ...{ kind: 'choice', fallback: 'log', choices: ['log', 'lease', 'read-index'] },
    },
  ],
  operations: ['read', 'write', 'cas', 'append'],
  timers: [
    { name: 'electionTimeout', title: 'Election timeout' },
    { name: 'heartbeat', title: 'Heartbeat' },
  ],
  behaviours: ['lie-to-some', 'stay-silent'],
  machines: { process: idle, client: idle },
  parseInitial: (values) => {
    const strange = Object.keys(values).find((key) => !['term', 'log', 'votedFor', 'note'].includes(key));
    return strange === undefined ? ok(values) : fail(`"${strange}" is nothing that Raft stores`);
  },
  stable: () => undefined,
  caption: (type) => type,
  sentence: () => undefined,
  portray: () => ({ role: 'idle', facts: [] }),
  monitors: [],
  situations: [],
  flaws: ['forget-vote', 'commit-old-terms', 'no-consistency-check'].map(flaw),
  gallery: [],
};

export const fakeCatalog: Catalog = (id) => (id === fakeProtocol.id ? fakeProtocol : undefined);

function flaw(id: string): Flaw {
  return { id, title: id, rule: '', source: '', breaks: [], exposedBy: '' };
}
