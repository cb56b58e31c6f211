/** One lesson: what four timestamps can tell, and what they cannot. */
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';

const MS = 1000;

type Step = Extract<TraceEvent, { kind: 'step' }>;

export const ntpLessons: readonly Lesson[] = [
  {
    id: 'four-timestamps',
    title: 'Setting a clock over a network',
    source: 'RFC 5905 §8; Kleppmann, chapter 8',
    steps: [
      {
        text: 'S2 asks S1 for the time. An answer is old when it arrives, and S2 does not know by how much: it can only measure how long question and answer took together.',
        run: { gallery: 'four-timestamps' },
        look: { at: 990 * MS, until: 1_200 * MS, view: 'exchange', event: firstExchange },
      },
      {
        text: 'S2 assumes that both ways take equally long. The bar is how far it can be off by that: half the delay to either side.',
        look: { at: 1_200 * MS, view: 'exchange', event: firstExchange },
      },
      {
        text: 'Now the way there takes 5 ms and the way back 65 ms, which no timestamp tells. The clock of S2 is right.',
        run: { gallery: 'asymmetric' },
        look: { at: 990 * MS, until: 1_200 * MS, view: 'exchange', event: firstExchange },
        prediction: {
          question: 'What does S2 do to its clock after the first answer?',
          choices: [
            { id: 'nothing', text: 'nothing: it is right' },
            { id: 'half', text: 'it moves it by about 30 ms' },
            { id: 'whole', text: 'it moves it by about 60 ms' },
          ],
          truth: (run) => {
            const moved = Math.abs(Number(stepsOf(run, 'adjust')[0]?.detail.by ?? 0));
            if (moved < 10 * MS) return 'nothing';
            return moved < 45 * MS ? 'half' : 'whole';
          },
          reason:
            'It is wrong by half of what the two ways differ by, 30 of 60 ms. A delay of 70 ms allows for 35 at the worst.',
        },
      },
      {
        text: 'A clock that is ahead can be set back at once, or run a little slower until it is right. The second way no program ever sees the same time twice.',
        run: { gallery: 'slew' },
        look: { at: 900 * MS, until: 4_000 * MS, view: 'clocks' },
        task: {
          goal: 'Make the clock of S2 jump back.',
          done: (run) => stepsOf(run, 'adjust').some(({ detail }) => detail.mode === 'step' && Number(detail.by) < 0),
          solution: `ntp processes=2 duration=5s
@0s skew S2 by=500ms`,
          nonSolution: `ntp processes=2 duration=5s
@0s skew S2 by=-500ms`,
        },
      },
      {
        text: 'One of three servers is 3 s ahead. Its interval meets no other, the other two meet: two of three are believed.',
        run: { gallery: 'false-server' },
        look: { at: 1000000, view: 'timeline' },
      },
      {
        text: 'Taking T2 − T1 for the offset forgets that the question was under way. The error can then be as large as the delay, not half of it.',
        run: { gallery: 'trust-one-way' },
        look: { at: 1000000, view: 'claims', event: whereBroken },
      },
    ],
  },
];

function stepsOf({ trace }: RunReading, name: string): Step[] {
  const found: Step[] = [];
  for (let id = 0; id < trace.length; id += 1) {
    const event = trace.event(id);
    if (event.kind === 'step' && event.name === name) found.push(event);
  }
  return found;
}

function firstExchange(run: RunReading): number | undefined {
  return stepsOf(run, 'exchange')[0]?.id;
}
