/** A table of rounds: what each server said, whether it was accepted, and which test refused it. */
import { useMemo } from 'react';
import styles from '../../views/plain-panel/plain-panel.module.css';
import { timeText } from '../../views/timeline/scale.ts';
import type { PanelProps } from '../panels.ts';
import { type Fate, type Reading, type Round, roundsOf } from './readings.ts';

/** Rounds listed: the latest. */
const MOST = 12;

const WORDS: Readonly<Record<Fate, string>> = {
  waits: 'weighed later',
  agreed: '✓',
  outvoted: '× outvoted',
  unused: 'not looked at',
  checksum: '× checksum',
  range: '× range',
};

export function Readings({ world, trace, scenario, onSelect }: PanelProps) {
  const rounds = useMemo(() => roundsOf(trace, world.events), [trace, world.events]);
  const [asker = 'S1', ...servers] = scenario.processes;
  const onEvent = (event: number) => onSelect({ kind: 'event', event });
  if (rounds.length === 0)
    return (
      <div className={styles.panel}>
        <p className={styles.say}>{asker} has not asked for the time yet.</p>
      </div>
    );
  return (
    <div className={styles.panel}>
      <p className={styles.say}>{sumsOf(rounds)}</p>
      <div className={styles.scroll}>
        <table className={styles.table} aria-label={`What ${asker} was told in each round, against the true time`}>
          <thead>
            <tr>
              {[`${asker} asks`, 'accepts', ...servers].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rounds.slice(-MOST).map((round) => (
              <tr key={round.at}>
                <th scope="row">{timeText(round.at)}</th>
                <Accepted round={round} onEvent={onEvent} />
                {servers.map((server) => (
                  <Answer key={server} reading={round.readings.get(server)} onEvent={onEvent} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.say}>
        Milliseconds from the true time, which no process can see. ✓ agreed with most; × refused, and by which test.
      </p>
    </div>
  );
}

interface AcceptedProps {
  readonly round: Round;
  readonly onEvent: (event: number) => void;
}

/** Further from the true time than any answer takes: it is plainly wrong. */
const FAR = 1_000_000;

function Accepted({ round: { accepted }, onEvent }: AcceptedProps) {
  if (accepted === undefined) return <td data-look="waiting">…</td>;
  if (accepted === null) return <td data-look="bad">no majority</td>;
  return (
    <td data-look={Math.abs(accepted.error) > FAR ? 'bad' : 'good'}>
      <button type="button" onClick={() => onEvent(accepted.event)}>
        {milliseconds(accepted.error)}
      </button>
    </td>
  );
}

interface AnswerProps {
  readonly reading: Reading | undefined;
  readonly onEvent: (event: number) => void;
}

function Answer({ reading, onEvent }: AnswerProps) {
  if (reading === undefined) return <td>–</td>;
  const { fate, error, event } = reading;
  const look = fate === 'agreed' ? 'good' : fate === 'waits' || fate === 'unused' ? 'waiting' : 'bad';
  return (
    <td data-look={look}>
      <button type="button" onClick={() => onEvent(event)}>
        {milliseconds(error)} <span className={look === 'good' ? undefined : styles.under}>{WORDS[fate]}</span>
      </button>
    </td>
  );
}

function sumsOf(rounds: readonly Round[]): string {
  const all = rounds.flatMap(({ readings }) => [...readings.values()]);
  const count = (...fates: readonly Fate[]) => all.filter(({ fate }) => fates.includes(fate)).length;
  return `${rounds.length} rounds, ${all.length} answers: ${count('agreed')} agreed on, ${count('checksum')} refused by their checksum, ${count('range')} out of range, ${count('outvoted')} outvoted.`;
}

/** Far off in seconds, further in years: a table of nines says nothing. */
function milliseconds(micros: number): string {
  const sign = micros < 0 ? '−' : '+';
  const size = Math.abs(micros);
  if (size > 31_557_600e6) return `${sign}${Math.round(size / 31_557_600e6)} years`;
  return `${sign}${(size / 1000).toFixed(1)}`;
}
