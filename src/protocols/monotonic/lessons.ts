/** One lesson: which of its two clocks a process should measure with. */
import type { Lesson, RunReading } from '../../sim/lesson.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';

const MS = 1000;

type Step = Extract<TraceEvent, { kind: 'step' }>;

export const measureLessons: readonly Lesson[] = [
  {
    id: 'two-clocks',
    title: 'Two clocks in one machine',
    source: 'Kleppmann, chapter 8, Monotonic versus time-of-day clocks',
    steps: [
      {
        text: 'S2 does one job after the other, each of 200 ms. It looks at two clocks as a job begins and as it ends: the time of day, which can be set, and the monotonic clock, which cannot.',
        run: { gallery: 'set-back' },
        look: { at: 0, until: 650 * MS, view: 'durations' },
      },
      {
        text: 'At 700 ms somebody sets the time of day of S2 ahead by half a second. The job under way began at 600 ms and ends at 800 ms.',
        look: { at: 690 * MS, until: 820 * MS, view: 'durations', processes: ['S2'], event: longest },
        prediction: {
          question: 'How long did that job take by the time of day?',
          choices: [
            { id: 'right', text: '200 ms' },
            { id: 'long', text: '700 ms' },
            { id: 'negative', text: '−300 ms' },
          ],
          truth: (run) => {
            const wall = Number(jobs(run).find(({ at }) => at >= 700 * MS)?.detail.wall);
            if (wall < 0) return 'negative';
            return wall > 500 * MS ? 'long' : 'right';
          },
          reason: 'It began before the jump and ended after it: the jump is in the difference of the two readings.',
        },
      },
      {
        text: 'At the next round S1 tells S2 the right time, and the clock is stepped back. Now a job ends before it began.',
        look: { at: 820 * MS, until: 1_300 * MS, view: 'durations', processes: ['S2'] },
      },
      {
        text: 'A program that believes this gives up what is in time, waits for what is long over, or divides by it.',
        run: { gallery: 'measure-with-time-of-day' },
        look: { at: 900 * MS, until: 1_300 * MS, view: 'claims' },
        task: {
          goal: 'Leave the rule out, and have a job of S2 seem longer than it was and time out, but none seem shorter than nothing.',
          done: (run) =>
            run.verdicts.every(({ holds }) => holds !== false) &&
            jobs(run).some(({ detail }) => detail.tooLong === true && Number(detail.monotonic) < Number(detail.wall)),
          solution: `monotonic seed=1 duration=3s
@700ms skew S2 by=-500ms
break measure-with-time-of-day
set job=900ms limit=1s`,
          nonSolution: `monotonic seed=1 duration=3s
@700ms skew S2 by=500ms
break measure-with-time-of-day`,
        },
      },
    ],
  },
];

function jobs({ trace }: RunReading): Step[] {
  const found: Step[] = [];
  for (let id = 0; id < trace.length; id += 1) {
    const event = trace.event(id);
    if (event.kind === 'step' && event.name === 'measured' && event.process === 'S2') found.push(event);
  }
  return found;
}

function longest(run: RunReading): number | undefined {
  return jobs(run).find(({ at }) => at >= 700 * MS)?.id;
}
