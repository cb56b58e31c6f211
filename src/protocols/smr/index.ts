/** Replication of a state machine: a fixed sequencer puts commands in one order, and every replica applies them. */
import { fail, ok } from '../../base/result.ts';
import type { ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import { smrClient, stableClient } from './client.ts';
import { smrFlaws } from './flaws.ts';
import { smrGallery } from './gallery.ts';
import { smrReplica } from './machine.ts';
import { smrMonitors } from './monitors.ts';
import { smrOptions } from './options.ts';
import { captionMessage, isReplica, portraySmr, smrMessages, smrSentence } from './portrait.ts';
import { type ReplicaContext, stableReplica } from './replica.ts';

export const smr: ProtocolDefinition = {
  id: 'smr',
  title: 'State machine replication',
  source: 'Schneider: The State Machine Approach, 1990; Kleppmann, chapter 9, Total order broadcast',
  summary:
    'The same log gives the same state, where operations depend on nothing else. A fixed sequencer makes the order here.',
  defaults: { processes: 3, clients: 2 },
  limits: { processes: [1, 9] },
  roles: [
    { id: 'ordering', title: 'sequencer', tone: 'leading' },
    { id: 'applying', title: 'replica', tone: 'following' },
  ],
  messages: smrMessages,
  options: smrOptions,
  operations: ['read', 'write', 'append'],
  timers: [
    { name: 'interval', title: 'catch-up' },
    { name: 'requestTimeout', title: 'request timeout' },
  ],
  behaviours: [],
  machines: { process: smrReplica, client: smrClient },
  readsClock: true,
  parseInitial: (values) => {
    const [stranger] = Object.keys(values);
    return stranger === undefined ? ok(undefined) : fail(`"${stranger}" is nothing that a replica starts with`);
  },
  stable: (snapshot: Snapshot) =>
    isReplica(snapshot) ? stableReplica(snapshot.context as ReplicaContext) : stableClient(snapshot.context),
  caption: captionMessage,
  sentence: smrSentence,
  portray: portraySmr,
  monitors: smrMonitors,
  situations: [],
  flaws: smrFlaws,
  gallery: smrGallery,
  lessons: async () => (await import('./lessons.ts')).smrLessons,
};
