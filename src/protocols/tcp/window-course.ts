/** The windows of one sender over a run, as lines: what it may have under way, what it has, and what there is room for. */
import type { Json, ProcessId } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import { has, type Segment } from './messages.ts';
import { isOwn } from './reading.ts';
import { distance } from './sequence.ts';

/** Seconds and bytes. */
type Point = readonly [x: number, y: number];

export interface WindowCourse {
  readonly cwnd: readonly Point[];
  readonly ssthresh: readonly Point[];
  readonly flight: readonly Point[];
  readonly room: readonly Point[];
}

export interface CourseSettings {
  readonly space: number;
  readonly initialWindow: number;
  readonly ssthresh: number;
}

interface Place {
  iss: number | undefined;
  /** Sequence numbers used up, and of these acknowledged, from the initial one on. */
  sent: number;
  acknowledged: number;
}

export function windowCourse(trace: Trace, process: ProcessId, settings: CourseSettings): WindowCourse {
  const lane = trace.lanes.indexOf(process);
  const course = { cwnd: [] as Point[], ssthresh: [] as Point[], flight: [] as Point[], room: [] as Point[] };
  const place: Place = { iss: undefined, sent: 0, acknowledged: 0 };
  for (let id = 0; id < trace.length; id += 1) {
    if (trace.lane(id) !== lane) continue;
    const at = trace.at(id) / 1e6;
    const kind = trace.kind(id);
    if (kind === 'receive') hear(place, course, trace.extra(id) as Segment, at, settings.space);
    else if (kind === 'crash') end(place, course, at);
    else if (
      kind === 'step' &&
      isOwn({ name: trace.word(id), detail: trace.extra(id) as Readonly<Record<string, Json>> })
    )
      note(place, course, trace.word(id), trace.extra(id) as Detail, at, settings);
  }
  if (place.iss !== undefined) hold(course, trace.at(trace.length - 1) / 1e6);
  return course;
}

/** When one of the lines changes its value for the last time, s. */
export function lastChange(course: WindowCourse): number {
  const changes = [course.cwnd, course.ssthresh, course.flight, course.room].map(
    (points) => points.findLast(([, bytes], index) => bytes !== points[index - 1]?.[1])?.[0] ?? 0,
  );
  return Math.max(...changes);
}

type Detail = Readonly<Record<string, unknown>>;
type Writable = { readonly [Key in keyof WindowCourse]: Point[] };

function note(
  place: Place,
  course: Writable,
  name: string,
  detail: Detail,
  at: number,
  settings: CourseSettings,
): void {
  if (name === 'open') {
    place.iss = Number(detail.iss);
    place.sent = 0;
    place.acknowledged = 0;
    course.cwnd.push([at, settings.initialWindow]);
    course.ssthresh.push([at, settings.ssthresh]);
  } else if (name === 'window') {
    course.cwnd.push([at, Number(detail.cwnd)]);
    course.ssthresh.push([at, Number(detail.ssthresh)]);
  } else if (name === 'segment' && place.iss !== undefined) {
    const used = Number(detail.length) + (/SYN|FIN/.test(String(detail.flags)) ? 1 : 0);
    if (used === 0 || detail.flags === 'RST') return;
    const until = distance(place.iss, Number(detail.seq), settings.space) + used;
    place.sent = Math.max(place.sent, until);
    course.flight.push([at, place.sent - place.acknowledged]);
  } else if (name === 'state' && detail.state === 'CLOSED') end(place, course, at);
}

function hear(place: Place, course: Writable, segment: Segment, at: number, space: number): void {
  if (place.iss === undefined || !has(segment, 'ACK') || has(segment, 'RST')) return;
  const acknowledged = distance(place.iss, segment.ack, space);
  if (acknowledged < place.acknowledged || acknowledged > place.sent) return;
  place.acknowledged = acknowledged;
  course.flight.push([at, place.sent - acknowledged]);
  const { window: room } = segment;
  course.room.push([at, room]);
}

function end(place: Place, course: Writable, at: number): void {
  place.iss = undefined;
  hold(course, at);
  course.flight.push([at, 0]);
}

/** What was last known still holds at this moment. */
function hold(course: Writable, at: number): void {
  for (const points of [course.cwnd, course.ssthresh, course.flight, course.room]) {
    const last = points.at(-1);
    if (last !== undefined) points.push([at, last[1]]);
  }
}
