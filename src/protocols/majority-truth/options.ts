/** The knobs of the group; durations in µs. */
import type { OptionDefinition } from '../../sim/protocol.ts';

const MS = 1000;

export const truthOptions: readonly OptionDefinition[] = [
  {
    id: 'heartbeat',
    title: 'Heartbeat',
    hint: 'How often a process tells all others that it is there.',
    perProcess: true,
    kind: 'duration',
    fallback: 150 * MS,
    min: 10 * MS,
    max: 60_000 * MS,
  },
  {
    id: 'timeout',
    title: 'Timeout',
    hint: 'How long a process must not have been heard before another votes it dead; as long a consent is good for.',
    perProcess: false,
    kind: 'duration',
    fallback: 500 * MS,
    min: 10 * MS,
    max: 60_000 * MS,
  },
  {
    id: 'interval',
    title: 'Interval',
    hint: 'How often a member does what only members may do.',
    perProcess: true,
    kind: 'duration',
    fallback: 200 * MS,
    min: 10 * MS,
    max: 60_000 * MS,
  },
  {
    id: 'assumedDrift',
    title: 'Assumed drift',
    hint: 'By how many millionths one clock may run slower than another: so much shorter a consent is trusted.',
    perProcess: false,
    kind: 'integer',
    fallback: 1000,
    min: 0,
    max: 500_000,
  },
];
