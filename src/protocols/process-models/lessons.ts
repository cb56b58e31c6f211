/** One lesson: what survives a crash. */
import type { Lesson, RunReading } from '../../sim/lesson.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';

export const lessons: readonly Lesson[] = [
  {
    id: 'what-survives-a-crash',
    title: 'What survives a crash',
    source: 'Cachin, Guerraoui, Rodrigues: Reliable and Secure Distributed Programming, §2.2',
    steps: [
      {
        text: 'S2 asks S1 to add one, again and again. S1 writes the new count to its disk and then says so.',
        run: { gallery: 'crash-recovery' },
        look: { at: 0, until: 1_200_000, view: 'counts', processes: ['S1'] },
      },
      {
        text: 'S1 crashes at 1 s and starts again at 1.5 s. Its memory is gone.',
        look: { at: 1_400_000, view: 'counts', processes: ['S1'] },
        prediction: {
          question: 'With what will S1 come back?',
          choices: [
            { id: 'all', text: 'With every addition it has acknowledged' },
            { id: 'less', text: 'With fewer' },
          ],
          truth: (run) => (keptAll(run) ? 'all' : 'less'),
          reason: 'What was acknowledged was on the disk before the answer left.',
        },
      },
      {
        text: 'The same service, but the answer leaves first and the disk is written now and then.',
        run: { gallery: 'reply-before-writing' },
        look: { at: 1_100_000, until: 1_600_000, view: 'counts' },
        task: {
          goal: 'Let S1 crash and come back without losing anything, though the rule stays left out.',
          done: (run) => keptAll(run) && loads(run).length > 1,
          solution: `process-models seed=1 duration=3s
@20ms..40ms crash S1
break reply-before-writing`,
          nonSolution: `process-models seed=1 duration=3s
@1.18s..1.5s crash S1
break reply-before-writing`,
        },
      },
    ],
  },
];

type Step = Extract<TraceEvent, { kind: 'step' }>;

function steps({ trace }: RunReading): Step[] {
  const found: Step[] = [];
  for (let id = 0; id < trace.length; id += 1) {
    const event = trace.kind(id) === 'step' ? trace.event(id) : undefined;
    if (event?.kind === 'step') found.push(event);
  }
  return found;
}

const loads = (run: RunReading) => steps(run).filter(({ name }) => name === 'load');

/** Whether at each start of the server everything was there that had been acknowledged by then. */
function keptAll(run: RunReading): boolean {
  const told = steps(run).filter(({ name }) => name === 'acknowledged');
  return loads(run).every((load) =>
    told.every(({ id, detail }) => id > load.id || Number(detail.number) <= Number(load.detail.done)),
  );
}
