/** One lesson: what cheap tests catch, and what they do not. */
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';

export const lessons: readonly Lesson[] = [
  {
    id: 'cheap-tests',
    title: 'What cheap tests catch',
    source: 'Kleppmann: Designing Data-Intensive Applications, ch. 8',
    steps: [
      {
        text: 'S1 asks five servers for the time. From 0.4 s on a bit of what S2 says is flipped on the way.',
        run: { gallery: 'flipped-bit' },
        look: { at: 380_000, until: 900_000, view: 'readings' },
      },
      {
        text: 'Now S4 is three seconds ahead. Nothing is wrong with its message.',
        run: { gallery: 'outvoted' },
        look: { at: 380_000, view: 'readings' },
        prediction: {
          question: 'How far from the true time will S1 be at the end?',
          choices: [
            { id: 'near', text: 'Some milliseconds' },
            { id: 'mean', text: 'More than half a second: S4 pulls the mean' },
          ],
          truth: (run) => (lastError(run) < 500_000 ? 'near' : 'mean'),
          reason: 'S1 looks for what most answers allow, and does not average: one far off has no weight at all.',
        },
      },
      {
        text: 'A majority is worth what its members are worth.',
        look: { at: 550_000, view: 'readings' },
        task: {
          goal: 'Make S1 accept a time that is more than two seconds wrong, without leaving out a rule.',
          done: (run) => lastError(run) > 2_000_000 && run.trace.length > 0,
          solution: `weak-lies seed=1 duration=2s
@400ms skew S4 by=3s
@400ms skew S2 by=3s
@400ms skew S3 by=3s`,
          nonSolution: `weak-lies seed=1 duration=2s
@400ms skew S4 by=3s`,
        },
      },
      {
        text: 'Whoever takes the first answer for the truth is as wrong as the nearest server. Asking several costs a little time and buys a majority.',
        run: { gallery: 'trust-the-first-server' },
        look: { at: 550000, view: 'claims', event: whereBroken },
      },
    ],
  },
];

/** Of the last accepted time, µs; 0 where there is none. */
function lastError({ trace }: RunReading): number {
  let error = 0;
  for (let id = 0; id < trace.length; id += 1) {
    const event: TraceEvent | undefined =
      trace.kind(id) === 'step' && trace.word(id) === 'accept' ? trace.event(id) : undefined;
    if (event?.kind === 'step') error = Math.abs(Number(event.detail.time) - event.at);
  }
  return error;
}
