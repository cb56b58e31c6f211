/** The counter in memory beside the one on stable storage, what was acknowledged, and what each start found. */
import { useMemo } from 'react';
import { LineChart } from '../../views/chart/line-chart.tsx';
import styles from '../../views/plain-panel/plain-panel.module.css';
import { timeText } from '../../views/timeline/scale.ts';
import type { PanelProps } from '../panels.ts';
import { type Counts, countsOf, type Start } from './counts.ts';

const NOTHING: Counts = { memory: 0, disk: 0, told: 0, acknowledged: 0 };

export function Counters({ world, trace, scenario, onSelect, onSeek }: PanelProps) {
  const whole = useMemo(() => countsOf(trace, trace.length), [trace]);
  const { moments, starts } = useMemo(() => countsOf(trace, world.events), [trace, world.events]);
  const now = moments.at(-1) ?? NOTHING;
  const [server = 'S1', asker = 'S2'] = scenario.processes;
  const line = (of: (counts: Counts) => number) =>
    [...moments, { ...now, at: world.at }].map((moment): readonly [number, number] => [moment.at / 1e6, of(moment)]);
  const most = Math.max(5, ...whole.moments.map(({ memory = 0, told }) => Math.max(memory, told)));
  return (
    <div className={styles.panel}>
      <Standing counts={now} server={server} asker={asker} />
      <LineChart
        label={`The count in the memory of ${server}, on its disk, and as ${asker} was told it, up to now`}
        x={{ title: 'time, s', domain: [0, scenario.duration / 1e6] }}
        y={{ title: 'count', domain: [0, most], format: (count) => (count % 1 === 0 ? String(count) : '') }}
        lines={[
          { id: 'memory', title: 'in memory', look: 'first', stepped: true, points: line(({ memory = 0 }) => memory) },
          { id: 'disk', title: 'on disk', look: 'second', stepped: true, points: line(({ disk }) => disk) },
          { id: 'told', title: `told to ${asker}`, look: 'third', stepped: true, points: line(({ told }) => told) },
        ]}
        playhead={world.at / 1e6}
        onSeek={(seconds) => onSeek(Math.round(seconds * 1e6))}
        height={170}
      />
      <Starts starts={starts} server={server} onEvent={(event) => onSelect({ kind: 'event', event })} />
    </div>
  );
}

interface StandingProps {
  readonly counts: Counts;
  readonly server: string;
  readonly asker: string;
}

function Standing({ counts: { memory, disk, told }, server, asker }: StandingProps) {
  const behind = memory !== undefined && disk < memory;
  const unsafe = told > disk;
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={`The count of ${server} now`}>
        <thead>
          <tr>
            <th scope="col">in memory of {server}</th>
            <th scope="col">on its disk</th>
            <th scope="col">told to {asker}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td data-look={memory === undefined ? 'bad' : undefined}>{memory ?? 'gone: down'}</td>
            <td data-look={behind ? 'held' : 'good'}>{behind ? `${disk}, ${memory - disk} behind` : disk}</td>
            <td data-look={unsafe ? 'bad' : undefined}>{unsafe ? `${told}, more than is on disk` : told}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}

interface StartsProps {
  readonly starts: readonly Start[];
  readonly server: string;
  readonly onEvent: (event: number) => void;
}

function Starts({ starts, server, onEvent }: StartsProps) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={`What ${server} found each time it started`}>
        <thead>
          <tr>
            {[`${server} starts`, 'finds', 'acknowledged before', 'missing'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {starts.map(({ event, at, found, done, acknowledged }) => (
            <tr key={event}>
              <th scope="row">
                <button type="button" onClick={() => onEvent(event)}>
                  {timeText(at)}
                </button>
              </th>
              <td>{found}</td>
              <td>{acknowledged}</td>
              <td data-look={done < acknowledged ? 'bad' : undefined}>{Math.max(acknowledged - done, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
