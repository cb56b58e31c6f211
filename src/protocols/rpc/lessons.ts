/** One lesson: what a second attempt does, and what makes it harmless. */
import type { Lesson, RunReading } from '../../sim/lesson.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { paymentStories } from './ledger.ts';

const S = 1_000_000;

function stepNamed({ trace }: RunReading, name: string, which = 0): EventId | undefined {
  let seen = 0;
  for (let id = 0; id < trace.length; id += 1)
    if (trace.kind(id) === 'step' && trace.word(id) === name) {
      if (seen === which) return id;
      seen += 1;
    }
  return undefined;
}

function first({ trace }: RunReading) {
  return paymentStories(trace, trace.length)[0];
}

const DOWN = `rpc seed=6 duration=4s
title "The server is down"
@200ms..1.4s every=200ms C1 append rent
@300ms..2s crash S1`;

export const rpcLessons: readonly Lesson[] = [
  {
    id: 'asked-twice',
    title: 'Asked twice, paid once',
    source: 'Vitillo 2021, ch. 5; Kleppmann 2017, ch. 12',
    steps: [
      {
        text: 'C1 asks S1 to book 700 for the rent. S1 books it, but the answer is lost on the way back. C1 hears nothing for 150 ms.',
        run: { gallery: 'retried-without-key' },
        look: { at: 0.09 * S, until: 0.24 * S, view: 'timeline', event: (run) => stepNamed(run, 'book') },
      },
      {
        text: 'C1 cannot know whether its request was lost or the answer. It asks again, and here its attempts carry no key.',
        look: { at: 0.24 * S, until: 0.5 * S, view: 'ledger', event: (run) => stepNamed(run, 'retry') },
        prediction: {
          question: 'How often will the rent be booked?',
          choices: [
            { id: '1', text: 'Once: S1 sees that it is the same payment.' },
            { id: '2', text: 'Twice: to S1 it is another payment of 700.' },
          ],
          truth: (run) => String(first(run)?.effects.length),
          reason:
            'Two payments of 700 may well both be meant. Only the one who asks can tell a second attempt from a second payment, and has to say so.',
        },
      },
      {
        text: 'With a key, made once and sent with every attempt, S1 finds the payment already booked. It repeats its receipt: the attempt is idempotent.',
        run: { gallery: 'retried-with-key' },
        look: { at: 0.24 * S, until: 0.5 * S, view: 'ledger', event: (run) => stepNamed(run, 'repeat') },
      },
      {
        text: 'A caller need not stand still while it waits. Here three payments are under way at once, and C1 is called back as the answers come.',
        run: { gallery: 'asynchronous' },
        look: { at: 0.09 * S, until: 0.45 * S, view: 'timeline' },
      },
      {
        text: 'A broker takes messages on for a receiver that is down. S1 comes back at 2 s and works off what B1 has kept, in order.',
        run: { gallery: 'consumer-down' },
        look: { at: 1.9 * S, until: 2.6 * S, view: 'timeline', processes: ['B1'] },
      },
      {
        text: 'Keys make retries safe, but both sides must still be up at the same time. Here S1 is down for most of the run, and C1 is stuck with its first payment.',
        run: { text: DOWN },
        look: { at: 1.5 * S, view: 'timeline', processes: ['S1'] },
        task: {
          goal: 'Have at least six payments answered before 2 s, while S1 stays down from 300 ms to 2 s.',
          done: ({ trace }) => {
            const stories = paymentStories(trace, trace.length);
            const early = stories.filter(({ answeredAt }) => answeredAt !== undefined && answeredAt < 2 * S);
            return (
              early.length >= 6 && downUntil(trace) >= 2 * S && stories.every(({ effects }) => effects.length === 1)
            );
          },
          solution: DOWN.replace('rpc seed', 'rpc processes=2 seed'),
          nonSolution: `${DOWN}\nset style=asynchronous`,
        },
      },
    ],
  },
];

/** When S1 came back at last; 0: it was never down. */
function downUntil(trace: RunReading['trace']): number {
  return trace
    .landmarks()
    .filter((id) => trace.kind(id) === 'restart' && trace.lanes[trace.lane(id)] === 'S1')
    .reduce((_, id) => trace.at(id), 0);
}
