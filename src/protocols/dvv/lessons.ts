/** A lesson on telling an overwritten value from a concurrent one. */
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { heldIn } from './history.ts';
import type { SchemeId } from './messages.ts';

/** The last `state` of a replica at or before `until`. */
function lastState({ trace }: RunReading, replica: string, until = Number.POSITIVE_INFINITY): EventId | undefined {
  for (let event = trace.length - 1; event >= 0; event -= 1) {
    if (trace.at(event) > until || trace.kind(event) !== 'step' || trace.word(event) !== 'state') continue;
    if (trace.lanes[trace.lane(event)] === replica) return event;
  }
  return undefined;
}

function valuesAt(run: RunReading, replica: string, scheme: SchemeId, until?: number): readonly string[] {
  const event = lastState(run, replica, until);
  if (event === undefined) return [];
  const held = heldIn(run.trace.extra(event) as Readonly<Record<string, unknown>>, scheme);
  return (held?.siblings ?? []).map(({ value }) => value).sort();
}

const task = `dvv processes=2 clients=2 seed=3 duration=4s
network delay=10..20ms
set gossip=200..300ms
@300ms C1 write x=tea
@320ms C2 write x=milk`;

export const dvvLessons: readonly Lesson[] = [
  {
    id: 'siblings',
    title: 'Overwritten or concurrent',
    source: 'Kleppmann, Designing Data-Intensive Applications, chapter 5; Almeida et al. 2014',
    steps: [
      {
        text: 'Two clients write the same key through two replicas, neither knowing of the other. The replicas gossip.',
        run: { gallery: 'two-replicas' },
        look: { at: 250_000, until: 350_000, view: 'siblings' },
        prediction: {
          question: 'What do both replicas hold once they have gossiped?',
          choices: [
            { id: 'tea', text: 'tea, which came first' },
            { id: 'milk', text: 'milk, which came last' },
            { id: 'milk tea', text: 'both, side by side' },
          ],
          truth: (run) => valuesAt(run, 'S1', 'dotted', 1_100_000).join(' '),
          reason:
            'Neither writer had read the other’s value, so neither meant to replace it. The store must not choose.',
        },
      },
      {
        text: 'A read shows both values and a context. A write that brings this context says: I have seen these, and replace them.',
        look: { at: 1_150_000, until: 1_600_000, view: 'siblings' },
      },
      {
        text: 'Now two clients take turns at one replica. Each has seen its own last write and not the other’s; so there are never more than two concurrent values.',
        run: { gallery: 'one-replica' },
        look: { at: 150_000, until: 1_300_000, view: 'siblings' },
        prediction: {
          question:
            'After six writes, how many values does a replica hold that keeps one plain version vector for the key?',
          choices: [
            { id: '1', text: 'One' },
            { id: '2', text: 'Two' },
            { id: 'more', text: 'More than two' },
          ],
          truth: (run) => {
            const count = valuesAt(run, 'S1', 'server', 1_300_000).length;
            return count > 2 ? 'more' : String(count);
          },
          reason:
            'The context of a writer lags behind the vector by the other’s write. The vector says that something is concurrent, not what, so nothing may be dropped. A dot names each write by itself.',
        },
      },
      {
        text: 'Here tea and milk are siblings again, and nobody has read them.',
        run: { text: task },
        look: { at: 1_500_000, view: 'siblings' },
        task: {
          goal: 'Have a client settle the conflict, so that both replicas end with one and the same value.',
          done: (run) => {
            const [one, other] = ['S1', 'S2'].map((replica) => valuesAt(run, replica, 'dotted'));
            return one?.length === 1 && other?.length === 1 && one[0] === other[0];
          },
          solution: `${task}
@2s C1 read x
@2.2s C1 write x=both`,
          nonSolution: `${task}
@2s C1 read x
@2.2s C2 write x=other`,
        },
      },
      {
        text: 'What a stamp costs is how many entries it has. Eight clients write here: dots need an entry for each replica, vectors of clients one for each client.',
        run: { gallery: 'many-clients' },
        look: { at: 3200000, view: 'timeline' },
      },
      {
        text: 'Without its dot a write is stamped with all that its replica has seen, and so with more than its client has. A sibling is dropped that nobody replaced.',
        run: { gallery: 'no-dot' },
        look: { at: 700000, view: 'claims', event: whereBroken },
      },
    ],
  },
];
