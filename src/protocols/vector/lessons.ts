/** A lesson on reading before, after and concurrent off two vectors. */
import { compare } from '../../sim/causality.ts';
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { Vector } from './clock.ts';

interface Stamp {
  readonly event: EventId;
  readonly value: Vector;
}

function stampsOf({ trace }: RunReading, process: ProcessId): readonly Stamp[] {
  const found: Stamp[] = [];
  for (let event = 0; event < trace.length; event += 1) {
    if (trace.kind(event) !== 'step' || trace.word(event) !== 'stamp') continue;
    if (trace.lanes[trace.lane(event)] !== process) continue;
    found.push({ event, value: (trace.extra(event) as { readonly value: Vector }).value });
  }
  return found;
}

const apart = `vector processes=3 seed=1 duration=1s
network delay=40ms
set chatter=false
@100ms trigger S1 timer=local
@200ms trigger S2 timer=local
@300ms trigger S3 timer=local
@800ms trigger S3 timer=local`;

/** The last event of S3 knows of a step of S1, and no message went from S1 to S3. */
function knowsByHearsay(run: RunReading): boolean {
  const { trace } = run;
  const last = stampsOf(run, 'S3').at(-1);
  for (let event = 0; event < trace.length; event += 1)
    if (trace.kind(event) === 'send' && trace.address(event).startsWith('S1-S3.')) return false;
  return (last?.value[0] ?? 0) > 0;
}

export const vectorLessons: readonly Lesson[] = [
  {
    id: 'component-by-component',
    title: 'Component by component',
    source: 'Mattern 1989; Kleppmann, Designing Data-Intensive Applications, chapter 5',
    steps: [
      {
        text: 'Each process keeps a counter for every process: its own events, and how many of each other’s it has heard of. A message carries the whole list.',
        run: { gallery: 'by-hand' },
        look: { at: 0, until: 300_000, view: 'vectors' },
      },
      {
        text: 'S1 tells S2, and S2 tells S3. S3 has done one step of its own.',
        look: { at: 300_000, until: 480_000, view: 'vectors' },
        prediction: {
          question: 'What does S3 stamp the receipt of S2’s message?',
          choices: [
            { id: '0 2 2', text: '[0 2 2]: it hears of S2 only' },
            { id: '2 2 1', text: '[2 2 1]: the maximum of the two' },
            { id: '2 2 2', text: '[2 2 2]: the maximum, and the receipt counted' },
          ],
          truth: (run) => stampsOf(run, 'S3')[1]?.value.join(' ') ?? '',
          reason:
            'S2’s message brings what S2 had heard of S1 as well. After the maximum S3 counts the receipt as its second event.',
        },
      },
      {
        text: 'Two messages cross. Their sends are stamped [1 0] and [0 1].',
        run: { gallery: 'both-ways' },
        look: { at: 420_000, view: 'timeline', event: (run) => stampsOf(run, 'S1')[0]?.event },
        prediction: {
          question: 'How does the send of S1 stand to the send of S2, 50 ms later?',
          choices: [
            { id: 'before', text: 'It happened before' },
            { id: 'concurrent', text: 'They are concurrent' },
            { id: 'after', text: 'It happened after' },
          ],
          truth: (run) => {
            const [a, b] = [stampsOf(run, 'S1')[0], stampsOf(run, 'S2')[0]];
            return a === undefined || b === undefined ? '' : compare(run.trace, a.event, b.event);
          },
          reason:
            'Each is larger somewhere: 1 against 0 for S1, 0 against 1 for S2. Neither can have heard of the other.',
        },
      },
      {
        text: 'The price is size. With nine processes each message carries nine counters, whether they moved or not, and a process that only ever listened needs one too.',
        run: { gallery: 'nine-processes' },
        look: { at: 1_000_000, view: 'vectors' },
      },
      {
        text: 'Here nobody has told anybody anything.',
        run: { text: apart },
        look: { at: 400_000, view: 'vectors' },
        task: {
          goal: 'Bring the step of S3 at 800 ms to know of the step of S1, without a message from S1 to S3.',
          done: knowsByHearsay,
          solution: `${apart}
@400ms trigger S1 timer=toS2
@500ms trigger S2 timer=toS3`,
          nonSolution: `${apart}
@400ms trigger S2 timer=toS3
@500ms trigger S1 timer=toS2`,
        },
      },
      {
        text: 'A process that does not count its own receipt gives it the stamp of the send: two events, one name, and the comparison goes wrong.',
        run: { gallery: 'no-increment-on-receipt' },
        look: { at: 320000, view: 'claims', event: whereBroken },
      },
    ],
  },
];
