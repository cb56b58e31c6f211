/** Two drawings: the windows of each sender over time, and the stream as both its ends have it now. */
import { useMemo } from 'react';
import type { ProcessId } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { World } from '../../sim/world.ts';
import { type ChartLine, LINE_LOOKS, LineChart } from '../../views/chart/line-chart.tsx';
import type { ChartAxis, Point } from '../../views/chart/plot-area.ts';
import type { PanelProps } from '../panels.ts';
import styles from './panel.module.css';
import { told } from './run-reading.ts';
import { inFlight } from './sending.ts';
import type { TcpContext } from './state.ts';
import { StreamFigure } from './stream-figure.tsx';
import { lastChange, type WindowCourse, windowCourse } from './window-course.ts';

export { TcpStates } from './states-panel.tsx';

/** An end that sends, and the one it sends to. */
interface Direction {
  readonly sender: TcpContext;
  readonly receiver: TcpContext;
}

/** Directions in which a stream flows, those of the chosen process alone where there is one. */
function directionsOf(world: World, chosen: ProcessId | undefined): readonly Direction[] {
  const ends = world.processes.filter(({ client }) => !client).map(({ snapshot }) => snapshot.context as TcpContext);
  const all = ends.flatMap((sender) => {
    const receiver = ends.find(({ id }) => id === sender.peer);
    return receiver === undefined || sender.total === 0 ? [] : [{ sender, receiver }];
  });
  const own = all.filter(({ sender, receiver }) => chosen === sender.id || chosen === receiver.id);
  return own.length > 0 ? own : all;
}

export function TcpWindow({ world, trace, scenario, selection, onSeek }: PanelProps) {
  const chosen = selection?.kind === 'process' ? selection.process : undefined;
  const directions = directionsOf(world, chosen);
  const names = directions.map(({ sender }) => sender.id).join();
  // The ends' settings never change during a run, so that the lines are a matter of the trace alone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `directions` is new each frame; `names` says which they are
  const courses = useMemo(() => directions.map(({ sender }) => courseOf(trace, sender)), [trace, names]);
  const most = Math.max(20, ...courses.flatMap(({ cwnd, flight }) => [...cwnd, ...flight].map(([, bytes]) => bytes)));
  const readers = directions.map(({ receiver }) => receiver.id).join();
  const reads = useMemo(() => readers.split(',').map((id) => readingOf(trace, id)), [trace, readers]);
  const lastRead = Math.max(0, ...reads.map(({ points }) => points.at(-1)?.[0] ?? 0));
  const x = timeAxis(Math.max(lastRead, ...courses.map(lastChange)), scenario.duration / 1e6);
  const shared = { x, playhead: world.at / 1e6, onSeek: (seconds: number) => onSeek(Math.round(seconds * 1e6)) };
  if (directions.length === 0) return <p className={styles.empty}>Nobody has anything to send in this run.</p>;
  return (
    <div className={styles.panel}>
      {directions.map(({ sender, receiver }, index) => (
        <section key={sender.id}>
          <p className={styles.say}>{say(sender)}</p>
          <LineChart
            {...shared}
            label={`Windows of ${sender.id} in bytes against time: congestion window, threshold, in flight, room at ${receiver.id}`}
            y={{ title: `bytes, ${sender.id} to ${receiver.id}`, domain: [0, most * 1.08] }}
            lines={linesOf(courses[index], most, receiver.id)}
            height={directions.length > 1 ? 150 : 200}
          />
        </section>
      ))}
      <Progress readings={reads} shared={shared} />
    </div>
  );
}

function courseOf(trace: Trace, { id, space, settings }: TcpContext): WindowCourse {
  const { initialWindow, mss, ssthresh } = settings;
  return windowCourse(trace, id, { space, initialWindow: initialWindow * mss, ssthresh });
}

/** The part of the run in which anything changes, and what is known of the rest. */
function timeAxis(last: number, duration: number): ChartAxis {
  const end = last * 1.05;
  if (last === 0 || end > duration * 0.8) return { title: 'time, s', domain: [0, duration] };
  return { title: `time, s; nothing changes after ${last.toFixed(2)} s`, domain: [0, end] };
}

