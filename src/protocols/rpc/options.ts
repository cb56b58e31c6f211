/** The knobs of a call. */
import type { OptionDefinition } from '../../sim/protocol.ts';

const MS = 1000;

export const rpcOptions: readonly OptionDefinition[] = [
  {
    id: 'style',
    title: 'Style',
    hint: 'Synchronous: a client blocks until the answer is there. Asynchronous: it goes on, and the answer calls it back.',
    perProcess: false,
    kind: 'choice',
    fallback: 'synchronous',
    choices: ['synchronous', 'asynchronous'],
  },
  {
    id: 'timeout',
    title: 'Timeout',
    hint: 'After so long without an answer a request, or a delivery of the broker, is sent again.',
    perProcess: true,
    kind: 'duration',
    fallback: 150 * MS,
    min: MS,
    max: 60_000 * MS,
  },
  {
    id: 'work',
    title: 'Work',
    hint: 'How long the server takes for a payment; drawn anew from this range each time.',
    perProcess: true,
    kind: 'durations',
    fallback: [20 * MS, 40 * MS],
    min: 0,
    max: 60_000 * MS,
  },
];
