/** The knobs: how often a process looks, and what it believes about its clock. Durations in µs. */
import type { OptionDefinition } from '../../sim/protocol.ts';

const MS = 1000;

export const driftOptions: readonly OptionDefinition[] = [
  {
    id: 'interval',
    title: 'Interval',
    hint: 'How long a process waits, on its own clock, before it looks at it again.',
    perProcess: true,
    kind: 'duration',
    fallback: 500 * MS,
    min: MS,
    max: 60_000 * MS,
  },
  {
    id: 'bound',
    title: 'Drift bound, ppm',
    hint: 'What every process believes about its clock: it gains or loses no more than this. Google assumes 200 for its servers.',
    perProcess: false,
    kind: 'integer',
    fallback: 200,
    min: 0,
    max: 500_000,
  },
  {
    id: 'accuracy',
    title: 'Accuracy when set',
    hint: 'By how much a clock may have been wrong when it was set, at the start.',
    perProcess: false,
    kind: 'duration',
    fallback: MS,
    min: 0,
    max: 10_000 * MS,
  },
];
