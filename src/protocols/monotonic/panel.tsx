/** How long each job took by either clock, and what the clocks did meanwhile. */
import { scaleLinear } from 'd3';
import { useRef } from 'react';
import type { ProcessId } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { ProcessState } from '../../sim/world.ts';
import { amount, type ClockMark, type ClockTrack, signed } from '../../views/clocks/clock-track.ts';
import { Clocks } from '../../views/clocks/clocks.tsx';
import { courseOf } from '../../views/clocks/course.ts';
import { ticksOf, timeScale, xOf } from '../../views/timeline/scale.ts';
import { useSize } from '../../views/timeline/use-size.ts';
import type { PanelProps } from '../panels.ts';
import styles from './panel.module.css';
import type { MeasureContext, Measured } from './state.ts';

/** Height of a strip, room for figures on its left, room for the times below, px. */
const STRIP = 128;
const FIGURES = 62;
const AXIS = 22;
/** Jobs drawn at most: the latest. More would be thinner than a line. */
const MOST = 400;

interface Job extends Measured {
  readonly from: number;
  readonly to: number;
}

export function Durations({ world, trace, scenario, selection }: PanelProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = (useSize(place)?.width ?? 480) - FIGURES;
  const workers = world.processes.filter(({ client }) => !client);
  const chosen = selection?.kind === 'process' ? selection.process : undefined;
  // The first one only tells the time: nothing moves its clock but faults.
  const shown = workers.filter(({ id }, index) => (chosen === undefined ? index > 0 : id === chosen));
  return (
    <div className={styles.panel}>
      <div ref={place} />
      {(shown.length > 0 ? shown : workers).map((process) => (
        <Strip
          key={process.id}
          process={process}
          jobs={jobsOf(trace, process.id, world.events)}
          width={width}
          duration={scenario.duration}
          now={world.at}
        />
      ))}
      <ul className={styles.legend} aria-label="Legend">
        <li>
          <span className={styles.monotonicSign} /> monotonic clock
        </li>
        <li>
          <span className={styles.wallSign} /> time of day
        </li>
        <li>
          <span className={styles.wrongSign} /> negative or timed out, and should not be
        </li>
      </ul>
    </div>
  );
}

interface StripProps {
  readonly process: ProcessState;
  readonly jobs: readonly Job[];
  readonly width: number;
  readonly duration: number;
  readonly now: number;
}

function Strip({ process, jobs, width, duration, now }: StripProps) {
  const { limit } = process.snapshot.context as MeasureContext;
  const time = timeScale({ from: 0, to: duration }, width);
  const x = (at: number) => FIGURES + xOf(time, at);
  const values = jobs.flatMap(({ wall, monotonic }) => [wall, monotonic]);
  const [low, high] = [Math.min(0, ...values), Math.max(limit, ...values)];
  const y = scaleLinear()
    .domain([low - (high - low) * 0.08, high + (high - low) * 0.08])
    .range([STRIP, 0]);
  const last = jobs.at(-1);
  const figures = [0, limit, ...y.ticks(4)].filter(
    (value, index, all) => all.findIndex((other) => Math.abs(y(other) - y(value)) < 15) === index,
  );
  return (
    <section aria-label={`Jobs of ${process.id}`}>
      <p className={styles.words}>
        <b>{process.id}</b>
        {last === undefined ? (
          <span>no job done yet</span>
        ) : (
          <span>
            last job: {signed(last.monotonic)} monotonic, {signed(last.wall)} by the time of day
          </span>
        )}
      </p>
      <svg
        className={styles.strip}
        width={width + FIGURES}
        height={STRIP + AXIS}
        role="img"
        aria-label={inWords(process.id, jobs, limit)}
      >
        <rect className={styles.ground} x={FIGURES} y={0} width={width} height={STRIP} rx={5} />
        {figures.map((value) => (
          <g key={value}>
            <line
              className={value === 0 ? styles.zero : value === limit ? styles.limit : styles.rule}
              x1={FIGURES}
              x2={FIGURES + width}
              y1={y(value)}
              y2={y(value)}
            />
            <text className={styles.figure} x={FIGURES - 6} y={Math.min(Math.max(y(value) + 4, 10), STRIP - 2)}>
              {value === limit ? 'limit' : value === 0 ? '0' : `${value < 0 ? '−' : ''}${Math.abs(value) / 1000} ms`}
            </text>
          </g>
        ))}
        {jobs.map((job) => (
          <g key={job.from}>
            <title>{`${amount(job.to - job.from)} of true time: ${signed(job.monotonic)} monotonic, ${signed(job.wall)} by the time of day`}</title>
            <line
              className={styles.monotonic}
              x1={x(job.from)}
              x2={x(job.to)}
              y1={y(job.monotonic)}
              y2={y(job.monotonic)}
            />
            <line
              className={misleads(job, limit) ? styles.wrong : styles.wall}
              x1={x(job.from)}
              x2={x(job.to)}
              y1={y(job.wall)}
              y2={y(job.wall)}
            />
          </g>
        ))}
        <line className={styles.now} x1={x(now)} x2={x(now)} y1={0} y2={STRIP} />
        {ticksOf(time, duration).map(({ at, x: left, text }) => (
          <text key={at} className={styles.time} x={Math.min(FIGURES + left, FIGURES + width - 22)} y={STRIP + 16}>
            {text}
          </text>
        ))}
      </svg>
    </section>
  );
}

/** Whoever went by the time of day would be wrong about this job. */
function misleads({ wall, monotonic }: Job, limit: number): boolean {
  return wall < 0 || wall > limit !== monotonic > limit;
}

function inWords(process: ProcessId, jobs: readonly Job[], limit: number): string {
  const wrong = jobs.filter((job) => misleads(job, limit)).length;
  const negative = jobs.filter(({ wall }) => wall < 0).length;
  return `${process} has done ${jobs.length} jobs; by the time of day ${negative} took less than nothing and ${wrong} mislead`;
}

function jobsOf(trace: Trace, process: ProcessId, events: number): readonly Job[] {
  const lane = trace.lanes.indexOf(process);
  const found: Job[] = [];
  let from = 0;
  for (let id = 0; id < events; id += 1) {
    if (trace.lane(id) !== lane) continue;
    if (trace.kind(id) === 'restart') from = trace.at(id);
    if (trace.kind(id) !== 'step' || trace.word(id) !== 'measured') continue;
    found.push({ ...(trace.extra(id) as Measured), from, to: trace.at(id) });
    from = trace.at(id);
  }
  return found.slice(-MOST);
}

export function MeasureClocks({ world, trace, scenario }: PanelProps) {
  const tracks = world.processes
    .filter(({ client }) => !client)
    .map(({ id }): ClockTrack => {
      return {
        process: id,
        course: courseOf(trace, id, world.at),
        certainty: [],
        marks: marksOf(trace, id, world.events),
      };
    });
  return (
    <div className={styles.panel}>
      <Clocks tracks={tracks} duration={scenario.duration} now={world.at} />
    </div>
  );
}

function marksOf(trace: Trace, process: ProcessId, events: number): ClockMark[] {
  const lane = trace.lanes.indexOf(process);
  const marks: ClockMark[] = [];
  for (let id = 0; id < events; id += 1) {
    if (trace.lane(id) !== lane || trace.kind(id) !== 'step' || trace.word(id) !== 'adjust') continue;
    const { by } = trace.extra(id) as { readonly by: number };
    marks.push({ at: trace.at(id), kind: 'corrected', title: `${process} steps its clock by ${signed(by)}.` });
  }
  return marks;
}
