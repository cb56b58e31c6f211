/** One lesson: why a log is enough, and what an operation must not look at. */
import type { Lesson, RunReading } from '../../sim/lesson.ts';

export const smrLessons: readonly Lesson[] = [
  {
    id: 'same-log-same-state',
    title: 'The same log, the same state',
    source: 'Schneider: The State Machine Approach, 1990; Kleppmann, chapter 9',
    steps: [
      {
        text: 'S1 puts all commands in one order. Each replica applies them in that order, and so each has the same state after the same entry.',
        run: { gallery: 'same-log' },
        look: { at: 190_000, until: 900_000, view: 'replicas' },
      },
      {
        text: 'S3 crashes and loses its state. Its log is on disk, and nothing else is kept.',
        run: { gallery: 'replay' },
        look: { at: 1_650_000, view: 'replicas', event: (run) => applies(run).find(({ replayed }) => replayed)?.event },
        prediction: {
          question: 'Once it has replayed the log and fetched the rest, how does its state compare with that of S1?',
          choices: [
            { id: 'same', text: 'It is the same' },
            { id: 'other', text: 'It is another one: S3 was not there' },
          ],
          truth: (run) => (lastState(run, 'S1') === lastState(run, 'S3') ? 'same' : 'other'),
          reason: 'The state is a function of the log. Who has the log can make the state, at any time.',
        },
      },
      {
        text: 'Now an append stamps its key with the clock of the replica that applies it. The order is the same as ever.',
        run: { gallery: 'operation-reads-local-clock' },
        look: { at: 190_000, view: 'replicas' },
        prediction: {
          question: 'After the first entry, how many different states will the three replicas be in?',
          choices: [
            { id: '1', text: 'One' },
            { id: '2', text: 'Two: S3 alone has a skewed clock' },
            { id: '3', text: 'Three' },
          ],
          truth: (run) =>
            String(new Set(applies(run).flatMap(({ index, state }) => (index === 1 ? [state] : []))).size),
          reason:
            'Even right clocks are read at different moments. What a clock says must be in the log, like everything else.',
        },
      },
      {
        text: 'A client that hears nothing asks again, and its command may be in the log twice. Replicas remember what they have done for each client.',
        run: { gallery: 'asked-twice' },
        look: { at: 195_000, until: 700_000, view: 'timeline' },
        task: {
          goal: 'Leave out the check for duplicates, and have a client read aa though it appended a only once.',
          done: ({ trace }) =>
            trace.operations.some(({ op, result }) => op === 'read' && result === 'aa') &&
            trace.operations.filter(({ op }) => op === 'append').length === 1,
          solution: `smr clients=2 seed=1 duration=2s
network delay=5..10ms
@200ms C1 append x=a
@200ms drop S1-C1.1
@1s C1 read x
break skip-duplicate-check`,
          nonSolution: `smr clients=2 seed=1 duration=2s
network delay=5..10ms
@200ms C1 append x=a
@1s C1 read x
break skip-duplicate-check`,
        },
      },
    ],
  },
];

interface Apply {
  readonly event: number;
  readonly process: string;
  readonly index: number;
  readonly state: string;
  readonly replayed: boolean;
}

function applies({ trace }: RunReading): readonly Apply[] {
  const found: Apply[] = [];
  for (let event = 0; event < trace.length; event += 1) {
    if (trace.kind(event) !== 'step' || trace.word(event) !== 'apply') continue;
    const detail = trace.extra(event) as Pick<Apply, 'index' | 'state' | 'replayed'>;
    found.push({ event, process: trace.lanes[trace.lane(event)] ?? '', ...detail });
  }
  return found;
}

function lastState(run: RunReading, process: string): string | undefined {
  return applies(run).findLast((one) => one.process === process)?.state;
}
