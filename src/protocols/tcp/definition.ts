/** What the four protocols on this connection have in common: the same ends, watched for different claims. */
import { fail, ok } from '../../base/result.ts';
import { draw } from '../../sim/chance.ts';
import type { HonestMessage, ProtocolDefinition } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import { onlooker } from './client.ts';
import { tcpProcess } from './machine.ts';
import type { Segment } from './messages.ts';
import { tcpOptions } from './options.ts';
import { captionOf, portray, sentenceOf, tcpMessages, tcpRoles } from './portrait.ts';

type Shared = Omit<
  ProtocolDefinition,
  'id' | 'title' | 'source' | 'summary' | 'monitors' | 'situations' | 'flaws' | 'gallery' | 'lessons'
>;

export const shared: Shared = {
  defaults: { processes: 2, clients: 0 },
  limits: { processes: [2, 8] },
  readsClock: true,
  roles: tcpRoles,
  epochLetter: 'c',
  messages: tcpMessages,
  options: tcpOptions,
  operations: [],
  timers: [
    { name: 'retransmit', title: 'retransmission' },
    { name: 'persist', title: 'window probe' },
    { name: 'read', title: 'next read' },
    { name: 'close', title: 'close' },
  ],
  behaviours: ['garble'],
  lie,
  machines: { process: tcpProcess, client: onlooker },
  parseInitial: (values) => {
    const [stranger] = Object.keys(values);
    return stranger === undefined ? ok(undefined) : fail(`nothing is stored here, and so not "${stranger}"`);
  },
  stable: () => undefined,
  caption: captionOf,
  sentence: sentenceOf,
  portray,
};

/** Share of the segments with data that a bad line changes. */
const GARBLED = 0.3;

/** One letter of the data is changed on the way, and the checksum is the one that the sender made. */
function lie(_behaviour: string, { seed, from, to, number, type, payload }: HonestMessage): Json {
  const segment = payload as Segment; // every message of this protocol is a segment
  const address = `${from}-${to}/garble/${number}`;
  if (type !== 'Data' || draw(seed, address) >= GARBLED) return payload;
  const place = Math.floor(draw(seed, `${address}/place`) * segment.data.length);
  return { ...segment, data: `${segment.data.slice(0, place)}#${segment.data.slice(place + 1)}` };
}
