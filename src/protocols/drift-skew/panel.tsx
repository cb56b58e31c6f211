/** The clocks of the run: how far each is off, what its process believes, and which timers ran out early or late. */
import type { ProcessId } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { ProcessState } from '../../sim/world.ts';
import { amount, type Certainty, type ClockMark, type ClockTrack } from '../../views/clocks/clock-track.ts';
import { Clocks } from '../../views/clocks/clocks.tsx';
import { type CoursePoint, courseOf } from '../../views/clocks/course.ts';
import type { PanelProps } from '../panels.ts';
import styles from './panel.module.css';
import { type DriftContext, uncertainty } from './state.ts';

export function DriftClocks({ world, trace, scenario }: PanelProps) {
  const tracks = world.processes
    .filter(({ client }) => !client)
    .map((process) => trackOf(process, trace, world.at, world.events));
  return (
    <div className={styles.panel}>
      <Clocks tracks={tracks} duration={scenario.duration} now={world.at} />
    </div>
  );
}

function trackOf({ id, snapshot }: ProcessState, trace: Trace, at: number, events: number): ClockTrack {
  const context = snapshot.context as DriftContext; // every process here runs this chart
  const course = courseOf(trace, id, at);
  return { process: id, course, certainty: certaintyOf(course, context), marks: marksOf(trace, id, context, events) };
}

/** Between two bends of the clock the band widens evenly. */
function certaintyOf(course: readonly CoursePoint[], context: DriftContext): readonly Certainty[] {
  const start = { at: 0, half: uncertainty(context, 0) };
  return [start, ...course.map(({ at, monotonic }) => ({ at, half: uncertainty(context, monotonic) }))];
}

/** Each look but the first, against when it should have come after the one before. */
function marksOf(trace: Trace, process: ProcessId, { interval, bound }: DriftContext, events: number): ClockMark[] {
  const slack = 1 + Math.ceil((interval * bound) / 1_000_000);
  const lane = trace.lanes.indexOf(process);
  const marks: ClockMark[] = [];
  let last = 0;
  for (let id = 0; id < events; id += 1) {
    if (trace.lane(id) !== lane) continue;
    if (trace.kind(id) === 'restart') last = trace.at(id);
    if (trace.kind(id) !== 'step' || trace.word(id) !== 'read') continue;
    const at = trace.at(id);
    const gained = at - last - interval;
    const kind = Math.abs(gained) <= slack ? 'on-time' : gained < 0 ? 'early' : 'late';
    const how = kind === 'on-time' ? 'on time' : `${amount(Math.abs(gained))} ${kind}`;
    marks.push({ at, kind, title: `${process}'s timer of ${amount(interval)} runs out ${how}.` });
    last = at;
  }
  return marks;
}
