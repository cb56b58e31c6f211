/** The knobs; durations in µs. */
import type { OptionDefinition } from '../../sim/protocol.ts';

const MS = 1000;
const LONGEST = 60_000 * MS;

export const smrOptions: readonly OptionDefinition[] = [
  {
    id: 'catchUp',
    title: 'Catch-up interval',
    hint: 'How often a replica asks the sequencer for entries that it has missed.',
    perProcess: true,
    kind: 'duration',
    fallback: 250 * MS,
    min: MS,
    max: LONGEST,
  },
  {
    id: 'requestTimeout',
    title: 'Request timeout',
    hint: 'How long a client waits for an answer before it asks the next replica for the same.',
    perProcess: false,
    kind: 'duration',
    fallback: 200 * MS,
    min: MS,
    max: LONGEST,
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
