/** The knobs of a page and of the way it takes. */
import type { OptionDefinition } from '../../sim/protocol.ts';

const MS = 1000;

export const httpOptions: readonly OptionDefinition[] = [
  {
    id: 'version',
    title: 'Version',
    hint: 'HTTP/1.1: one request at a time on each of several connections. HTTP/2: all on one ordered connection. HTTP/3: each stream in order by itself.',
    perProcess: false,
    kind: 'choice',
    fallback: 'http2',
    choices: ['http1', 'http2', 'http3'],
  },
  {
    id: 'connections',
    title: 'Connections',
    hint: 'How many connections a browser keeps with HTTP/1.1.',
    perProcess: false,
    kind: 'integer',
    fallback: 6,
    min: 1,
    max: 12,
  },
  {
    id: 'resources',
    title: 'Resources',
    hint: 'Images, styles and scripts of a page, besides its document.',
    perProcess: false,
    kind: 'integer',
    fallback: 8,
    min: 1,
    max: 24,
  },
  {
    id: 'packets',
    title: 'Packets',
    hint: 'Packets that a resource fills.',
    perProcess: false,
    kind: 'integer',
    fallback: 5,
    min: 1,
    max: 24,
  },
  {
    id: 'pace',
    title: 'Pace',
    hint: 'Time between two packets of the server: the width of its line, which all connections share.',
    perProcess: false,
    kind: 'duration',
    fallback: 4 * MS,
    min: 100,
    max: 1_000 * MS,
  },
  {
    id: 'timeout',
    title: 'Timeout',
    hint: 'After so long without an acknowledgement a packet is sent again, where later packets have not told before.',
    perProcess: false,
    kind: 'duration',
    fallback: 200 * MS,
    min: MS,
    max: 60_000 * MS,
  },
];
