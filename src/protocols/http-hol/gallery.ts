/** One page of resources over each version, with one packet lost on the way. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

function page(version: string, title: string, more: readonly string[]): string {
  return [
    'http-hol seed=2 duration=1s',
    `title "${title}"`,
    'network delay=20..20ms',
    `set version=${version}`,
    '@50ms C1 read page',
    ...more,
  ].join('\n');
}

const LOST = ['@0s drop S1-C1.14'];

const versions: readonly GalleryRun[] = [
  {
    path: 'http1',
    section: 'One lost packet',
    text: page('http1', 'HTTP/1.1: one request at a time', LOST),
    look: 'Six connections, each with one resource at a time: resources 7 and 8 wait until a connection is free. The lost packet holds up its own connection alone.',
    attempt: 'Set connections=1: everything stands in one queue.',
    opensAt: 210 * MS,
    shows: 450 * MS,
  },
  {
    path: 'http2',
    section: 'One lost packet',
    text: page('http2', 'HTTP/2: one lost packet holds everything up', LOST),
    look: 'All eight are asked for at once, over one connection. A packet of one is lost, and whatever comes after it waits, whosesoever it is: head-of-line blocking.',
    attempt: 'Set version=http3 and look at the same packet.',
    opensAt: 210 * MS,
    shows: 450 * MS,
  },
  {
    path: 'http3',
    section: 'One lost packet',
    text: page('http3', 'HTTP/3: it holds up its own stream', LOST),
    look: 'The same page and the same lost packet, and only the resource it belongs to has to wait. The others are used as they come.',
    attempt: 'Lose four packets of different streams, S1-C1.14 to 17: now four streams wait, each for its own.',
    opensAt: 210 * MS,
    shows: 450 * MS,
  },
];

const LOSSY = [
  'http-hol seed=5 duration=3s',
  'title "A lossy line"',
  'network delay=20..20ms loss=4%',
  'set version=http2 resources=12 packets=6',
  '@50ms C1 read page',
].join('\n');

const rest: readonly GalleryRun[] = [
  {
    path: 'no-loss',
    section: 'Without loss, and with much',
    text: page('http2', 'No loss: nothing is held up', []),
    look: 'Without loss nothing waits for anything: the line is busy from the first packet to the last.',
    attempt: 'Set version=http1: only the queue for the connections is left to see.',
    opensAt: 210 * MS,
    shows: 450 * MS,
  },
  {
    path: 'lossy',
    section: 'Without loss, and with much',
    text: LOSSY,
    look: 'One packet in 25 is lost. Over one ordered connection each loss stops all twelve resources for a round trip or more.',
    attempt: 'Set version=http3 and compare the time that resources were blocked by others.',
    opensAt: 300 * MS,
    shows: 600 * MS,
  },
  {
    path: 'deliver-out-of-order',
    section: 'Rules left out',
    text: page('http2', 'Delivered as it comes', [...LOST, 'break deliver-out-of-order']),
    look: 'Nothing is held back any more, and nothing is right any more: after a loss a resource has its last piece before one in the middle.',
    attempt: 'Set version=http3: the same, for the one resource that has lost a packet.',
    opensAt: 250 * MS,
    shows: 450 * MS,
  },
  {
    path: 'no-de-duplication',
    section: 'Rules left out',
    text: page('http3', 'A copy is counted as a piece', [
      '@100ms..300ms degrade S1-C1 duplicate=50%',
      'break no-de-duplication',
    ]),
    look: 'Packets are doubled, and the copies are counted: resources are called complete while pieces of them are still missing.',
    attempt: 'Take the broken rule back: copies are thrown away.',
    opensAt: 250 * MS,
    shows: 500 * MS,
  },
  {
    path: 'no-retransmission',
    section: 'Rules left out',
    text: page('http2', 'What is lost stays lost', ['@0s drop S1-C1.14', 'break no-retransmission']).replace(
      'duration=1s',
      'duration=3s',
    ),
    look: 'The lost packet is never sent again. Everything behind it waits, until the browser gives the page up.',
    attempt: 'Set version=http3: seven resources come, the eighth never does.',
    opensAt: 600 * MS,
    shows: 1_200 * MS,
  },
];

export const httpGallery: readonly GalleryRun[] = [...versions, ...rest];
