/** The same game over datagrams and over one ordered stream: what a loss does to the picture. */
import type { GalleryRun } from '../../sim/protocol.ts';

const MS = 1000;

function game(title: string, network: string, more: readonly string[] = [], duration = '3s'): string {
  return [`udp-game seed=4 duration=${duration}`, `title "${title}"`, `network ${network}`, ...more].join('\n');
}

const compared: readonly GalleryRun[] = [
  {
    path: 'udp',
    section: 'One line, two transports',
    text: game('UDP: a hole in the picture, and on', 'delay=20..30ms loss=10%'),
    look: 'One snapshot in ten is lost, and nobody sends it again: the picture is one or two ticks old for a moment, and then fresh.',
    attempt: 'Choose reliable links in the model, and compare the chart of freshness.',
    opensAt: 2_000 * MS,
  },
  {
    path: 'stream',
    section: 'One line, two transports',
    text: game('An ordered stream: everything waits for what is old', 'delay=20..30ms loss=10% transport=reliable'),
    look: 'The same line as a reliable stream. Each lost segment holds back all newer snapshots until it has come: the picture stands still, then jumps.',
    attempt: 'Set loss=2% and watch the towers in the chart become rare.',
    opensAt: 2_000 * MS,
  },
  {
    path: 'reordered',
    section: 'One line, two transports',
    text: game('Late is as good as lost', 'delay=5..140ms'),
    look: 'Nothing is lost, but snapshots overtake each other. Whatever comes after a newer one is thrown away: it is of no use any more.',
    attempt: 'Set tick=200ms: there is no overtaking left.',
    opensAt: 1_000 * MS,
  },
];

const OUTAGE = ['@1s..1.6s cut S1-P1'];

const outage: readonly GalleryRun[] = [
  {
    path: 'outage-udp',
    section: 'An outage',
    text: game('UDP after an outage', 'delay=20..30ms', OUTAGE, '4s'),
    look: 'P1 is cut off for 0.6 s. With the first snapshot that comes through its picture is fresh again.',
    attempt: 'Make the outage longer: how long the picture takes to be fresh again does not change.',
    opensAt: 1_900 * MS,
  },
  {
    path: 'outage-stream',
    section: 'An outage',
    text: game('A stream after an outage', 'delay=20..30ms transport=reliable', OUTAGE, '4s'),
    look: 'The same outage. The stream has waited longer and longer between its tries, and when it gets through it first delivers all that is old.',
    attempt: 'Make the outage a second long: P1 is blind well beyond its end.',
    opensAt: 1_900 * MS,
    shows: 2_600 * MS,
  },
];

const broken: readonly GalleryRun[] = [
  {
    path: 'show-what-arrives',
    section: 'Rules left out',
    text: game('Shown as it comes', 'delay=5..140ms', ['break show-what-arrives']),
    look: 'Whatever arrives is shown, also when something newer is on the screen already: the picture jumps back and forth.',
    attempt: 'Choose reliable links: the stream puts everything in order, and the rule is not missed.',
    opensAt: 500 * MS,
  },
  {
    path: 'wait-for-each',
    section: 'Rules left out',
    text: game('Waiting for what will never come', 'delay=20..30ms loss=5%', ['break wait-for-each'], '6s'),
    look: 'The player wants every snapshot in its turn. UDP sends none again: after the first loss the picture stands still for good.',
    attempt: 'Choose reliable links: over a stream waiting is right, for what is missing does come.',
    opensAt: 2_000 * MS,
  },
];

export const gameGallery: readonly GalleryRun[] = [...compared, ...outage, ...broken];
