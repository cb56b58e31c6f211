/** One lesson: what “last” means where everyone has a clock of their own. */
import type { Lesson, RunReading } from '../../sim/lesson.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';

const MS = 1000;

type Step = Extract<TraceEvent, { kind: 'step' }>;

export const lwwLessons: readonly Lesson[] = [
  {
    id: 'which-write-was-last',
    title: 'Which write was last?',
    source: 'Kleppmann, chapter 8, figure 8-3',
    steps: [
      {
        text: 'Every replica takes writes, stamps them and tells the others. Of two versions the one with the later stamp stays: all replicas come to the same result without asking each other.',
        run: { gallery: 'concurrent' },
        look: { at: 490 * MS, until: 600 * MS, view: 'stamps' },
      },
      {
        text: 'Two writes that know nothing of each other: one has to go. Here is a harder case. The clock of S3 is 50 ms behind, and stamps are times of day. C1 writes x=1, C3 reads it and then writes x=2.',
        run: { gallery: 'wall-clock-stamps' },
        look: { at: 490 * MS, until: 545 * MS, view: 'stamps' },
        prediction: {
          question: 'Which value does S1 hold in the end?',
          choices: [
            { id: '1', text: '1, the value that C3 had read before' },
            { id: '2', text: '2, the value written last' },
            { id: 'both', text: 'both' },
          ],
          truth: (run) => (steps(run, 'discard').some(({ detail }) => detail.value === '2') ? '1' : '2'),
          reason:
            'The stamp of x=2 is lower than that of x=1, though C3 had read x=1 before: every replica takes x=2 for old and throws it away.',
        },
      },
      {
        text: 'C3 was told that its write is done. Nothing failed, no message was lost; only the clocks disagree.',
        look: { at: 545 * MS, until: 700 * MS, view: 'stamps', event: (run) => steps(run, 'discard')[0]?.id },
      },
      {
        text: 'Stamps that count what was seen put every write above those that it knew of.',
        run: { gallery: 'stamps-of-lamport' },
        look: { at: 490 * MS, until: 800 * MS, view: 'stamps' },
        task: {
          goal: 'Leave out the rule and lose a write to one that its client had read before, with no clock that is behind.',
          done: (run) =>
            run.verdicts.some(({ claim, holds }) => claim === 'later-survives' && holds === false) &&
            run.trace.landmarks().every((id) => run.trace.kind(id) !== 'clock' || isAhead(run, id)),
          solution: `lww clients=3 seed=1 duration=3s
@0s skew S1 by=300ms
@0.5s C1 write x=1
@0.53s C3 read x
@0.6s C3 write x=2
break wall-clock-stamps`,
          nonSolution: `lww clients=3 seed=1 duration=3s
@0s skew S3 by=-300ms
@0.5s C1 write x=1
@0.53s C3 read x
@0.6s C3 write x=2
break wall-clock-stamps`,
        },
      },
    ],
  },
];

function isAhead({ trace }: RunReading, id: number): boolean {
  return trace.clock(id) >= trace.at(id);
}

function steps({ trace }: RunReading, name: string): Step[] {
  const found: Step[] = [];
  for (let id = 0; id < trace.length; id += 1) {
    const event = trace.event(id);
    if (event.kind === 'step' && event.name === name) found.push(event);
  }
  return found;
}
