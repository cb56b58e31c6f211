/** One lesson: how a sender finds out that something was lost. */
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';
import { deliveredBy, reasons, told } from './run-reading.ts';

const MS = 1000;
const TASK = `tcp-reliability seed=3 duration=4s
title "Make it wait for its timer"
network fifo=true`;

function foundBy({ trace }: RunReading): string {
  const all = reasons(trace, 'S1');
  if (all.includes('fast-retransmit')) return 'duplicates';
  return all.includes('timeout') ? 'timer' : 'nothing';
}

export const reliabilityLessons: readonly Lesson[] = [
  {
    id: 'finding-a-loss',
    title: 'Two ways to find a loss',
    source: 'RFC 9293 §3.8; RFC 5681 §3.2; RFC 6298',
    steps: [
      {
        text: 'Every byte has a number. The receiver answers each segment with the number of the byte it expects next, and says nothing of what it misses.',
        run: { gallery: 'clean' },
        look: { at: 0, until: 70 * MS, view: 'timeline' },
      },
      {
        text: 'Now S1-S2.8 is lost in the middle of the stream. Segments that follow it still arrive.',
        run: { gallery: 'fast-retransmit' },
        look: { at: 52 * MS, until: 60 * MS, view: 'timeline' },
        prediction: {
          question: 'What makes S1 send the missing bytes again?',
          choices: [
            { id: 'timer', text: 'Its timer, after 200 ms.' },
            { id: 'duplicates', text: 'The same acknowledgement, again and again.' },
            { id: 'nothing', text: 'A request of the receiver that names the missing segment.' },
          ],
          truth: foundBy,
          reason:
            'Each segment after the hole is answered with the same number. Three such duplicates can hardly come of reordering alone, so S1 acts at once.',
        },
      },
      {
        text: 'The stream is whole long before the timer would have run out.',
        look: {
          at: 90 * MS,
          view: 'stream',
          event: ({ trace }) => told(trace, 'segment', 'S1').find(({ detail }) => detail.again === true)?.id,
        },
      },
      {
        text: 'A line may also change what it carries. Each segment has a checksum; here nobody looks at it, and a wrong letter is handed on as if it had been written so.',
        run: { gallery: 'no-checksum' },
        look: { at: 27 * MS, view: 'claims', event: whereBroken },
      },
      {
        text: 'Duplicates need something that follows the loss.',
        run: { text: TASK },
        look: { at: 0, view: 'timeline' },
        task: {
          goal: 'Drop one message of this run so that only the timer can mend the stream.',
          done: (run) => foundBy(run) === 'timer' && deliveredBy(run.trace, 'S2') === 120,
          solution: `${TASK}\n@0s drop S1-S2.13`,
          nonSolution: `${TASK}\n@0s drop S1-S2.8`,
        },
      },
    ],
  },
];
