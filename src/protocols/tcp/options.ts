/** The knobs of a connection; durations in µs. */
import type { OptionDefinition } from '../../sim/protocol.ts';

const MS = 1000;
const MINUTE = 60_000 * MS;

interface Rest {
  readonly min?: number;
  readonly max?: number;
  readonly perProcess?: boolean;
}

function duration(id: string, title: string, hint: string, fallback: number, rest: Rest = {}): OptionDefinition {
  const { min = 0, max = 10 * MINUTE, perProcess = false } = rest;
  return { id, title, hint, perProcess, kind: 'duration', fallback: fallback * MS, min, max };
}

function integer(
  id: string,
  title: string,
  hint: string,
  fallback: number,
  range: readonly [number, number],
  perProcess = false,
): OptionDefinition {
  return { id, title, hint, perProcess, kind: 'integer', fallback, min: range[0], max: range[1] };
}

export const tcpOptions: readonly OptionDefinition[] = [
  integer('bytes', 'Bytes', 'How much the opener sends on each connection.', 120, [0, 20_000]),
  integer('answer', 'Answer', 'How much the other end sends on each connection.', 0, [0, 20_000]),
  integer('connections', 'Connections', 'How many the opener makes, one after the other.', 1, [0, 50], true),
  duration('idle', 'Idle', 'How long the opener rests before each connection.', 10),
  {
    id: 'opening',
    title: 'Opening',
    hint: 'Whether only the first of a pair opens, and the other listens, or both at once.',
    perProcess: false,
    kind: 'choice',
    fallback: 'first',
    choices: ['first', 'both'],
  },
  {
    id: 'closing',
    title: 'Closing',
    hint: 'Whether the other end closes after the opener, or each as soon as it has sent all.',
    perProcess: false,
    kind: 'choice',
    fallback: 'in-turn',
    choices: ['in-turn', 'each'],
  },
  duration('linger', 'Linger', 'How long an application takes to close once it has nothing more to do.', 5),
  integer('mss', 'Segment', 'Bytes of data in a segment at most.', 10, [1, 1460]),
  integer('buffer', 'Buffer', 'Bytes that a receiver keeps until its application reads them.', 100, [1, 30_000]),
  duration('readEvery', 'Reads every', 'How long the application rests between two reads; 0: it reads at once.', 0, {
    perProcess: true,
  }),
  integer('readBytes', 'Reads', 'Bytes that the application takes at one read.', 20, [1, 20_000], true),
  integer(
    'initialWindow',
    'First window',
    'Segments in flight at most before anything is acknowledged.',
    2,
    [1, 10],
    true,
  ),
  integer(
    'ssthresh',
    'Threshold',
    'Bytes of congestion window at which slow start ends; a loss lowers it.',
    60_000,
    [1, 60_000],
    true,
  ),
  duration('firstTimeout', 'First timeout', 'The retransmission timeout before a round trip has been measured.', 1000, {
    min: MS,
  }),
  duration('leastTimeout', 'Least timeout', 'No retransmission timeout is shorter.', 200, { min: MS }),
  duration(
    'mostTimeout',
    'Longest timeout',
    'No retransmission timeout is longer, however often it was doubled.',
    60_000,
    { min: MS },
  ),
  integer('maxTries', 'Tries', 'How often one segment is sent before the connection is given up.', 12, [2, 100]),
  duration(
    'msl',
    'Segment lifetime',
    'The longest that a segment is thought to live; TIME-WAIT lasts twice as long.',
    500,
  ),
  integer(
    'sequenceBits',
    'Sequence bits',
    'Sequence numbers have so many bits, and as many more as the stream needs; TCP has 32.',
    16,
    [8, 32],
  ),
];
