/** The knobs of chain replication; durations in µs. */
import type { OptionDefinition } from '../../sim/protocol.ts';

const MS = 1000;

const duration = { kind: 'duration', min: MS, max: 60_000 * MS } as const;

export const chainOptions: readonly OptionDefinition[] = [
  {
    id: 'heartbeat',
    title: 'Heartbeat',
    hint: 'How often a server tells the control plane that it is up, and the control plane looks who is missing.',
    perProcess: true,
    ...duration,
    fallback: 50 * MS,
  },
  {
    id: 'detectAfter',
    title: 'Given up after',
    hint: 'How long the control plane hears nothing from a server before it takes it out of the chain; longer than the lease.',
    perProcess: false,
    ...duration,
    fallback: 300 * MS,
  },
  {
    id: 'lease',
    title: 'Lease',
    hint: 'How long a server may answer reads after it has sent a heartbeat that was answered.',
    perProcess: false,
    ...duration,
    fallback: 200 * MS,
  },
  {
    id: 'resend',
    title: 'Send again after',
    hint: 'How long a server waits for an acknowledgement before it sends its updates in process again.',
    perProcess: true,
    ...duration,
    fallback: 150 * MS,
  },
  {
    id: 'electionTimeout',
    title: 'Election timeout',
    hint: 'How long a member of the control plane waits for a leader before it stands for election, where the control plane is a Raft group.',
    perProcess: true,
    kind: 'durations',
    fallback: [150 * MS, 300 * MS],
    min: MS,
    max: 60_000 * MS,
  },
  {
    id: 'requestTimeout',
    title: 'Request timeout',
    hint: 'How long a client waits for an answer before it asks the control plane who is in the chain, and tries again.',
    perProcess: false,
    ...duration,
    fallback: 250 * MS,
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