/** Those drawn last lie on top; a line that lies wholly above the picture is left out. */
function linesOf(course: WindowCourse | undefined, most: number, receiver: ProcessId): readonly ChartLine[] {
  if (course === undefined) return [];
  const lines: readonly ChartLine[] = [
    { id: 'flight', title: 'in flight', look: 'second', points: course.flight, stepped: true },
    { id: 'room', title: `room at ${receiver}`, look: 'fourth', points: course.room, stepped: true },
    { id: 'ssthresh', title: 'threshold', look: 'third', points: course.ssthresh, stepped: true },
    { id: 'cwnd', title: 'congestion window', look: 'first', points: course.cwnd, stepped: true },
  ];
  return lines
    .filter(({ points }) => points.some(([, bytes]) => bytes <= most * 1.08))
    .map((line) => ({
      ...line,
      points: line.points.map(([at, bytes]) => [at, Math.min(bytes, most * 1.08)] as const),
    }));
}

/** What the application of one process has read, against time in seconds. */
interface Reading {
  readonly id: ProcessId;
  readonly points: readonly Point[];
}

function readingOf(trace: Trace, id: ProcessId): Reading {
  let read = 0;
  const points = told(trace, 'deliver', id).map(({ at, detail }): Point => {
    read += Number(detail.to) - Number(detail.from) + 1;
    return [at / 1e6, read];
  });
  return { id, points: [[0, 0], ...points] };
}

interface ProgressProps {
  readonly readings: readonly Reading[];
  readonly shared: Omit<Parameters<typeof LineChart>[0], 'label' | 'y' | 'lines'>;
}

/** The steeper the line, the more bandwidth. */
function Progress({ readings, shared }: ProgressProps) {
  const [, end] = shared.x.domain;
  const lines = readings.map(({ id, points }, index): ChartLine => {
    const read = points.at(-1)?.[1] ?? 0;
    const look = LINE_LOOKS[index % LINE_LOOKS.length] ?? 'first';
    return { id, title: `read by ${id}`, look, points: [...points, [end, read]], stepped: true };
  });
  const most = Math.max(10, ...lines.flatMap(({ points }) => points.at(-1)?.[1] ?? 0));
  return (
    <LineChart
      {...shared}
      label={`Bytes that applications have read against time: ${readings.map(({ id }) => id).join()}`}
      y={{ title: `bytes read by ${readings.map(({ id }) => id).join(' and ')}`, domain: [0, most * 1.05] }}
      lines={lines}
      height={130}
    />
  );
}

function say(sender: TcpContext): string {
  const { congestion, send, timing } = sender;
  if (send.max === 0) return `${sender.id} has no connection.`;
  const trip = timing.srtt === undefined ? 'not measured yet' : `${(timing.srtt / 1000).toFixed(1)} ms`;
  const room = Math.max(0, send.edge - send.next);
  return `${sender.id} now: ${inFlight(sender)} bytes in flight of ${congestion.cwnd} allowed, room for ${room} more at the other end, round trip ${trip}.`;
}

export function TcpStream({ world, trace, selection }: PanelProps) {
  const chosen = selection?.kind === 'process' ? selection.process : undefined;
  const directions = directionsOf(world, chosen);
  if (directions.length === 0) return <p className={styles.empty}>Nobody has anything to send in this run.</p>;
  return (
    <div className={styles.panel}>
      {directions.map(({ sender, receiver }) => (
        <StreamFigure key={sender.id} sender={sender} receiver={receiver} trace={trace} events={world.events} />
      ))}
      <ul className={styles.legend} aria-label="Legend">
        {LEGEND.map(([sign, words]) => (
          <li key={sign}>
            <span className={`${styles.sign} ${styles[sign]}`} /> {words}
          </li>
        ))}
      </ul>
    </div>
  );
}

const LEGEND = [
  ['done', 'acknowledged, or read by the application'],
  ['flight', 'in flight, or waiting to be read'],
  ['held', 'held: something before it is missing'],
  ['room', 'may be sent, or room for it'],
] as const;
