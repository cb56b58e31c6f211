/** The knobs of leases; durations in µs. */
import type { OptionDefinition, ProcessInput } from '../../sim/protocol.ts';
import type { Range } from '../../sim/scenario.ts';

const MS = 1000;
const LONGEST = 60_000 * MS;

export interface LeaseOptions {
  readonly ttl: number;
  readonly renewEvery: number;
  readonly retry: Range;
  readonly requestTimeout: number;
  readonly interval: number;
  readonly work: number;
  readonly hold: number;
  readonly margin: number;
  readonly assumedDrift: number;
  readonly recheck: boolean;
  readonly check: 'token' | 'version';
}

export const leaseOptions: readonly OptionDefinition[] = [
  {
    id: 'ttl',
    title: 'Time to live',
    hint: 'How long the store leaves the lease with a holder that does not renew it.',
    perProcess: false,
    kind: 'duration',
    fallback: 1000 * MS,
    min: 10 * MS,
    max: LONGEST,
    dial: { from: 100 * MS, to: 3000 * MS, step: 50 * MS },
  },
  {
    id: 'renewEvery',
    title: 'Renewal',
    hint: 'How long after a grant or a renewal a holder asks for the next.',
    perProcess: true,
    kind: 'duration',
    fallback: 400 * MS,
    min: MS,
    max: LONGEST,
  },
  {
    id: 'retry',
    title: 'Next try',
    hint: 'How long a process waits before it asks for the lease, again or for the first time; drawn anew each time.',
    perProcess: true,
    kind: 'durations',
    fallback: [200 * MS, 400 * MS],
    min: MS,
    max: LONGEST,
  },
  {
    id: 'requestTimeout',
    title: 'Request timeout',
    hint: 'How long a process waits for an answer of the store or the resource.',
    perProcess: true,
    kind: 'duration',
    fallback: 150 * MS,
    min: MS,
    max: LONGEST,
  },
  {
    id: 'interval',
    title: 'Interval',
    hint: 'How long a holder rests between one write and the next.',
    perProcess: true,
    kind: 'duration',
    fallback: 250 * MS,
    min: MS,
    max: LONGEST,
  },
  {
    id: 'work',
    title: 'Work',
    hint: 'How long a holder works on a value between reading it and writing it back.',
    perProcess: true,
    kind: 'duration',
    fallback: 100 * MS,
    min: 0,
    max: LONGEST,
  },
  {
    id: 'hold',
    title: 'Hold',
    hint: 'How long a process keeps the lease before it gives it back; 0: as long as it can.',
    perProcess: true,
    kind: 'duration',
    fallback: 0,
    min: 0,
    max: LONGEST,
  },
  {
    id: 'margin',
    title: 'Safety margin',
    hint: 'How long before the end of its lease a holder stops acting.',
    perProcess: true,
    kind: 'duration',
    fallback: 0,
    min: 0,
    max: LONGEST,
    dial: { from: 0, to: 1000 * MS, step: 25 * MS },
  },
  {
    id: 'assumedDrift',
    title: 'Assumed drift',
    hint: 'By how many millionths a holder’s clock may run slower than the store’s: so much less it trusts the lease.',
    perProcess: false,
    kind: 'integer',
    fallback: 1000,
    min: 0,
    max: 500_000,
  },
  {
    id: 'recheck',
    title: 'Look again',
    hint: 'A holder looks at its clock once more just before its write leaves, not only before it begins to work.',
    perProcess: true,
    kind: 'boolean',
    fallback: false,
  },
  {
    id: 'check',
    title: 'Check at the resource',
    hint: 'What the resource demands of a write: the newest token it has seen, or the version that is there now.',
    perProcess: false,
    kind: 'choice',
    fallback: 'token',
    choices: ['token', 'version'],
  },
];

/** Resolved options have the kinds that are declared above. */
export function readOptions(options: ProcessInput['options']): LeaseOptions {
  return options as unknown as LeaseOptions;
}
