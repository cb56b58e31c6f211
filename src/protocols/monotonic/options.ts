/** The knobs; durations in µs. */
import type { OptionDefinition } from '../../sim/protocol.ts';

const MS = 1000;

export const measureOptions: readonly OptionDefinition[] = [
  {
    id: 'job',
    title: 'Job',
    hint: 'How long one job takes: a timer of the process, which no correction of its clock touches.',
    perProcess: true,
    kind: 'duration',
    fallback: 200 * MS,
    min: MS,
    max: 60_000 * MS,
  },
  {
    id: 'limit',
    title: 'Limit',
    hint: 'A job that was measured to take longer than this is taken to have timed out.',
    perProcess: true,
    kind: 'duration',
    fallback: 300 * MS,
    min: MS,
    max: 60_000 * MS,
  },
  {
    id: 'poll',
    title: 'Poll interval',
    hint: 'How often a process asks the first one for the time and steps its clock to it.',
    perProcess: true,
    kind: 'duration',
    fallback: 1000 * MS,
    min: MS,
    max: 60_000 * MS,
  },
];
