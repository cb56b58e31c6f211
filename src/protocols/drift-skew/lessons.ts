/** One lesson: what a clock can say about the time. */
import { type Lesson, type RunReading, whereBroken } from '../../sim/lesson.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';

const SECOND = 1_000_000;
const book = 'Kleppmann, chapter 8, Unreliable clocks';

export const driftLessons: readonly Lesson[] = [
  {
    id: 'how-sure-is-a-clock',
    title: 'How sure is a clock?',
    source: book,
    steps: [
      {
        text: 'Each of the three processes has a quartz of its own. The line is what its clock reads minus true time, which only you can see; the band is where the process believes true time to be.',
        run: { gallery: 'quartz' },
        look: { at: 0, until: 4 * SECOND, view: 'clocks' },
      },
      {
        text: 'S1 runs fast, S2 runs slow. Neither can tell: a clock that runs wrong runs wrong for everything its process does.',
        look: { at: 4 * SECOND, until: 10 * SECOND, view: 'clocks', processes: ['S1', 'S2'] },
        prediction: {
          question: 'How far apart do S1 and S2 read at 10 s?',
          choices: [
            { id: 'less', text: 'less than 10 ms' },
            { id: 'between', text: '10 to 100 ms' },
            { id: 'more', text: 'more than 100 ms' },
          ],
          truth: (run) => {
            const apart = Math.abs(readingBy(run, 'S1') - readingBy(run, 'S2'));
            if (apart < 10_000) return 'less';
            return apart <= 100_000 ? 'between' : 'more';
          },
          reason:
            'One gains 3 ms in a second, the other loses 4.5: in 10 s that makes 75 ms, far longer than a message takes.',
        },
      },
      {
        text: 'Timers run on the same quartz. Where S1 runs a fifth too fast its seconds are short, and what it waits for may still be on its way.',
        run: { gallery: 'early-timers' },
        look: {
          at: 2 * SECOND,
          until: 8 * SECOND,
          view: 'clocks',
          event: ({ trace }) =>
            find(trace, (event) => event.kind === 'step' && event.at > 3 * SECOND && event.process === 'S1')?.id,
        },
      },
      {
        text: 'A band is a belief. It holds as long as the quartz keeps to the bound and nobody moves the hands.',
        run: { gallery: 'skew' },
        look: { at: 2 * SECOND, until: 3 * SECOND, view: 'clocks', processes: ['S2'] },
        task: {
          goal: 'Make S3 sure of an interval that true time is not in, without moving any clock by hand.',
          done: ({ trace }) => {
            const touched = find(
              trace,
              (event) => event.kind === 'clock' && event.reason === 'skew' && event.process === 'S3',
            );
            const wrong = find(trace, (event) => event.process === 'S3' && missed(event));
            return touched === undefined && wrong !== undefined;
          },
          solution: `drift-skew duration=6s
@1s drift S3 ppm=5000`,
          nonSolution: `drift-skew duration=6s
@1s skew S3 by=1s`,
        },
      },
      {
        text: 'A band that does not widen claims more than anybody can know. After a while the true time is outside of it.',
        run: { gallery: 'ignore-drift' },
        look: { at: 0, view: 'claims', event: whereBroken },
      },
    ],
  },
];

/** What the process's clock read minus true time, at its last look. */
function readingBy({ trace }: RunReading, process: string): number {
  let ahead = 0;
  for (let id = 0; id < trace.length; id += 1) {
    const event = trace.event(id);
    if (event.kind === 'step' && event.name === 'read' && event.process === process)
      ahead = Number(event.detail.wall) - event.at;
  }
  return ahead;
}

function missed(event: TraceEvent): boolean {
  if (event.kind !== 'step' || event.name !== 'read') return false;
  return event.at < Number(event.detail.earliest) || event.at > Number(event.detail.latest);
}

function find(trace: RunReading['trace'], is: (event: TraceEvent) => boolean): TraceEvent | undefined {
  for (let id = 0; id < trace.length; id += 1) {
    const event = trace.event(id);
    if (is(event)) return event;
  }
  return undefined;
}
