/** One lesson: order without asking, from clocks that know how wrong they are. */
import type { Lesson, RunReading } from '../../sim/lesson.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';

const MS = 1000;

type Step = Extract<TraceEvent, { kind: 'step' }>;

export const truetimeLessons: readonly Lesson[] = [
  {
    id: 'waiting-out-uncertainty',
    title: 'Waiting out uncertainty',
    source: 'Corbett et al. 2012; Kleppmann, chapter 8',
    steps: [
      {
        text: 'A clock of TrueTime answers with two times and promises that true time is between them. Where two intervals overlap, nobody can say which reading was the first.',
        run: { gallery: 'overlapping' },
        look: { at: 490 * MS, until: 560 * MS, view: 'intervals' },
      },
      {
        text: 'Now one client writes x at S1 and, once that is answered, y at S2. S1 is 30 ms ahead, S2 30 ms behind; both believe in ±40 ms. Here S1 answers at once.',
        run: { gallery: 'no-commit-wait' },
        look: { at: 490 * MS, until: 506 * MS, view: 'intervals', event: (run) => steps(run, 'prepare')[0]?.id },
        prediction: {
          question: 'Which of the two gets the higher timestamp?',
          choices: [
            { id: 'x', text: 'x, the first' },
            { id: 'y', text: 'y, the second' },
          ],
          truth: (run) => {
            const [x, y] = ['x', 'y'].map((key) => stampOf(run, key));
            return (x ?? 0) >= (y ?? 0) ? 'x' : 'y';
          },
          reason:
            'The clocks are 60 ms apart and the second write comes some milliseconds later: by its stamp it was first.',
        },
      },
      {
        text: 'With the rule S1 keeps the write to itself until even the earliest that it can be is past the timestamp. Whoever hears of x does so when its time has come, whatever the clocks.',
        run: { gallery: 'commit-wait' },
        look: { at: 490 * MS, until: 700 * MS, view: 'intervals' },
      },
      {
        text: 'All of it rests on ε.',
        run: { gallery: 'beyond-epsilon' },
        look: { at: 490 * MS, until: 620 * MS, view: 'intervals' },
        task: {
          goal: 'With S1 300 ms ahead and the rule kept, have y stamped higher than x.',
          done: (run) => {
            const [x, y] = ['x', 'y'].map((key) => stampOf(run, key));
            return x !== undefined && y !== undefined && y > x && isAhead(run);
          },
          solution: `truetime seed=1 duration=2.5s
set epsilon=300ms
@0s skew S1 by=300ms
@0.5s C1 write x=1
@0.51s C1 write y=1`,
          nonSolution: `truetime seed=1 duration=2.5s
set epsilon=100ms
@0s skew S1 by=300ms
@0.5s C1 write x=1
@0.51s C1 write y=1`,
        },
      },
    ],
  },
];

/** The timestamp of the first write of `key` that was made known. */
function stampOf(run: RunReading, key: string): number | undefined {
  const step = steps(run, 'commit').find(({ detail }) => detail.key === key);
  return step === undefined ? undefined : Number(step.detail.timestamp);
}

function isAhead(run: RunReading): boolean {
  return steps(run, 'prepare').some(({ process, clock = 0, at }) => process === 'S1' && clock - at >= 300 * MS);
}

function steps({ trace }: RunReading, name: string): Step[] {
  const found: Step[] = [];
  for (let id = 0; id < trace.length; id += 1) {
    const event = trace.event(id);
    if (event.kind === 'step' && event.name === name) found.push(event);
  }
  return found;
}
