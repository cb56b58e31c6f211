/** The knobs; durations in µs. */
import type { OptionDefinition } from '../../sim/protocol.ts';

const MS = 1000;

export const truetimeOptions: readonly OptionDefinition[] = [
  {
    id: 'epsilon',
    title: 'ε',
    hint: 'By how much a clock may be wrong at most, as every server believes: 1 to 7 ms in Spanner. Each write waits about twice as long.',
    perProcess: false,
    kind: 'duration',
    fallback: 7 * MS,
    min: 0,
    max: 10_000 * MS,
    dial: { from: 0, to: 60 * MS, step: MS },
  },
  {
    id: 'beat',
    title: 'Beat',
    hint: 'How often a server assures the others that nothing with a lower timestamp will come from it any more.',
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
    fallback: 1000 * MS,
    min: MS,
    max: 60_000 * MS,
  },
];
