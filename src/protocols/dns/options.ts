/** The knobs of name resolution. */
import type { OptionDefinition } from '../../sim/protocol.ts';

const MS = 1000;
const HOUR = 3_600_000 * MS;

export const dnsOptions: readonly OptionDefinition[] = [
  {
    id: 'ttl',
    title: 'Time to live',
    hint: 'How long a resolver may go on giving an answer of the authority, by its own clock.',
    perProcess: false,
    kind: 'duration',
    fallback: 2_000 * MS,
    min: 0,
    max: HOUR,
  },
  {
    id: 'negativeTtl',
    title: 'Time to live of “no such name”',
    hint: 'How long a resolver may go on saying that there is no such name.',
    perProcess: false,
    kind: 'duration',
    fallback: 1_000 * MS,
    min: 0,
    max: HOUR,
  },
  {
    id: 'referralTtl',
    title: 'Time to live of referrals',
    hint: 'How long a resolver may remember which name server knows a zone.',
    perProcess: false,
    kind: 'duration',
    fallback: 60_000 * MS,
    min: 0,
    max: HOUR,
  },
  {
    id: 'timeout',
    title: 'Timeout',
    hint: 'After so long without a reply a resolver asks a name server again, three times in all; clients wait longer.',
    perProcess: false,
    kind: 'duration',
    fallback: 100 * MS,
    min: MS,
    max: 60_000 * MS,
  },
];
