/** The knobs; durations in µs. */
import type { OptionDefinition } from '../../sim/protocol.ts';

const MS = 1000;

export const lwwOptions: readonly OptionDefinition[] = [
  {
    id: 'stamps',
    title: 'Stamps',
    hint: 'Lamport: one more than anything seen. Hybrid: the time of day where that is ahead of it. The flaw wall-clock-stamps takes the time of day alone.',
    perProcess: false,
    kind: 'choice',
    fallback: 'lamport',
    choices: ['lamport', 'hybrid'],
  },
  {
    id: 'gossip',
    title: 'Gossip interval',
    hint: 'How often a replica sends all it has to one of the others, in turn.',
    perProcess: true,
    kind: 'duration',
    fallback: 100 * MS,
    min: 5 * MS,
    max: 60_000 * MS,
  },
  {
    id: 'patience',
    title: 'Patience',
    hint: 'How long a client waits for an answer before it gives the request up.',
    perProcess: false,
    kind: 'duration',
    fallback: 500 * MS,
    min: MS,
    max: 60_000 * MS,
  },
];
