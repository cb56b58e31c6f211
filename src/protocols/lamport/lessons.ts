/** A lesson on what one counter can and cannot say about before and after. */
import { compare } from '../../sim/causality.ts';
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';
import type { EventId } from '../../sim/trace-event.ts';

/** The `step stamp` events of a process, with what they were stamped. */
function stampsOf({ trace }: RunReading, process: string): { readonly event: EventId; readonly value: number }[] {
  const found: { event: EventId; value: number }[] = [];
  for (let event = 0; event < trace.length; event += 1) {
    if (trace.kind(event) !== 'step' || trace.word(event) !== 'stamp') continue;
    if (trace.lanes[trace.lane(event)] !== process) continue;
    found.push({ event, value: Number((trace.extra(event) as { readonly value: unknown }).value) });
  }
  return found;
}

/** Whether some receipt of S3 is stamped 10 or above. */
function reachesTen(run: RunReading): boolean {
  return run.trace.lanes.length === 3 && stampsOf(run, 'S3').some(({ value }) => value >= 10);
}

const task = `lamport seed=1 duration=1s
network delay=40ms
set chatter=false
@100ms trigger S1 timer=local
@110ms trigger S1 timer=local
@120ms trigger S1 timer=local
@130ms trigger S1 timer=local
@140ms trigger S1 timer=local
@150ms trigger S1 timer=local
@160ms trigger S1 timer=local
@200ms trigger S3 timer=local`;

export const lamportLessons: readonly Lesson[] = [
  {
    id: 'one-counter',
    title: 'What one counter can say',
    source: 'Lamport 1978; van Steen and Tanenbaum, Distributed Systems, §5.2',
    steps: [
      {
        text: 'Clocks on a wall disagree, so processes count instead. Each event of a process adds 1; a message carries the count of its sender.',
        run: { gallery: 'by-hand' },
        look: { at: 0, until: 240_000, view: 'timeline', processes: ['S1', 'S2'] },
      },
      {
        text: 'S1 has sent with stamp 2. S2 has counted nothing yet, and the message reaches it at 260 ms.',
        look: { at: 240_000, until: 290_000, view: 'order' },
        prediction: {
          question: 'With what does S2 stamp the receipt?',
          choices: [
            { id: '1', text: '1, its first event' },
            { id: '2', text: '2, as the message' },
            { id: '3', text: '3, one more than the message' },
          ],
          truth: (run) => String(stampsOf(run, 'S2')[0]?.value),
          reason:
            'A receipt comes after its send, so it moves past the larger of the two counts: of 0 and 2, to 3. So whatever is before has the smaller stamp.',
        },
      },
      {
        text: 'The converse is another matter. Here the step of S1 is stamped 1, and a step of S2 is stamped 3.',
        run: { gallery: 'smaller-without-cause' },
        look: { at: 450_000, view: 'order', event: (run) => stampsOf(run, 'S1')[0]?.event },
        prediction: {
          question: 'Did the step of S1 happen before that of S2, since 1 is less than 3?',
          choices: [
            { id: 'before', text: 'Yes, a smaller stamp means before' },
            { id: 'concurrent', text: 'Neither is before the other' },
            { id: 'after', text: 'No, it happened after it' },
          ],
          truth: (run) => {
            const [own, others] = [stampsOf(run, 'S1')[0], stampsOf(run, 'S2')[2]];
            return own === undefined || others === undefined ? '' : compare(run.trace, own.event, others.event);
          },
          reason:
            'No message leads from one to the other. A smaller stamp only says that the other event did not happen before this one.',
        },
      },
      {
        text: 'Ties can be broken by the names of processes. That gives everybody the same list, which keeps causes before effects and is arbitrary otherwise.',
        run: { gallery: 'equal-stamps' },
        look: { at: 300_000, view: 'order' },
      },
      {
        text: 'A counter can leap. S1 has done seven steps here, S3 one.',
        run: { text: task },
        look: { at: 300_000, view: 'order' },
        task: {
          goal: 'With at most two messages, bring an event of S3 to a stamp of 10 or more.',
          done: (run) => reachesTen(run) && sends(run) <= 2,
          solution: `${task}
@300ms trigger S1 timer=toS3
@400ms trigger S3 timer=local`,
          nonSolution: `${task}
@300ms trigger S3 timer=toS1
@400ms trigger S3 timer=local`,
        },
      },
      {
        text: 'Leave out one rule, that a receipt moves past what the message says. Now an effect has a smaller stamp than its cause.',
        run: { gallery: 'no-merge-on-receipt' },
        look: { at: 320000, view: 'claims', event: whereBroken },
      },
    ],
  },
];

function sends({ trace }: RunReading): number {
  let count = 0;
  for (let event = 0; event < trace.length; event += 1) if (trace.kind(event) === 'send') count += 1;
  return count;
}
