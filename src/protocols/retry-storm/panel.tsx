/** The queue over time, and what flowed into it and out of it. */
import { useMemo } from 'react';
import { LineChart, type LineLook } from '../../views/chart/line-chart.tsx';
import type { PanelProps } from '../panels.ts';
import { queueLengths, type Slice, slices } from './flow.ts';
import styles from './panel.module.css';

/** Slices on the axis at most, and the shortest of them, µs. */
const MOST_SLICES = 40;
const SHORTEST = 250_000;

type Flow = Exclude<keyof Slice, 'from'>;
const FLOWS: readonly (readonly [id: Flow, title: string, look: LineLook])[] = [
  ['done', 'answered in time', 'first'],
  ['late', 'answered too late', 'second'],
  ['fresh', 'new requests', 'third'],
  ['retries', 'retries', 'fourth'],
  ['drops', 'dropped', 'fifth'],
];

export function StormPanel({ world, trace, protocol, scenario, onSeek }: PanelProps) {
  const { duration } = scenario;
  const length = Math.max(SHORTEST, Math.ceil(duration / MOST_SLICES));
  const flow = useMemo(() => slices(trace, duration, length), [trace, duration, length]);
  const queue = useMemo(() => queueLengths(trace), [trace]);
  const capacity = Number(scenario.options.capacity ?? protocol.options.find(({ id }) => id === 'capacity')?.fallback);
  const longest = Math.max(capacity * 1.2, ...queue.map(([, waiting]) => waiting));
  const x = { title: 'time, s', domain: [0, duration / 1e6] as const };
  const shared = { x, playhead: world.at / 1e6, onSeek: (seconds: number) => onSeek(Math.round(seconds * 1e6)) };
  const perSecond = (count: number) => (count * 1e6) / length;
  const most = Math.max(10, ...flow.flatMap((slice) => FLOWS.map(([id]) => perSecond(slice[id]))));
  return (
    <div className={styles.panel}>
      <p className={styles.say}>{say(flow, world.at, length)}</p>
      <LineChart
        {...shared}
        label="Length of the port's queue against time"
        y={{ title: 'waiting in the queue', domain: [0, longest] }}
        lines={[{ id: 'queue', title: 'queue', look: 'first', points: queue, stepped: true }]}
        references={[{ id: 'capacity', axis: 'y', value: capacity, title: `capacity ${capacity}` }]}
        height={130}
      />
      <LineChart
        {...shared}
        label="Requests a second against time: new ones, retries, dropped, answered in time and answered too late"
        y={{ title: 'requests a second', domain: [0, most * 1.05] }}
        lines={FLOWS.map(([id, title, look]) => ({
          id,
          title,
          look,
          points: flow.map((slice) => [(slice.from + length / 2) / 1e6, perSecond(slice[id])] as const),
        }))}
        height={190}
      />
    </div>
  );
}

/** The slice before the playhead, in words: the one under it is not over. */
function say(flow: readonly Slice[], at: number, length: number): string {
  const slice = flow[Math.floor(at / length) - 1];
  if (slice === undefined) return 'The run has just begun.';
  const rate = (count: number) => Math.round((count * 1e6) / length);
  return `Just now, a second: ${rate(slice.fresh)} new, ${rate(slice.retries)} retries, ${rate(slice.drops)} dropped, ${rate(slice.done)} answered in time, ${rate(slice.late)} too late.`;
}
