/** One lesson: what a connection costs, and why it is kept after its end. */
import type { Lesson, RunReading } from '../../sim/lesson.ts';
import { deliveredBy, entered, told } from './run-reading.ts';

const MS = 1000;
const COLD = `tcp-connection seed=4 duration=3s
title "All 120 bytes within half a second"
network delay=40..40ms
set msl=150ms`;

/** Round trips of 100 ms from SYN to the first byte read. */
function trips({ trace }: RunReading): string {
  const opened = entered(trace, 'S1', 'SYN-SENT');
  const read = told(trace, 'deliver', 'S2')[0]?.at;
  if (opened === undefined || read === undefined) return 'never';
  return (read - opened) / (100 * MS) > 1 ? 'one-and-a-half' : 'half';
}

export const connectionLessons: readonly Lesson[] = [
  {
    id: 'cost-of-a-connection',
    title: 'What a connection costs',
    source: 'RFC 9293 §3.5 and §3.6',
    steps: [
      {
        text: 'S1 is 50 ms away from S2 and has twenty bytes to send. First both have to agree on the numbers they count from.',
        run: { gallery: 'handshake' },
        look: { at: 0, until: 30 * MS, view: 'stage' },
        prediction: {
          question: 'A segment takes 50 ms one way. How long from SYN until the first byte is read?',
          choices: [
            { id: 'half', text: '50 ms: the bytes travel with SYN.' },
            { id: 'one-and-a-half', text: '150 ms: a whole round trip passes first.' },
            { id: 'never', text: 'They are not read before the connection closes.' },
          ],
          truth: trips,
          reason: 'SYN there, SYN and its acknowledgement back, and only the third segment carries data.',
        },
      },
      {
        text: 'Each direction is closed by itself: a FIN, and its acknowledgement. S1 begins; S2 has heard it, may still send, and closes in its turn.',
        run: { gallery: 'close' },
        look: { at: 180 * MS, until: 345 * MS, view: 'states' },
      },
      {
        text: 'Whoever closes first stays for two segment lifetimes in TIME-WAIT. A segment of this connection that is still under way then finds nobody who takes it for news.',
        run: { gallery: 'old-segment' },
        look: { at: 320 * MS, view: 'timeline', processes: ['S1', 'S2'] },
      },
      {
        text: 'Without the wait, the next connection opens at once, on numbers that the old segment fits. Small letters are of the first connection, capitals of the second.',
        run: { gallery: 'no-time-wait' },
        look: {
          at: 330 * MS,
          view: 'claims',
          event: ({ verdicts }) => verdicts.find(({ claim }) => claim === 'no-old-segment')?.events.at(-1),
        },
      },
      {
        text: 'Four connections carry 30 bytes each, one after the other, and each has to be opened, closed and waited for.',
        run: { text: `${COLD} bytes=30 connections=4` },
        look: { at: 0, view: 'timeline' },
        task: {
          goal: 'Get the same 120 bytes read within the first 500 ms. The distance stays as it is.',
          done: ({ trace }) =>
            deliveredBy(trace, 'S2', 500 * MS) >= 120 && (told(trace, 'deliver', 'S2')[0]?.at ?? 0) >= 120 * MS,
          solution: `${COLD} bytes=120`,
          nonSolution: `${COLD} bytes=60 connections=2`,
        },
      },
    ],
  },
];
