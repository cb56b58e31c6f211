/** A process cannot know by itself whether it is alive. */
import type { Lesson, RunReading } from '../../sim/lesson.ts';
import type { EventId } from '../../sim/trace-event.ts';

const MS = 1000;

function firstStep(
  { trace }: RunReading,
  name: string,
  process?: string,
): { readonly id: EventId; readonly at: number } | undefined {
  for (let id = 0; id < trace.length; id += 1)
    if (
      trace.kind(id) === 'step' &&
      trace.word(id) === name &&
      (process === undefined || trace.event(id).process === process)
    )
      return { id, at: trace.at(id) };
  return undefined;
}

function lastAct({ trace }: RunReading, process: string, until: number): number {
  let last = 0;
  for (let id = 0; id < trace.countAt(until); id += 1)
    if (trace.kind(id) === 'step' && trace.word(id) === 'act' && trace.event(id).process === process)
      last = trace.at(id);
  return last;
}

export const truthLessons: readonly Lesson[] = [
  {
    id: 'am-i-dead',
    title: 'Am I dead?',
    source: 'Kleppmann, chapter 8, “The truth is defined by the majority”',
    steps: [
      {
        text: 'Three processes tell each other that they are there. Who is answered by a majority, itself included, is a member and may act.',
        run: { gallery: 'heard-by-none' },
        look: { at: 0, until: 990 * MS, event: (run) => firstStep(run, 'act')?.id },
      },
      {
        text: 'From 1 s on nothing that S3 sends arrives, while it hears everything.',
        look: { at: 990 * MS, until: 1_100 * MS, processes: ['S3'] },
        prediction: {
          question: 'What comes first: S3 stops acting, or the others declare it dead?',
          choices: [
            { id: 'stops', text: 'S3 stops: its consents run out by its own clock' },
            { id: 'declared', text: 'It is declared dead, hears of it, and stops' },
          ],
          truth: (run) =>
            lastAct(run, 'S3', 2_600 * MS) < (firstStep(run, 'declare')?.at ?? 0) ? 'stops' : 'declared',
          reason:
            'A consent is counted from before the beat was sent, a vote from after it came. So the one concerned is always the first to stop.',
        },
      },
      {
        text: 'Without that rule S3 goes by how it feels. It hears the verdict and acts on.',
        run: { gallery: 'trust-yourself' },
        look: { at: 1_500 * MS, until: 2_200 * MS, view: 'claims', event: (run) => firstStep(run, 'declare')?.id },
        task: {
          goal: 'Let a pause make a process act that the others have declared dead.',
          done: ({ verdicts, trace }) =>
            verdicts.some(({ claim, holds }) => claim === 'acts-with-consent' && holds === false) &&
            Array.from({ length: trace.length }, (_, id) => trace.kind(id)).includes('pause'),
          solution: `majority-truth seed=2 duration=4s
@1s..2.6s pause S3
break trust-yourself`,
          nonSolution: `majority-truth seed=2 duration=4s
@1s..2.6s pause S3`,
        },
      },
    ],
  },
];
