/** One lesson: why three generals are too few, why four are enough, and what a signature changes. */
import type { Lesson, RunReading } from '../../sim/lesson.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';

export const lessons: readonly Lesson[] = [
  {
    id: 'three-are-too-few',
    title: 'One traitor among three, among four',
    source: 'Lamport, Shostak, Pease: The Byzantine Generals Problem, 1982, §1 to §4',
    steps: [
      {
        text: 'S1 commands and orders to attack. S3 is a traitor and tells S2 that the order was to retreat. These three decide without asking whether they are enough.',
        run: { gallery: 'three-of-three' },
        look: { at: 0, until: 50_000, view: 'stage' },
      },
      {
        text: 'S2 has now heard one word for and one against. The same words would reach it if S1 were the traitor and S3 loyal.',
        look: { at: 95_000, view: 'state', processes: ['S2'] },
        prediction: {
          question: 'What will S2 do?',
          choices: [
            { id: 'attack', text: 'Attack, as ordered' },
            { id: 'retreat', text: 'Retreat' },
            { id: 'none', text: 'Nothing' },
          ],
          truth: (run) => decisionOf(run, 'S2'),
          reason:
            'One against one is no majority, so S2 does what is done without one: it retreats, and S1 attacks alone.',
        },
      },
      {
        text: 'A fourth general, the same lie: each loyal lieutenant hears the order, one honest report of it and one false.',
        run: { gallery: 'four-with-a-false-lieutenant' },
        look: { at: 110_000, view: 'state', processes: ['S2', 'S3'], event: (run) => stepOf(run, 'decide') },
      },
      {
        text: 'Now the commander is the traitor, and tells different generals different things.',
        run: { gallery: 'four-with-a-false-commander' },
        look: { at: 60_000, view: 'state' },
        prediction: {
          question: 'Will the three lieutenants do the same?',
          choices: [
            { id: 'same', text: 'Yes, all three' },
            { id: 'differ', text: 'No, S3 does something else' },
          ],
          truth: (run) =>
            new Set(['S2', 'S3', 'S4'].map((process) => decisionOf(run, process))).size === 1 ? 'same' : 'differ',
          reason:
            'They pass on what each was told and so have the same three values before them; a majority of the same values is the same.',
        },
      },
      {
        text: 'Three generals cannot agree by word of mouth. They can where each signs what it passes on.',
        run: { gallery: 'three-do-not-decide' },
        look: { at: 110_000, view: 'claims' },
        task: {
          goal: 'Let S2 attack although S3 lies, without adding a general and without leaving out a rule.',
          done: (run) =>
            run.trace.lanes.length === 3 &&
            decisionOf(run, 'S2') === 'attack' &&
            turnedSomething(run) &&
            run.verdicts.every(({ holds }) => holds !== false),
          solution: `byzantine-generals processes=3 seed=1 duration=300ms
title "Three generals cannot be sure"
model timing=synchronous process=arbitrary
set signed=true
@0s corrupt S3 behaviour=lie-to-all`,
          nonSolution: `byzantine-generals processes=3 seed=1 duration=300ms
title "Three generals cannot be sure"
model timing=synchronous process=arbitrary
set traitors=0
@0s corrupt S3 behaviour=silent`,
        },
      },
      {
        text: 'A signature cannot be turned round. With signed orders even three are enough: S2 sees that what S3 brings is not what S1 has signed.',
        run: { gallery: 'three-with-signatures' },
        look: { at: 60000, view: 'timeline' },
      },
    ],
  },
];

/** The decision of a process as its step says it; empty: none in this run. */
function decisionOf(run: RunReading, process: string): string {
  const found = stepsOf(run).find((step) => step.name === 'decide' && step.process === process);
  return found === undefined ? '' : String(found.detail.value);
}

function stepOf(run: RunReading, name: string): EventId | undefined {
  return stepsOf(run).find((step) => step.name === name)?.id;
}

/** Whether S3 sent another value than it had to pass on. */
function turnedSomething({ trace }: RunReading): boolean {
  for (let id = 0; id < trace.length; id += 1) {
    if (trace.kind(id) !== 'send' || trace.lanes[trace.lane(id)] !== 'S3') continue;
    const event = trace.event(id);
    if (event.kind === 'send' && (event.payload as { readonly value: string }).value === 'retreat') return true;
  }
  return false;
}

function stepsOf({ trace }: RunReading): Extract<TraceEvent, { kind: 'step' }>[] {
  const steps: Extract<TraceEvent, { kind: 'step' }>[] = [];
  for (let id = 0; id < trace.length; id += 1) {
    const event = trace.kind(id) === 'step' ? trace.event(id) : undefined;
    if (event?.kind === 'step') steps.push(event);
  }
  return steps;
}
