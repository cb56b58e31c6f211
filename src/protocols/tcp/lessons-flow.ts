/** One lesson: a window that closes, and how anybody learns that it is open again. */
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';
import { deliveredBy, told } from './run-reading.ts';

const MS = 1000;
const FAR = `tcp-flow seed=1 duration=3s
title "One buffer, a long way"
network delay=50..50ms
set`;

/** What S1 did after the news of the open window was lost. */
function wayOut({ trace }: RunReading): string {
  if (deliveredBy(trace, 'S2') < 100) return 'stuck';
  return told(trace, 'segment', 'S1').some(({ detail }) => detail.probe === true) ? 'probe' : 'receiver';
}

export const flowLessons: readonly Lesson[] = [
  {
    id: 'closed-window',
    title: 'A window that closes',
    source: 'RFC 9293 §3.8.6',
    steps: [
      {
        text: 'The application of S2 reads ten bytes every 150 ms. What it has not read stays in a buffer of 60 bytes, and each acknowledgement tells how much room is left.',
        run: { gallery: 'slow-reader' },
        look: { at: 0, until: 200 * MS, view: 'window' },
      },
      {
        text: 'Here the buffer is read out, S2 tells that there is room again, and that one message is lost.',
        run: { gallery: 'probes' },
        look: { at: 180 * MS, until: 205 * MS, view: 'timeline' },
        prediction: {
          question: 'S1 waits for room, S2 waits for data. What happens?',
          choices: [
            { id: 'stuck', text: 'Both wait for ever.' },
            { id: 'receiver', text: 'S2 notices that nothing comes, and says it again.' },
            { id: 'probe', text: 'S1 sends one byte though the window is closed.' },
          ],
          truth: wayOut,
          reason:
            'A sender stopped by a closed window keeps a timer of its own and probes. The answer carries the window.',
        },
      },
      {
        text: 'The same loss with that rule left out: one side waits for room, the other for data.',
        run: { gallery: 'no-probes' },
        look: { at: 180 * MS, view: 'claims', event: whereBroken },
      },
      {
        text: 'S1 and S3 have the same window and the same quick readers; S3 is five times further away.',
        run: { gallery: 'window-and-distance' },
        look: { at: 300 * MS, view: 'window' },
      },
      {
        text: 'However quick the reader is: a sender gets no more than one window a round trip through.',
        run: { text: `${FAR} bytes=400 buffer=40` },
        look: { at: 0, view: 'window' },
        task: {
          goal: 'Get all 400 bytes read within the first second, over the same distance.',
          done: ({ trace }) =>
            deliveredBy(trace, 'S2', 1000 * MS) === 400 && (told(trace, 'deliver', 'S2')[0]?.at ?? 0) >= 150 * MS,
          solution: `${FAR} bytes=400 buffer=200`,
          nonSolution: `${FAR} bytes=400 buffer=40 initialWindow=10`,
        },
      },
    ],
  },
];
