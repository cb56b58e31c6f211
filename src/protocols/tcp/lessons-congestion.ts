/** One lesson: the saw-tooth, and why distance costs bandwidth. */
import type { Lesson, RunReading } from '../../sim/lesson.ts';
import { deliveredBy, told } from './run-reading.ts';

const S = 1_000_000;
const TASK = `tcp-congestion seed=1 duration=2s
title "All of it within 400 ms"
network delay=20..20ms fifo=true
set bytes=2000 buffer=4000`;

/** Whether the near sender got about as much through as the far one, or clearly more. */
function ahead({ trace }: RunReading): string {
  const [near, far] = [deliveredBy(trace, 'S2', 2 * S), deliveredBy(trace, 'S4', 2 * S)];
  if (near > 2 * far) return 'near';
  return far > 2 * near ? 'far' : 'same';
}

export const congestionLessons: readonly Lesson[] = [
  {
    id: 'saw-tooth',
    title: 'Asking the network by trying',
    source: 'RFC 5681; Jacobson 1988',
    steps: [
      {
        text: 'Nobody tells S1 how much the network can take. It begins with two segments and doubles what it has in flight each round trip, up to a threshold; then it goes on by one segment a round trip.',
        run: { gallery: 'slow-start' },
        look: { at: 0, until: 350_000, view: 'window' },
      },
      {
        text: 'A loss is taken as a sign of too much: half the window is given up, and the climb begins again from there.',
        run: { gallery: 'saw-tooth' },
        look: {
          at: 3 * S,
          view: 'window',
          event: ({ trace }) =>
            told(trace, 'window', 'S1').find(({ detail }) => detail.reason === 'fast-retransmit')?.id,
        },
      },
      {
        text: 'When nothing at all comes back there is nothing to go by. The timer runs out, waits twice as long after each try, and the climb begins again with one segment.',
        run: { gallery: 'silence' },
        look: {
          at: 290_000,
          until: 1.2 * S,
          view: 'window',
          event: ({ trace }) => told(trace, 'window', 'S1').find(({ detail }) => detail.reason === 'timeout')?.id,
        },
      },
      {
        text: 'S1 and S3 send the same stream over lines that lose one segment in a hundred. S1 has a round trip of 20 ms, S3 one of 100 ms.',
        run: { gallery: 'two-round-trips' },
        look: { at: 0, until: 100_000, view: 'stage' },
        prediction: {
          question: 'Who has got more through after two seconds?',
          choices: [
            { id: 'same', text: 'Both about the same: they lose as much.' },
            { id: 'near', text: 'The near one, more than twice as much.' },
            { id: 'far', text: 'The far one: more fits on a long line.' },
          ],
          truth: ahead,
          reason:
            'Bandwidth is window by round trip, and the window grows once a round trip: being near pays twice. That is why servers are put close to those who use them.',
        },
      },
      {
        text: 'A threshold set too low ends slow start early.',
        run: { text: `${TASK} ssthresh=60` },
        look: { at: 0, view: 'window' },
        task: {
          goal: 'Get all 2000 bytes read within 400 ms without a shorter line.',
          done: ({ trace }) =>
            deliveredBy(trace, 'S2', 400_000) === 2000 && (told(trace, 'deliver', 'S2')[0]?.at ?? 0) >= 70_000,
          solution: `${TASK} ssthresh=2000`,
          nonSolution: `${TASK} ssthresh=100`,
        },
      },
    ],
  },
];
