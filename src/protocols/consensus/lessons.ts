/** One lesson: why a second proposer gives in, and why nobody can promise when it ends. */
import type { Lesson, RunReading } from '../../sim/lesson.ts';
import { type Ballot, ballotText } from './messages.ts';

export const consensusLessons: readonly Lesson[] = [
  {
    id: 'one-value',
    title: 'One value, decided once',
    source: 'Lamport: Paxos Made Simple, 2001; Fischer, Lynch, Paterson, 1985',
    steps: [
      {
        text: 'A proposer asks the acceptors for a promise: to accept nothing in lower ballots. With a majority of promises it proposes its value, and what a majority accepts is decided.',
        run: { gallery: 'one-proposer' },
        look: { at: 90_000, until: 200_000, view: 'timeline', event: (run) => stepOf(run, 'propose') },
      },
      {
        text: 'red is decided, and P2 has not been told. Its client asks it to propose blue.',
        run: { gallery: 'two-proposers' },
        look: { at: 215_000, view: 'ballots' },
        prediction: {
          question: 'What does P2 propose?',
          choices: [
            { id: 'blue', text: 'blue: it is what its client wants' },
            { id: 'red', text: 'red: what is decided' },
            { id: 'nothing', text: 'Nothing: it is refused' },
          ],
          truth: (run) => proposedBy(run, 'P2') ?? 'nothing',
          reason:
            'Any majority that promises has a member in the majority that accepted red. Its promise carries red, and P2 proposes that.',
        },
      },
      {
        text: 'Without that rule P2 proposes blue in a higher ballot, and the acceptors take it. The claims say which two events cannot go together.',
        run: { gallery: 'ignore-accepted' },
        look: { at: 300_000, view: 'claims', event: (run) => lastStepOf(run, 'decide') },
      },
      {
        text: 'What an acceptor has promised and accepted has to outlive it. A1 and A2 accepted red and crash; A2 comes back, reads red from its disk, and tells P2.',
        run: { gallery: 'acceptor-restarts' },
        look: { at: 190_000, until: 420_000, view: 'ballots', processes: ['A2'] },
      },
      {
        text: 'Agreement holds always. That it ends does not: here each proposer starts a new ballot just before the other’s Accept arrives. No rule is broken, and nothing is decided while this goes on.',
        run: { gallery: 'kept-undecided' },
        look: { at: 125_000, until: 1_100_000, view: 'ballots' },
        prediction: {
          question: 'Will anything be decided before the last push, at 0.715 s?',
          choices: [
            { id: 'yes', text: 'Yes: one of forty ballots comes through' },
            { id: 'no', text: 'No' },
          ],
          truth: (run) => (decisions(run).some((at) => at <= 715_000) ? 'yes' : 'no'),
          reason:
            'Where delays have no bound there is always a schedule that goes on like this, for any deterministic algorithm (Fischer, Lynch, Paterson).',
        },
      },
      {
        text: 'Waiting at random ends such a duel soon. Without it two proposers with the same habits can go on for ever.',
        run: { gallery: 'no-back-off' },
        look: { at: 95_000, until: 800_000, view: 'timeline' },
        task: {
          goal: 'Leave the rule out still, keep both writes, and have P1, P2 and L1 all decide within the run.',
          done: (run) => decisions(run).length === 3 && run.trace.operations.length === 2,
          solution: `consensus seed=1 duration=5s
network delay=10..10ms
set patience=50ms backoff=10..40ms thinking=30ms poll=50ms
model gst=0ms
@100ms C1 write x=red
@300ms C2 write x=blue
break no-back-off`,
          nonSolution: `consensus seed=1 duration=3s
network delay=10..10ms
set patience=50ms backoff=10..40ms thinking=30ms poll=50ms
model gst=0ms
@100ms C1 write x=red
@140ms C2 write x=blue
break no-back-off`,
        },
      },
    ],
  },
];

function stepsOf({ trace }: RunReading, name: string): readonly number[] {
  const found: number[] = [];
  for (let id = 0; id < trace.length; id += 1) if (trace.kind(id) === 'step' && trace.word(id) === name) found.push(id);
  return found;
}

function stepOf(run: RunReading, name: string): number | undefined {
  return stepsOf(run, name)[0];
}

function lastStepOf(run: RunReading, name: string): number | undefined {
  return stepsOf(run, name).at(-1);
}

function decisions(run: RunReading): readonly number[] {
  return stepsOf(run, 'decide').map((id) => run.trace.at(id));
}

/** The value that this proposer proposed first. */
function proposedBy(run: RunReading, process: string): string | undefined {
  const proposals = stepsOf(run, 'propose').map((id) => run.trace.extra(id) as { ballot: Ballot; value: string });
  return proposals.find(({ ballot }) => ballotText(ballot).endsWith(`.${process}`))?.value;
}
