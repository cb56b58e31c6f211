/** What each process knows at the playhead: role, facts, clock, timers. */
import { memo, useState } from 'react';
import { epochClass } from '../../marks/epoch-colour.ts';
import { toneClass } from '../../marks/tone.ts';
import type { Fact, ProtocolDefinition } from '../../sim/protocol.ts';
import type { Scenario } from '../../sim/scenario.ts';
import type { ProcessState, World } from '../../sim/world.ts';
import type { Selection } from '../intents.ts';
import { portraitOf } from '../stage/scene.ts';
import { shortTime, signed, timeText } from '../stage/words.ts';
import styles from './state-panel.module.css';

export interface StatePanelProps {
  readonly world: World;
  readonly protocol: ProtocolDefinition;
  readonly scenario: Scenario;
  readonly selection: Selection;
  readonly onSelect: (target: Selection) => void;
}

/** The selected process is open; without one, the first. */
export function StatePanel({ world, protocol, scenario, selection, onSelect }: StatePanelProps) {
  const lanes = [...scenario.processes, ...scenario.clients];
  const [folded, setFolded] = useState(false);
  const open = selection?.kind === 'process' ? selection.process : folded ? undefined : lanes[0];
  return (
    <div className={styles.panel}>
      {world.processes.map((process) => (
        <Process
          key={process.id}
          process={process}
          protocol={protocol}
          lanes={lanes}
          at={world.at}
          open={process.id === open}
          onToggle={() => {
            setFolded(process.id === open);
            onSelect(process.id === open ? undefined : { kind: 'process', process: process.id });
          }}
        />
      ))}
      <p className={styles.legend}>
        <Disk /> kept on disk: survives a crash
      </p>
    </div>
  );
}

interface ProcessProps {
  readonly process: ProcessState;
  readonly protocol: ProtocolDefinition;
  readonly lanes: readonly string[];
  readonly at: number;
  readonly open: boolean;
  readonly onToggle: () => void;
}

function Process({ process, protocol, lanes, at, open, onToggle }: ProcessProps) {
  const portrait = portraitOf(protocol, process.snapshot);
  const role = protocol.roles.find(({ id }) => id === portrait.role);
  const state = process.status === 'crashed' ? 'down' : process.status;
  return (
    <section
      className={`${toneClass(role?.tone ?? 'neutral')} ${styles.process}`}
      data-open={open ? '' : undefined}
      data-status={process.status}
      data-tone={role?.tone}
    >
      <h3 className={styles.head}>
        <button type="button" aria-expanded={open} className={styles.toggle} onClick={onToggle}>
          <span className={styles.dot} />
          <span className={styles.name}>{process.id}</span>
          <span className={styles.role}>{role?.title ?? portrait.role}</span>
          {portrait.badge !== undefined && (
            <span className={`${portrait.epoch === undefined ? '' : epochClass(portrait.epoch)} ${styles.badge}`}>
              {portrait.badge}
            </span>
          )}
          {portrait.votes !== undefined && (
            <span className={styles.badge}>
              {portrait.votes.granted.length} of {portrait.votes.needed} votes
            </span>
          )}
          <span className={styles.state}>{state === 'up' ? timerSummary(process, at) : state}</span>
          <svg width="10" height="10" viewBox="-5 -5 10 10" aria-hidden="true" className={styles.chevron}>
            <path d="M-3,-1.5L0,1.5L3,-1.5" />
          </svg>
        </button>
      </h3>
      {open && (
        <div className={styles.body}>
          <Facts facts={portrait.facts} crashed={process.status === 'crashed'} />
          <Clock process={process} at={at} />
          <Timers process={process} protocol={protocol} at={at} />
          <Logical lamport={process.lamport} vector={process.vector} lanes={lanes} />
        </div>
      )}
    </section>
  );
}

function timerSummary({ timers }: ProcessState, at: number): string {
  const next = timers.reduce<number | undefined>((first, { dueAt }) => Math.min(first ?? dueAt, dueAt), undefined);
  return next === undefined ? '' : `${Math.max(0, (next - at) / 1000).toFixed(0)} ms left`;
}

const Facts = memo(function Facts({ facts, crashed }: { facts: readonly Fact[]; crashed: boolean }) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={fact.name} className={styles.fact} data-lost={crashed && !fact.stable ? '' : undefined}>
          <dt>{fact.name}</dt>
          <dd>
            {crashed && !fact.stable ? 'lost in the crash' : fact.value}
            {fact.stable && <Disk />}
          </dd>
        </div>
      ))}
    </dl>
  );
});

/** A small disk: this is kept when everything in memory is lost. */
function Disk() {
  return (
    <svg width="11" height="11" viewBox="0 0 11 11" role="img" aria-label="kept on disk" className={styles.disk}>
      <ellipse cx="5.5" cy="2.6" rx="4.2" ry="1.8" />
      <path d="M1.3,2.6V8.4C1.3,9.4 3.2,10.2 5.5,10.2S9.7,9.4 9.7,8.4V2.6" />
    </svg>
  );
}

function Clock({ process: { clock, status }, at }: { process: ProcessState; at: number }) {
  const ahead = clock.reading - at;
  if (status === 'crashed') return null;
  return (
    <Rows
      rows={[
        ['local clock', timeText(clock.reading)],
        ['ahead of true time', ahead === 0 ? '0' : `${ahead > 0 ? '+' : '−'}${shortTime(Math.abs(ahead))}`],
        ['drift', clock.drift === 0 ? '0 ppm' : `${signed(clock.drift)} ppm`],
      ]}
    />
  );
}

function Timers({ process, protocol, at }: { process: ProcessState; protocol: ProtocolDefinition; at: number }) {
  if (process.timers.length === 0) return <p className={styles.none}>No timer runs.</p>;
  return (
    <ul className={styles.timers}>
      {process.timers.map(({ name, setAt, dueAt }) => {
        const left = Math.max(0, dueAt - at);
        const share = dueAt <= setAt ? 0 : Math.min(1, left / (dueAt - setAt));
        return (
          <li key={name}>
            <span>{protocol.timers.find((timer) => timer.name === name)?.title ?? name}</span>
            <span className={styles.bar}>
              <span className={styles.left} style={{ width: `${share * 100}%` }} />
            </span>
            <span className={styles.value}>
              {dueAt <= at && process.status === 'paused' ? 'ran out, waits' : `${(left / 1000).toFixed(1)} ms`}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Logical({ lamport, vector, lanes }: { lamport: number; vector: readonly number[]; lanes: readonly string[] }) {
  return (
    <div className={styles.logical}>
      <Rows rows={[['Lamport clock', String(lamport)]]} />
      <div className={styles.vectorName}>vector clock</div>
      <ol className={styles.vector}>
        {lanes.map((id, lane) => (
          <li key={id}>
            <span>{id}</span>
            <span className={styles.value}>{vector[lane] ?? 0}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Rows({ rows }: { rows: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl className={styles.facts}>
      {rows.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
