/** What the client saw beside what happened, and what every other timeout would have made of this run. */
import { useMemo } from 'react';
import { roundTrips, type TimeoutChoice, timeoutChoices } from '../../check/detection/round-trips.ts';
import { LineChart } from '../../views/chart/line-chart.tsx';
import { lengthText } from '../../views/timeline/scale.ts';
import type { PanelProps } from '../panels.ts';
import { type Fate, fates } from './fates.ts';
import styles from './panel.module.css';

/** Timeouts on the axis. */
const CHOICES = 120;
/** Requests in the table: the last ones. */
const MOST_ROWS = 5;
const MS = 1000;

export function TimeoutPanel({ world, trace, protocol, scenario, onSelect }: PanelProps) {
  const timeout = Number(scenario.options.timeout ?? protocol.options.find(({ id }) => id === 'timeout')?.fallback);
  const trips = useMemo(() => roundTrips(trace), [trace]);
  const took = trips.flatMap((trip) => (trip.took === null ? [] : [trip.took]));
  const most = 1.25 * Math.max(timeout, 50 * MS, ...took);
  const choices = useMemo(() => timeoutChoices(trips, steps(most)), [trips, most]);
  const all = useMemo(() => fates(trace, world.at), [trace, world.at]);
  const [here] = timeoutChoices(trips, [timeout]);
  return (
    <div className={styles.panel}>
      <Seen rows={all.slice(-MOST_ROWS)} onSelect={(send) => onSelect({ kind: 'event', event: send })} />
      {took.length > 1 && here !== undefined && (
        <>
          <p className={styles.say}>{say(here, took.length)}</p>
          <Charts choices={choices} timeout={timeout} most={most} />
        </>
      )}
    </div>
  );
}

function steps(most: number): number[] {
  return Array.from({ length: CHOICES + 1 }, (_, index) => Math.round((index * most) / CHOICES));
}

function say({ timeout, falseShare, detection }: TimeoutChoice, answered: number): string {
  const share = `${Math.round(falseShare * answered)} of the ${answered} answers of this run come later than that`;
  const found = lengthText(Math.round(detection / MS) * MS);
  return `With ${lengthText(timeout)}: ${share}; a crash at any moment is noticed ${found} later on average.`;
}

interface ChartsProps {
  readonly choices: readonly TimeoutChoice[];
  readonly timeout: number;
  readonly most: number;
}

function Charts({ choices, timeout, most }: ChartsProps) {
  const x = { title: 'timeout, ms', domain: [0, most / MS] as const };
  const reference = { id: 'timeout', axis: 'x', value: timeout / MS, title: 'this run' } as const;
  const latest = Math.max(...choices.map(({ detection }) => detection)) / MS;
  return (
    <>
      <LineChart
        label="Share of the answered requests that would have been falsely suspected, for each timeout"
        x={x}
        y={{ title: 'false suspicions, % of answers', domain: [0, 100] }}
        lines={[
          {
            id: 'false',
            title: 'false suspicions',
            look: 'second',
            stepped: true,
            points: choices.map((choice) => [choice.timeout / MS, choice.falseShare * 100]),
          },
        ]}
        references={[reference]}
        height={140}
      />
      <LineChart
        label="Time from a crash to its detection on average, for each timeout"
        x={x}
        y={{ title: 'detection of a crash, ms', domain: [0, latest] }}
        lines={[
          {
            id: 'detection',
            title: 'detection time',
            look: 'first',
            points: choices.map((choice) => [choice.timeout / MS, choice.detection / MS]),
          },
        ]}
        references={[reference]}
        height={140}
      />
    </>
  );
}

interface SeenProps {
  readonly rows: readonly Fate[];
  readonly onSelect: (send: number) => void;
}

function Seen({ rows, onSelect }: SeenProps) {
  if (rows.length === 0) return <p className={styles.say}>Nothing has been asked yet.</p>;
  return (
    <table className={styles.table} aria-label="What the client saw, and what happened">
      <thead>
        <tr>
          <th scope="col">request</th>
          <th scope="col">the client saw</th>
          <th scope="col">what happened</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((fate) => (
          <tr key={fate.send}>
            <th scope="row">
              <button type="button" onClick={() => onSelect(fate.send)}>
                {fate.client} {fate.request}: {fate.op}
              </button>
            </th>
            <td data-seen={fate.seen}>{seenText(fate)}</td>
            <td>{fate.truth}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function seenText({ seen, after }: Fate): string {
  const time = after === null ? '' : lengthText(after);
  switch (seen) {
    case 'waiting':
      return 'nothing yet';
    case 'answered':
      return `an answer after ${time}`;
    case 'failed':
      return `nothing for ${time}: “failed”`;
    case 'unknown':
      return `nothing for ${time}`;
  }
}
