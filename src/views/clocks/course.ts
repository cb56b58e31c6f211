/** What a process's clock does in a run, read off its `clock` events: how far it is ahead of true time, and how its rate changes. */
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';

const MILLION = 1_000_000;

export interface CoursePoint {
  readonly at: TrueTime;
  /** Reading − true time, µs. */
  readonly error: number;
  /** What the monotonic clock reads, µs. */
  readonly monotonic: number;
}

/** Straight lines between these points are the clock up to `until`; at a jump two points have one time. */
export function courseOf(trace: Trace, process: ProcessId, until: TrueTime): readonly CoursePoint[] {
  const lane = trace.lanes.indexOf(process);
  const points: CoursePoint[] = [{ at: 0, error: 0, monotonic: 0 }];
  let [offset, drift] = [0, 0];
  let last = { at: 0, error: 0, monotonic: 0 };
  const goOnTo = (at: TrueTime) => {
    last = { at, error: errorOf(offset, drift, at), monotonic: last.monotonic + rated(at - last.at, drift) };
    points.push(last);
  };
  for (const id of trace.landmarks(0, trace.countAt(until))) {
    if (trace.lane(id) !== lane || trace.kind(id) !== 'clock') continue;
    goOnTo(trace.at(id));
    ({ offset, drift } = trace.extra(id) as { readonly offset: number; readonly drift: number });
    last = { ...last, error: errorOf(offset, drift, last.at) };
    points.push(last);
  }
  goOnTo(until);
  return points;
}

/** The point of the course at `at`; after the jump where there is one. */
export function pointAt(course: readonly CoursePoint[], at: TrueTime): CoursePoint {
  const next = course.findIndex((point) => point.at > at);
  const before = (next < 0 ? course.at(-1) : course[next - 1]) ?? { at, error: 0, monotonic: at };
  const after = course[next];
  if (after === undefined || after.at === before.at) return { ...before, at };
  const share = (at - before.at) / (after.at - before.at);
  return {
    at,
    error: before.error + share * (after.error - before.error),
    monotonic: before.monotonic + share * (after.monotonic - before.monotonic),
  };
}

function errorOf(offset: number, drift: number, at: TrueTime): number {
  return offset + Math.floor((at * drift) / MILLION);
}

function rated(elapsed: number, drift: number): number {
  return elapsed + (elapsed * drift) / MILLION;
}
