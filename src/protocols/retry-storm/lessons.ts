/** One lesson: why the end of an overload is not the end of its storm. */
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';
import { type Slice, slices } from './flow.ts';

const S = 1_000_000;
const END = 10 * S;

/** The flows of one second of the run. */
function secondOf({ trace }: RunReading, second: number): Slice | undefined {
  return slices(trace, END, S)[second];
}

/** Most requests of the second are answered in time. */
function flows(slice: Slice | undefined): boolean {
  return slice !== undefined && slice.done > 0.8 * slice.fresh && slice.fresh > 30;
}

const AT_ONCE = `retry-storm seed=1 duration=10s
title "Stop the storm"
set retry=at-once`;

export const stormLessons: readonly Lesson[] = [
  {
    id: 'storm',
    title: 'The storm after the rain',
    source: 'Kleppmann 2017, ch. 8, “Network congestion and queueing”; Bronson et al. 2021, “Metastable failures”',
    steps: [
      {
        text: 'Three senders share one port that can serve 100 requests a second; they ask for 37. Whoever has no answer after 150 ms tries again at once.',
        run: { text: AT_ONCE },
        look: { at: 1 * S, until: 2 * S, view: 'queue' },
      },
      {
        text: 'At 2 s they ask for 150 a second. The queue fills, what waits in it for 200 ms has been given up before it is served, and is tried again.',
        look: { at: 2 * S, until: 3 * S, view: 'queue' },
        prediction: {
          question: 'At 3 s they go back to 37 a second. What happens?',
          choices: [
            { id: 'passes', text: 'The queue drains, and all is well after some moments.' },
            { id: 'stays', text: 'Nothing gets better: the port stays busy with what nobody waits for.' },
          ],
          truth: (run) => (flows(secondOf(run, 9)) ? 'passes' : 'stays'),
          reason:
            'Each open request is tried six times a second, so the retries alone keep the queue full. The cause is gone; the storm feeds itself.',
        },
      },
      {
        text: 'The way out is to ask less when answers fail: to wait longer before each further try, and not all for the same time.',
        look: { at: 8 * S, view: 'queue' },
        task: {
          goal: 'Let goodput recover by the last second of this run. The surge must stay as it is.',
          done: (run) => {
            const surge = secondOf(run, 2);
            return surge !== undefined && surge.fresh > 120 && flows(secondOf(run, 9));
          },
          solution: AT_ONCE.replace('retry=at-once', 'retry=exponential'),
          nonSolution: `${AT_ONCE} capacity=40`,
        },
      },
      {
        text: 'The surge lasts one second, the storm goes on: whatever the port answers was given up by its sender before, and asked again.',
        run: { gallery: 'collapse' },
        look: { at: 1900000, view: 'timeline' },
      },
      {
        text: 'A queue without a limit drops nothing and answers everything too late. Waiting in line is no better than being sent away.',
        run: { gallery: 'no-limit' },
        look: { at: 1900000, view: 'claims', event: whereBroken },
      },
    ],
  },
];
