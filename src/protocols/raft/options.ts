/** The knobs of Raft; durations in µs. */
import type { OptionDefinition } from '../../sim/protocol.ts';

const MS = 1000;

export const raftOptions: readonly OptionDefinition[] = [
  {
    id: 'electionTimeout',
    title: 'Election timeout',
    hint: 'How long a follower waits for a leader before it stands for election; drawn anew from this range each term.',
    perProcess: true,
    kind: 'durations',
    fallback: [150 * MS, 300 * MS],
    min: MS,
    max: 60_000 * MS,
  },
  {
    id: 'heartbeat',
    title: 'Heartbeat',
    hint: 'How often a leader sends Append to every follower, with or without entries.',
    perProcess: true,
    kind: 'duration',
    fallback: 50 * MS,
    min: MS,
    max: 60_000 * MS,
  },
  {
    id: 'batch',
    title: 'Batch',
    hint: 'Entries in one Append at most.',
    perProcess: false,
    kind: 'integer',
    fallback: 64,
    min: 1,
    max: 1000,
  },
  {
    id: 'noop',
    title: 'No-op on election',
    hint: 'A new leader appends an empty entry, so that entries of earlier terms can be committed at once.',
    perProcess: false,
    kind: 'boolean',
    fallback: false,
  },
  {
    id: 'requestTimeout',
    title: 'Request timeout',
    hint: 'How long a client waits for an answer before it asks the next server.',
    perProcess: false,
    kind: 'duration',
    fallback: 250 * MS,
    min: MS,
    max: 60_000 * MS,
  },
  {
    id: 'maxTries',
    title: 'Tries',
    hint: 'How often a client asks before it gives up and the outcome stays unknown.',
    perProcess: false,
    kind: 'integer',
    fallback: 20,
    min: 1,
    max: 1000,
  },
];
