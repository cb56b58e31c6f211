/** Every payment with its key, its attempts and its effects; what a broker holds over time. */
import { useMemo } from 'react';
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import { LineChart } from '../../views/chart/line-chart.tsx';
import { lengthText } from '../../views/timeline/scale.ts';
import type { PanelProps } from '../panels.ts';
import { heldOverTime, type PaymentStory, paymentStories } from './ledger.ts';
import styles from './panel.module.css';

/** Payments listed: the latest. */
const MOST = 30;

export function Ledger({ world, trace, scenario, onSelect, onSeek }: PanelProps) {
  const stories = useMemo(() => paymentStories(trace, world.events), [trace, world.events]);
  const held = useMemo(() => heldOverTime(trace, scenario.duration), [trace, scenario.duration]);
  const hasBroker = scenario.processes.some((process: ProcessId) => process.startsWith('B'));
  return (
    <div className={styles.panel}>
      {stories.length === 0 ? (
        <p className={styles.say}>No payment has been asked for yet.</p>
      ) : (
        <>
          <Sums stories={stories} />
          <Payments
            stories={stories.slice(-MOST)}
            hasBroker={hasBroker}
            onEvent={(event) => onSelect({ kind: 'event', event })}
          />
        </>
      )}
      {hasBroker && (
        <LineChart
          label="Messages that the broker holds at each moment"
          x={{ title: 'time, s', domain: [0, scenario.duration / 1e6] }}
          y={{
            title: 'messages held by the broker',
            domain: [0, Math.max(2, ...held.map(([, count]) => count))],
            format: (count) => (count % 1 === 0 ? String(count) : ''),
          }}
          lines={[{ id: 'held', title: 'held', look: 'first', stepped: true, points: held }]}
          playhead={world.at / 1e6}
          onSeek={(seconds) => onSeek(Math.round(seconds * 1e6))}
          height={140}
        />
      )}
    </div>
  );
}

function Sums({ stories }: { readonly stories: readonly PaymentStory[] }) {
  const attempts = stories.reduce((sum, { sends }) => sum + sends.length, 0);
  const effects = stories.reduce((sum, story) => sum + story.effects.length, 0);
  const double = stories.filter((story) => story.effects.length > 1).length;
  return (
    <p className={styles.say}>
      {stories.length} asked for, in {attempts} {attempts === 1 ? 'attempt' : 'attempts'}; {effects}{' '}
      {effects === 1 ? 'entry' : 'entries'} in the ledger
      {double > 0 && <strong className={styles.wrong}>; {double} booked more than once</strong>}
    </p>
  );
}

interface PaymentsProps {
  readonly stories: readonly PaymentStory[];
  readonly hasBroker: boolean;
  readonly onEvent: (id: number) => void;
}

function Payments({ stories, hasBroker, onEvent }: PaymentsProps) {
  return (
    <table className={styles.table} aria-label="Payments, their keys and their effects">
      <thead>
        <tr>
          {['payment', 'key', 'attempts', ...(hasBroker ? ['kept at'] : []), 'booked at', 'answered at'].map(
            (title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {stories.map(({ client, request, account, amount, key, sends, keptAt, effects, repeats, answeredAt }) => (
          <tr key={`${client}/${request}`}>
            <th scope="row">
              <button type="button" onClick={() => onEvent(sends[0] ?? 0)}>
                {client}/{request}: {account} {amount}
              </button>
            </th>
            <td className={styles.value}>{key ?? 'none'}</td>
            <td>{sends.length}</td>
            {hasBroker && <td>{moment(keptAt)}</td>}
            <td data-effects={Math.min(effects.length, 2)}>
              {effects.length === 0 && '–'}
              {effects.map(({ event, at, receipt }) => (
                <button key={event} type="button" onClick={() => onEvent(event)}>
                  {lengthText(round(at))}, no. {receipt}
                </button>
              ))}
              {repeats > 0 && <span className={styles.repeat}>+ {repeats} recognised</span>}
            </td>
            <td>{moment(answeredAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function moment(at: TrueTime | undefined): string {
  return at === undefined ? '–' : lengthText(round(at));
}

/** To whole ms. */
function round(at: TrueTime): TrueTime {
  return Math.round(at / 1000) * 1000;
}
