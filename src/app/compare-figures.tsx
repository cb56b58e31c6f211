/** What two runs gave their clients, and what it cost: a table and two charts over time. */
import { useMemo } from 'react';
import { durationOf, type SideBySideStore, seek } from '../store/side-by-side.ts';
import { LineChart } from '../views/chart/line-chart.tsx';
import { type RunFigures, runFigures, throughput } from '../views/measures/run-figures.ts';
import { useSides } from './compare.ts';
import styles from './compare-page.module.css';

/** Answers are counted in spans of this length, µs. */
const SPAN = 250_000;

const ROWS: readonly (readonly [name: string, value: (figures: RunFigures) => string])[] = [
  ['writes answered', ({ writes }) => `${writes.answered} of ${writes.asked}`],
  ['median of a write', ({ writes }) => milliseconds(writes.median)],
  ['19 of 20 writes within', ({ writes }) => milliseconds(writes.p95)],
  ['messages a write', ({ messagesAWrite }) => messagesAWrite?.toFixed(1) ?? '–'],
  ['reads answered', ({ reads }) => `${reads.answered} of ${reads.asked}`],
  ['median of a read', ({ reads }) => milliseconds(reads.median)],
  ['19 of 20 reads within', ({ reads }) => milliseconds(reads.p95)],
  ['messages in all', ({ messages }) => String(messages)],
  ['lost of them', ({ lost }) => String(lost)],
];

export function ComparedFigures({ store }: { readonly store: SideBySideStore }) {
  const left = useSides(store, (state) => state.left);
  const right = useSides(store, (state) => state.right);
  const cursor = useSides(store, (state) => state.cursor);
  const figures = useMemo(() => [runFigures(left.trace), runFigures(right.trace)] as const, [left.trace, right.trace]);
  const duration = durationOf({ left, right });
  const flow = useMemo(
    () => [left, right].map(({ trace, scenario }) => throughput(trace, scenario.duration, SPAN)),
    [left, right],
  );
  if (figures.every(({ writes, reads }) => writes.asked + reads.asked === 0))
    return (
      <section className={styles.fact} aria-label="Figures">
        <h2>Figures</h2>
        <p className={styles.say}>No client asks for anything in these runs.</p>
      </section>
    );
  const seconds = { title: 'time, s', domain: [0, duration / 1e6] } as const;
  const common = { x: seconds, playhead: cursor / 1e6, onSeek: (at: number) => seek(store, at * 1e6), height: 150 };
  const slowest = Math.max(1, ...figures.flatMap(({ writes }) => writes.points.map(([, took]) => took / 1000)));
  const busiest = Math.max(1, ...flow.flat().map(([, rate]) => rate));
  return (
    <section className={styles.fact} aria-label="Figures">
      <h2>Figures</h2>
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">over the whole run</th>
            <th scope="col">
              <span className={styles.mark} data-side="left" aria-hidden="true" />
              left
            </th>
            <th scope="col">
              <span className={styles.mark} data-side="right" aria-hidden="true" />
              right
            </th>
          </tr>
        </thead>
        <tbody>
          {ROWS.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {figures.map((one, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: left and right, for good
                <td key={index}>{value(one)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <h3>How long a write takes</h3>
      <LineChart
        {...common}
        label="How long each write took, by when it was asked for, in both runs"
        y={{ title: 'latency, ms', domain: [0, slowest] }}
        lines={lines(figures.map(({ writes }) => writes.points.map(([at, took]) => [at / 1e6, took / 1000] as const)))}
      />
      <h3>Answers a second</h3>
      <LineChart
        {...common}
        label="Reads and writes answered a second, in both runs"
        y={{ title: 'operations a second', domain: [0, busiest] }}
        lines={lines(flow.map((points) => points.map(([at, rate]) => [at / 1e6, rate] as const)))}
      />
    </section>
  );
}

function lines(points: readonly (readonly (readonly [number, number])[])[]) {
  return [
    { id: 'left', title: 'left', look: 'first', points: points[0] ?? [] },
    { id: 'right', title: 'right', look: 'second', points: points[1] ?? [] },
  ] as const;
}

function milliseconds(micros: number | undefined): string {
  return micros === undefined ? '–' : `${(micros / 1000).toFixed(1)} ms`;
}
