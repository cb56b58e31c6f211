/** One lesson: what a timeout cannot tell, and what it costs to wait longer. */
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';
import { fates } from './fates.ts';

const S = 1_000_000;

function fateOf({ trace }: RunReading, request: number) {
  return fates(trace, Number.POSITIVE_INFINITY).find((fate) => fate.request === request);
}

const MANY = `timeouts seed=3 duration=5s
title "How long should one wait?"
network delay=2..25ms
set work=5..180ms timeout=120ms
@0s..4.9s every=250ms C1 read x
@3.98s crash S1`;

const CRASH = 3.98 * S;
const LONGEST = 0.3 * S;

export const timeoutLessons: readonly Lesson[] = [
  {
    id: 'one-picture',
    title: 'Four causes, one picture',
    source: 'Kleppmann 2017, ch. 8, “Unreliable Networks”, figure 8-1',
    steps: [
      {
        text: 'C1 writes x=2 at 1 s and hears nothing. Here the server has crashed before the request came.',
        run: { gallery: 'crashed' },
        look: { at: 0.95 * S, until: 1.4 * S, view: 'timeline', processes: ['C1'] },
      },
      {
        text: 'Again C1 hears nothing for 300 ms. Its lane is the same to the last event: whatever it decides now, it must decide the same.',
        run: { gallery: 'reply-lost' },
        look: { at: 0.95 * S, until: 1.3 * S, view: 'timeline', processes: ['C1'] },
        prediction: {
          question: 'Was x=2 written this time?',
          choices: [
            { id: 'yes', text: 'Yes, it was carried out.' },
            { id: 'no', text: 'No, it never reached the server.' },
          ],
          truth: (run) => (fateOf(run, 2)?.truth.startsWith('done') === true ? 'yes' : 'no'),
          reason:
            'The request came through and the answer was lost. To report a failure here would be a lie, to report success a guess: unknown is the only honest outcome.',
        },
      },
      {
        text: 'With many requests one can look back: each timeout would have missed the slower answers, and told a crash that much later.',
        run: { text: MANY },
        look: { at: 5 * S, view: 'timeout' },
        task: {
          goal: 'Choose a timeout with which no answer comes too late, and the crash at 3.98 s is noticed within 300 ms of the next request.',
          done: ({ trace }) => {
            const all = fates(trace, Number.POSITIVE_INFINITY);
            const before = all.filter(({ sentAt }) => sentAt < CRASH);
            const given = all.filter(({ sentAt, seen }) => sentAt >= CRASH && seen !== 'waiting');
            const noticed = given.length > 0 && given.every(({ after }) => after !== null && after <= LONGEST);
            return before.length > 10 && before.every(({ seen }) => seen === 'answered') && noticed;
          },
          solution: MANY.replace('timeout=120ms', 'timeout=250ms'),
          nonSolution: MANY.replace('timeout=120ms', 'timeout=150ms'),
        },
      },
      {
        text: 'For a while 100 ms is ample, then the link is slow. Nothing fails, and the same timeout now suspects again and again.',
        run: { gallery: 'slow-spell' },
        look: { at: 2900000, view: 'timeline' },
      },
      {
        text: 'A timeout says that no answer came, not that nothing was done. Reported as a failure it invites somebody to do it twice.',
        run: { gallery: 'timeout-means-failure' },
        look: { at: 990000, view: 'claims', event: whereBroken },
      },
    ],
  },
];
