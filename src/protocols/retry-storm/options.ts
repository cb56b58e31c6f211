/** The knobs of port and senders; durations in µs. */
import type { OptionDefinition } from '../../sim/protocol.ts';

const MS = 1000;
const MINUTE = 60_000 * MS;

function duration(id: string, title: string, hint: string, fallback: number, perProcess: boolean): OptionDefinition {
  return { id, title, hint, perProcess, kind: 'duration', fallback: fallback * MS, min: MS, max: MINUTE };
}

export const stormOptions: readonly OptionDefinition[] = [
  {
    id: 'retry',
    title: 'Retry',
    hint: 'After a timeout: try again at once, or wait longer with each try.',
    perProcess: true,
    kind: 'choice',
    fallback: 'exponential',
    choices: ['exponential', 'at-once'],
  },
  {
    id: 'backOff',
    title: 'Back-off',
    hint: 'The wait before the second try, doubled with each further one up to the larger value.',
    perProcess: true,
    kind: 'durations',
    fallback: [300 * MS, 5000 * MS],
    min: MS,
    max: MINUTE,
  },
  {
    id: 'jitter',
    title: 'Jitter',
    hint: 'Draws each wait from 0 to its full length, so that those who failed at one moment do not come back at one.',
    perProcess: true,
    kind: 'boolean',
    fallback: true,
  },
  {
    id: 'maxTries',
    title: 'Tries',
    hint: 'How often a request is tried before it is given up.',
    perProcess: true,
    kind: 'integer',
    fallback: 10,
    min: 1,
    max: 100,
  },
  {
    id: 'limit',
    title: 'Open at once',
    hint: 'Requests that a sender has open at most; further ones wait with it and are begun as others end.',
    perProcess: true,
    kind: 'integer',
    fallback: 7,
    min: 1,
    max: 1000,
  },
  duration('timeout', 'Timeout', 'How long a sender waits for the answer to one try.', 150, true),
  duration('interval', 'Interval', 'Between two new requests of a sender, half of it more or less.', 80, true),
  {
    id: 'surge',
    title: 'Surge',
    hint: 'From when to when requests come at the surge interval.',
    perProcess: true,
    kind: 'durations',
    fallback: [2000 * MS, 3000 * MS],
    min: 0,
    max: 10 * MINUTE,
  },
  duration('surgeInterval', 'Surge interval', 'Between two new requests of a sender while the surge lasts.', 20, true),
  duration('service', 'Service', 'How long the port takes for one request.', 10, false),
  {
    id: 'capacity',
    title: 'Capacity',
    hint: 'Requests that the queue holds; what comes beyond it is dropped.',
    perProcess: false,
    kind: 'integer',
    fallback: 20,
    min: 1,
    max: 1000,
  },
];
