/** One lesson: what a timeout can mean. */
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';

export const lessons: readonly Lesson[] = [
  {
    id: 'what-a-timeout-means',
    title: 'What a timeout can mean',
    source: 'Dwork, Lynch, Stockmeyer: Consensus in the Presence of Partial Synchrony, 1988',
    steps: [
      {
        text: 'S1 asks and S2 answers. No message takes longer than d and nobody stands still longer than r, so after 2d + r without an answer S2 must be down.',
        run: { gallery: 'synchronous' },
        look: { at: 0, until: 2_600_000, view: 'round-trips' },
        prediction: {
          question: 'How many suspicions of S2 while it is up will there be?',
          choices: [
            { id: 'none', text: 'None' },
            { id: 'some', text: 'Some' },
          ],
          truth: (run) => (falseSuspicions(run, 2_000_000) === 0 ? 'none' : 'some'),
          reason: 'The bounds hold always here; a timeout made of them is a perfect detector.',
        },
      },
      {
        text: 'Now delays have no bound until 2 s. The same timeout is wrong at times before, and right after: that is what partially synchronous means.',
        run: { gallery: 'partially-synchronous' },
        look: { at: 0, until: 4_000_000, view: 'round-trips' },
      },
      {
        text: 'In an asynchronous system every message arrives, and there is no telling when.',
        run: { gallery: 'asynchronous' },
        look: { at: 400_000, view: 'round-trips' },
        task: {
          goal: 'Keep the run partially synchronous, and let no suspicion of S2 come after 1 s.',
          done: (run) => suspicions(run).every((at) => at <= 1_000_000) && suspicions(run).length > 0,
          solution: `timing-models seed=1 duration=4s
model gst=900ms`,
          nonSolution: `timing-models seed=1 duration=4s
model timing=asynchronous`,
        },
      },
      {
        text: 'A timeout has to allow for both ways and the work between. One that forgets the way back gives up on a server that keeps every bound.',
        run: { gallery: 'forget-the-way-back' },
        look: { at: 72000, view: 'claims', event: whereBroken },
      },
    ],
  },
];

function suspicions({ trace }: RunReading): number[] {
  const found: number[] = [];
  for (let id = 0; id < trace.length; id += 1)
    if (trace.kind(id) === 'step' && trace.word(id) === 'suspect') found.push(trace.at(id));
  return found;
}

function falseSuspicions(run: RunReading, downFrom: number): number {
  return suspicions(run).filter((at) => at < downFrom).length;
}
