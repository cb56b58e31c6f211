/** What a number on every lease is good for. */
import type { Lesson } from '../../sim/lesson.ts';
import { holds, stepsOf, writesBy } from './reading.ts';

const MS = 1000;

export const fencingLessons: readonly Lesson[] = [
  {
    id: 'thirty-three-after-thirty-four',
    title: 'Thirty-three after thirty-four',
    source: 'Kleppmann, figures 8-4 and 8-5',
    steps: [
      {
        text: 'Each lease comes with a number that only grows, and every write carries the number of its lease. S1 has 33 and is paused between its look at the clock and its write.',
        run: { gallery: 'figure-8-5' },
        look: { at: 1_200 * MS, until: 2_800 * MS, view: 'leases' },
        prediction: {
          question: 'S1 wakes at 3.2 s and sends its write with 33. What happens?',
          choices: [
            { id: 'taken', text: 'It is taken: S1 believes in its lease' },
            { id: 'refused', text: 'It is refused: the resource has seen 34' },
          ],
          truth: (run) =>
            writesBy(run, 'S1').some(({ at, detail }) => at > 3_200 * MS && detail.accepted === false)
              ? 'refused'
              : 'taken',
          reason: 'The resource compares two numbers. It needs no clock, and it does not matter what S1 believes.',
        },
      },
      {
        text: 'It has to be the resource that looks. Here it does not, and 33 goes through.',
        run: { gallery: 'no-check' },
        look: {
          at: 3_150 * MS,
          until: 3_300 * MS,
          view: 'claims',
          event: (run) => writesBy(run, 'S1').find(({ at }) => at > 3_200 * MS)?.id,
        },
      },
      {
        text: 'The numbers must grow whatever happens to the store. This one forgets its own in a crash and begins again with 1.',
        run: { gallery: 'tokens-forgotten' },
        look: { at: 1_250 * MS, until: 1_300 * MS },
        prediction: {
          question: 'Who writes after the crash of the store?',
          choices: [
            { id: 'both', text: 'S1 and S2, mixed up' },
            { id: 'nobody', text: 'Soon nobody: token 1 is older than 33' },
          ],
          truth: (run) =>
            stepsOf(run, 'write').some(({ at, detail }) => at > 2_500 * MS && detail.accepted === true)
              ? 'both'
              : 'nobody',
          reason: 'Old numbers are refused, and all new ones are old. Safe, and of no use any more.',
        },
      },
      {
        text: 'Fencing does not keep two processes from believing. It makes the belief harmless.',
        run: { gallery: 'figure-8-5' },
        task: {
          goal: 'Switch off the check and lose an update.',
          done: (run) => !holds(run, 'no-lost-update'),
          solution: `fencing seed=3 duration=5s
initial K1 token=32
@1.3s..3.2s pause S1
break no-check-at-store`,
          nonSolution: `fencing seed=3 duration=5s
initial K1 token=32
@1.3s..1.6s pause S1
break no-check-at-store`,
        },
      },
    ],
  },
];
