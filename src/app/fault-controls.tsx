/** A clip of the fault track: its line, to edit, and what else can be done with it. */
import { useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import { describeFault } from '../scenario/describe.ts';
import type { Fault } from '../sim/scenario.ts';
import { addFault, changeFault, removeFault } from '../store/edits.ts';
import { add } from './acts.ts';
import styles from './controls.module.css';
import { parseFault, printFault } from './fault-line.ts';
import { session } from './session.ts';
import { closePopover } from './ui.ts';

export function FaultControls({ index }: { readonly index: number }) {
  const simulation = useStore(session, (state) => state.simulation);
  const fault = simulation.scenario.faults[index];
  if (fault === undefined) return <p className={styles.hint}>This fault is gone.</p>;
  const moot = simulation.trace
    .landmarks()
    .some((id) => simulation.trace.kind(id) === 'moot' && simulation.trace.subject(id) === index);
  return (
    <>
      <h2 className={styles.label}>{describeFault(fault)}</h2>
      {moot && <p className={styles.hint}>Moot: what it is aimed at never comes to exist in this run.</p>}
      <FaultLine
        key={index}
        line={printFault(fault)}
        action="Change"
        onFault={(next) => session.edit(changeFault(index, next), `change ${describeFault(next)}`)}
      />
      <div className={styles.row}>
        <button
          type="button"
          className={styles.button}
          onClick={() => session.edit(addFault(later(fault)), `copy ${describeFault(fault)}`)}
        >
          Copy 500 ms later
        </button>
        <button
          type="button"
          className={`${styles.button} ${styles.danger}`}
          onClick={() => {
            closePopover();
            session.select(undefined);
            session.edit(removeFault(index), `remove ${describeFault(fault)}`);
          }}
        >
          Delete
        </button>
      </div>
    </>
  );
}

const COPY_AFTER = 500_000;

function later(fault: Fault): Fault {
  const until = 'until' in fault && fault.until !== undefined ? { until: fault.until + COPY_AFTER } : {};
  return { ...fault, at: fault.at + COPY_AFTER, ...until } as Fault; // the same kind at another time
}

/** Kinds to begin from, with targets of the run in hand. */
export function AddFault({ at }: { readonly at: number }) {
  const { processes, clients } = useStore(session, (state) => state.simulation.scenario);
  const [a = 'S1', b = 'S2'] = processes;
  const half = Math.ceil(processes.length / 2) - (processes.length % 2 === 0 ? 0 : 1);
  const from = `@${Math.round(at / 1000)}ms`;
  const lasting = `${from}..${Math.round(at / 1000) + 500}ms`;
  const templates: readonly (readonly [name: string, line: string])[] = [
    ['Pause', `${lasting} pause ${a}`],
    ['Crash', `${lasting} crash ${a}`],
    ['Partition', `${lasting} partition ${processes.slice(0, half).join(',')}/${processes.slice(half).join(',')}`],
    ['Cut', `${lasting} cut ${a}-${b}`],
    ['Isolate', `${lasting} isolate ${a}`],
    ['Lossy', `${lasting} degrade *-* loss=30%`],
    ['Skew', `${from} skew ${a} by=200ms`],
    ['Drift', `${lasting} drift ${a} ppm=200000`],
  ];
  const [line, setLine] = useState(templates[0]?.[1] ?? '');
  return (
    <>
      <h2 className={styles.label}>Add a fault at {(at / 1_000_000).toFixed(3)} s</h2>
      <div className={styles.row}>
        {templates.map(([name, template]) => (
          <button
            key={name}
            type="button"
            className={styles.button}
            aria-pressed={line === template}
            onClick={() => setLine(template)}
          >
            {name}
          </button>
        ))}
      </div>
      <FaultLine
        line={line}
        action="Add"
        onFault={(fault) => {
          add(fault);
          closePopover();
        }}
      />
      <p className={styles.hint}>
        Processes: {processes.join(', ')}
        {clients.length > 0 ? `; clients: ${clients.join(', ')}` : ''}
      </p>
    </>
  );
}

interface FaultLineProps {
  readonly line: string;
  readonly action: string;
  readonly onFault: (fault: Fault) => void;
}

function FaultLine({ line, action, onFault }: FaultLineProps) {
  const id = useId();
  const [text, setText] = useState(line);
  const [error, setError] = useState('');
  // The clip may be dragged while its panel is open.
  useEffect(() => {
    setText(line);
    setError('');
  }, [line]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const fault = parseFault(text);
        setError(fault.ok ? '' : fault.error);
        if (fault.ok) onFault(fault.value);
      }}
    >
      <div className={styles.row} style={{ flexWrap: 'nowrap' }}>
        <input
          className={styles.field}
          style={{ flex: 1 }}
          aria-label="Fault, as a line of the scenario"
          aria-invalid={error !== ''}
          aria-describedby={error === '' ? undefined : id}
          value={text}
          onChange={(event) => setText(event.target.value)}
          spellCheck={false}
        />
        <button type="submit" className={styles.button}>
          {action}
        </button>
      </div>
      {error !== '' && (
        <p id={id} role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </form>
  );
}
