/** One lesson: what waits for a lost packet, and why it depends on what is put in order. */
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { blockedFor, waterfall } from './waterfall.ts';

const S = 1_000_000;

function pageOf({ trace }: RunReading) {
  return waterfall(trace, trace.length);
}

/** Resources that had to wait for a packet of another one. */
function blockedCount(run: RunReading): number {
  const all = pageOf(run)?.rows ?? [];
  return all.filter((row) => blockedFor(row, Number.POSITIVE_INFINITY) > 0).length;
}

function lossOf({ trace }: RunReading): EventId | undefined {
  return trace.landmarks().find((id) => trace.kind(id) === 'lost');
}

const LOSSY = `http-hol seed=5 duration=3s
title "A lossy line"
network delay=20..20ms loss=4%
set version=http2 resources=12 packets=6
@50ms C1 read page`;

export const httpLessons: readonly Lesson[] = [
  {
    id: 'head-of-line',
    title: 'Who waits for a lost packet?',
    source: 'RFC 9113 §5; RFC 9114 §2; Vitillo 2021, §5.1',
    steps: [
      {
        text: 'With HTTP/1.1 a connection carries one response at a time. The browser opens six of them, and resources 7 and 8 stand in a queue.',
        run: { gallery: 'http1' },
        look: { at: 0.6 * S, view: 'waterfall' },
      },
      {
        text: 'HTTP/2 asks for all at once over one connection, in pieces that take turns. To the transport below it is one stream of bytes, delivered in order. Now one packet is lost.',
        run: { gallery: 'http2' },
        look: { at: 0.17 * S, until: 0.22 * S, view: 'timeline', event: lossOf },
        prediction: {
          question:
            'How many of the nine resources will have packets waiting for one that belongs to another resource?',
          choices: [
            { id: 'none', text: 'None: each piece says whose it is.' },
            { id: 'few', text: 'One or two.' },
            { id: 'most', text: 'Most of them.' },
          ],
          truth: (run) => {
            const count = blockedCount(run);
            if (count === 0) return 'none';
            return count < 3 ? 'few' : 'most';
          },
          reason:
            'The transport does not know that the bytes belong to different resources. It delivers nothing behind a gap, and the browser sees none of it.',
        },
      },
      {
        text: 'HTTP/3 brings its own transport, on UDP, which keeps order in each stream alone. The same loss stops one resource; the others go on.',
        run: { gallery: 'http3' },
        look: { at: 0.6 * S, view: 'waterfall' },
      },
      {
        text: 'Could it not simply hand on what has come? Not without order: here the browser takes packets as they arrive, and a resource has its last piece before one in the middle.',
        run: { gallery: 'deliver-out-of-order' },
        look: { at: 0.25 * S, view: 'claims', event: whereBroken },
      },
      {
        text: 'Where nothing is lost there is nothing to choose between them.',
        run: { gallery: 'no-loss' },
        look: { at: 0.6 * S, view: 'waterfall' },
      },
      {
        text: 'On a lossy line the difference adds up. Here one packet in 25 is lost, over HTTP/2.',
        run: { text: LOSSY },
        look: { at: 1.2 * S, view: 'waterfall' },
        task: {
          goal: 'Load the same page over the same lossy line with no resource blocked by another one’s packets.',
          done: (run) => {
            const page = pageOf(run);
            const lost = run.trace.landmarks().filter((id) => run.trace.kind(id) === 'lost').length;
            return (
              page !== undefined &&
              page.rows.length === 13 &&
              page.until !== null &&
              lost >= 3 &&
              blockedCount(run) === 0
            );
          },
          solution: LOSSY.replace('http2', 'http3'),
          nonSolution: LOSSY.replace('packets=6', 'packets=6 timeout=80ms'),
        },
      },
    ],
  },
];
