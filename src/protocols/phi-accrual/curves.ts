/** φ against time as lines: one observer's view of each peer, from its `phi` steps and the heartbeats that drew it back. */
import type { ProcessId } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';

export interface Curve {
  readonly observer: ProcessId;
  readonly subject: ProcessId;
  /** Seconds of true time, and φ. */
  readonly points: readonly (readonly [seconds: number, phi: number])[];
}

/** In the order of the lanes, the peers of each in that order too. */
export function curves(trace: Trace): readonly Curve[] {
  const processes = trace.lanes.slice(0, trace.serverCount);
  const points = new Map<string, [number, number][]>();
  for (let id = 0; id < trace.length; id += 1) {
    const kind = trace.kind(id);
    const seconds = trace.at(id) / 1e6;
    const observer = trace.lanes[trace.lane(id)];
    if (kind === 'step' && trace.word(id) === 'phi') {
      const { process, phi } = trace.extra(id) as { readonly process: string; readonly phi: number };
      lineOf(points, `${observer} ${process}`).push([seconds, phi]);
    } else if (kind === 'receive') {
      // Silence ends: the tooth falls where the heartbeat comes, not at the next check.
      const line = lineOf(points, `${observer} ${trace.lanes[trace.from(id)]}`);
      const last = line.at(-1);
      if (last !== undefined) line.push([seconds, last[1]]);
      line.push([seconds, 0]);
    } else if (kind === 'crash') {
      for (const [pair, line] of points) if (pair.startsWith(`${observer} `)) line.push([seconds, 0]);
    }
  }
  return processes.flatMap((observer) =>
    processes
      .filter((subject) => subject !== observer)
      .map((subject) => ({ observer, subject, points: points.get(`${observer} ${subject}`) ?? [] })),
  );
}

function lineOf(points: Map<string, [number, number][]>, pair: string): [number, number][] {
  const line = points.get(pair) ?? [];
  points.set(pair, line);
  return line;
}
