/**
 * A replicated key-value store that keeps concurrent values side by side, told apart by dotted version vectors
 * (Preguiça, Baquero, Almeida, Fonte, Gonçalves, 2010; Almeida, Gonçalves, Baquero, Preguiça, Fonte, 2014).
 */
import { fail, ok } from '../../base/result.ts';
import type { ProtocolDefinition } from '../../sim/protocol.ts';
import { dvvClient } from './client.ts';
import { dvvFlaws } from './flaws.ts';
import { dvvGallery } from './gallery.ts';
import { besideFalse, besideLost, conflict, noFalseConflict, noLostUpdate } from './monitors.ts';
import { captionMessage, dvvMessages, dvvRoles, dvvSentence, portrayDvv, storedBy } from './portrait.ts';
import { dvvReplica } from './replica.ts';

const MS = 1000;

export const dvv: ProtocolDefinition = {
  id: 'dvv',
  title: 'Dotted version vectors',
  source: 'Almeida et al.: Scalable and Accurate Causality Tracking for Eventually Consistent Stores, 2014',
  summary:
    'Replicas take writes on their own, keep concurrent values as siblings, and must not take one for the other.',
  defaults: { processes: 3, clients: 2 },
  limits: { processes: [2, 9] },
  roles: dvvRoles,
  messages: dvvMessages,
  options: [
    {
      id: 'stamps',
      title: 'Stamps',
      hint: 'all: dots, one vector a key with an entry a replica, and vectors with an entry a client, side by side. answering: only those that clients are answered by.',
      perProcess: false,
      kind: 'choice',
      fallback: 'all',
      choices: ['all', 'answering'],
    },
    {
      id: 'gossip',
      title: 'Gossip',
      hint: 'How long a replica waits before it sends what it holds to another one.',
      perProcess: true,
      kind: 'durations',
      fallback: [100 * MS, 200 * MS],
      min: 10 * MS,
      max: 60_000 * MS,
    },
    {
      id: 'requestTimeout',
      title: 'Request timeout',
      hint: 'How long a client waits for an answer before it gives up.',
      perProcess: true,
      kind: 'duration',
      fallback: 500 * MS,
      min: MS,
      max: 60_000 * MS,
    },
  ],
  operations: ['read', 'write'],
  timers: [
    { name: 'gossip', title: 'gossip' },
    { name: 'requestTimeout', title: 'request timeout' },
  ],
  behaviours: [],
  machines: { process: dvvReplica, client: dvvClient },
  parseInitial: (values) => {
    const [stranger] = Object.keys(values);
    return stranger === undefined
      ? ok(undefined)
      : fail(`"${stranger}" is nothing a replica can begin with: all are empty`);
  },
  stable: storedBy,
  caption: captionMessage,
  sentence: dvvSentence,
  portray: portrayDvv,
  monitors: [noLostUpdate, noFalseConflict],
  situations: [conflict, besideFalse, besideLost],
  flaws: dvvFlaws,
  gallery: dvvGallery,
  lessons: async () => (await import('./lessons.ts')).dvvLessons,
};
