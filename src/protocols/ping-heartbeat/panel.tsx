/** Who suspects whom now, and how good the detector has been so far: all counted from the trace. */
import { useMemo } from 'react';
import { type Measures, measure } from '../../check/detection/measures.ts';
import type { World } from '../../sim/world.ts';
import { LineChart } from '../../views/chart/line-chart.tsx';
import { lengthText } from '../../views/timeline/scale.ts';
import type { PanelProps } from '../panels.ts';
import styles from './panel.module.css';
import { wrongOverTime } from './wrong-over-time.ts';

export function Detection({ world, trace, scenario, onSeek }: PanelProps) {
  const measures = useMemo(() => measure(trace, world.at), [trace, world.at]);
  const lines = useMemo(() => wrongOverTime(trace, scenario.duration), [trace, scenario.duration]);
  const most = Math.max(2, ...lines.flatMap(({ points }) => points.map(([, count]) => count)));
  return (
    <div className={styles.panel}>
      <Opinions world={world} />
      <LineChart
        label="Suspicions held at each moment: of processes that have crashed, and of processes that have not"
        x={{ title: 'time, s', domain: [0, scenario.duration / 1e6] }}
        y={{ title: 'suspicions held', domain: [0, most], format: (count) => (count % 1 === 0 ? String(count) : '') }}
        lines={lines}
        playhead={world.at / 1e6}
        onSeek={(seconds) => onSeek(Math.round(seconds * 1e6))}
        height={150}
      />
      <Figures measures={measures} />
    </div>
  );
}

function Opinions({ world }: { readonly world: World }) {
  const processes = world.processes.filter(({ client }) => !client);
  const names = processes.map(({ id }) => id);
  return (
    <table className={styles.opinions} aria-label="Who suspects whom at the playhead">
      <thead>
        <tr>
          <th scope="col">thinks of</th>
          {names.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {processes.map(({ id, status, snapshot }) => (
          <tr key={id}>
            <th scope="row">{id}</th>
            {names.map((name) => {
              const peers = snapshot.context.peers as Record<string, { readonly suspected: boolean }>; // detectors have peers
              const opinion = status === 'crashed' ? 'down' : peers[name]?.suspected === true ? 'suspected' : 'trusted';
              return (
                <td key={name} data-opinion={name === id ? 'self' : opinion}>
                  {name === id ? '' : opinion}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Figures({ measures }: { readonly measures: Measures }) {
  const { suspicions, detections, accuracy, messages } = measures;
  const noticed = detections.flatMap(({ after }) => (after === null ? [] : [after]));
  const missed = detections.length - noticed.length;
  const wrong = suspicions.filter((one) => one.wrong);
  const total = Object.values(messages).reduce((sum, count) => sum + count, 0);
  const kinds = Object.entries(messages).map(([type, count]) => `${count} ${type}`);
  const detection =
    noticed.length === 0
      ? 'no crash noticed yet'
      : `${lengthText(Math.round(mean(noticed) / 1000) * 1000)} on average, ${lengthText(Math.round(Math.max(...noticed) / 1000) * 1000)} at worst`;
  return (
    <dl className={styles.figures}>
      <dt>Detection time</dt>
      <dd>
        {detection}
        {missed > 0 ? `; ${missed} not noticed${noticed.length === 0 ? '' : ' in time'}` : ''}
      </dd>
      <dt>False suspicions</dt>
      <dd>
        {wrong.length} of {suspicions.length}
      </dd>
      <dt>Accuracy</dt>
      <dd>{(accuracy * 100).toFixed(1)} % of the time of processes that were up, they were trusted</dd>
      <dt>Messages</dt>
      <dd>
        {total}
        {kinds.length > 1 ? ` (${kinds.join(', ')})` : ''}
      </dd>
    </dl>
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
