/** What can be done to a process at the playhead. */
import { useState } from 'react';
import { useStore } from 'zustand';
import { loaded } from '../protocols/doors.ts';
import { printText } from '../scenario/print.ts';
import { parseScenario } from '../scenario/text.ts';
import { promptsOf } from '../sim/protocol.ts';
import type { ProcessId, Request } from '../sim/scenario.ts';
import { worldAt } from '../sim/simulation.ts';
import { addFault, addRequest, lastingFault } from '../store/edits.ts';
import { actOn, add, now, prompt } from './acts.ts';
import styles from './controls.module.css';
import { NumberField } from './number-field.tsx';
import { session } from './session.ts';
import { Slider } from './slider.tsx';
import { closePopover, useUi } from './ui.ts';

const MAX_SKEW_MS = 500;
const MAX_DRIFT_PPM = 500_000;

export function ProcessControls({ process }: { readonly process: ProcessId }) {
  const simulation = useStore(session, (state) => state.simulation);
  // The moment the panel was opened at; playing on does not turn its buttons round under the hand.
  const [at] = useState(() => session.getState().cursor);
  const world = worldAt(simulation, at);
  const state = world.processes.find(({ id }) => id === process);
  if (state === undefined) return null;
  const portrait = simulation.protocol.portray(state.snapshot);
  const isolated = lastingFault(simulation.scenario, 'isolate', process, at) !== undefined;
  const act = (kind: Parameters<typeof actOn>[1]) => () => {
    actOn(process, kind);
    closePopover();
  };
  return (
    <>
      <h2 className={styles.label}>
        {process} · {portrait.role}
        {portrait.badge === undefined ? '' : ` · ${portrait.badge}`}
        {state.status === 'up' ? '' : ` · ${state.status}`}
      </h2>
      <div className={styles.row}>
        <button type="button" className={styles.button} onClick={act('pause')} disabled={state.status === 'crashed'}>
          {state.status === 'paused' ? 'Resume' : 'Pause'}
        </button>
        {state.status === 'crashed' ? (
          <button type="button" className={styles.button} onClick={act('restart')}>
            Restart
          </button>
        ) : (
          <button type="button" className={styles.button} onClick={act('crash')}>
            Crash
          </button>
        )}
        <button type="button" className={styles.button} onClick={act('isolate')}>
          {isolated ? 'Reconnect' : 'Isolate'}
        </button>
        {!state.client && (
          <button
            type="button"
            className={styles.button}
            onClick={() => {
              useUi.setState({ arrangement: 'statechart', statechartOf: process, popover: undefined });
            }}
          >
            Statechart
          </button>
        )}
      </div>
      {!state.client && <Prompts process={process} ready={state.status === 'up'} />}
      <ClockControls process={process} drift={state.clock.drift} />
      <div className={styles.row}>
        {state.timers.map((timer) => (
          <button
            key={timer.name}
            type="button"
            className={styles.button}
            disabled={state.status !== 'up'}
            onClick={() => {
              add({ kind: 'trigger', process, timer: timer.name, at: now() });
              closePopover();
            }}
          >
            Let {simulation.protocol.timers.find(({ name }) => name === timer.name)?.title ?? timer.name} run out
          </button>
        ))}
      </div>
      {state.client && <ClientRequest client={process} />}
    </>
  );
}

/** What the protocol lets a learner have this process do, at the playhead. The panel stays open for the next. */
function Prompts({ process, ready }: { readonly process: ProcessId; readonly ready: boolean }) {
  const { protocol, scenario } = useStore(session, (state) => state.simulation);
  const prompts = promptsOf(protocol, process, scenario.processes);
  if (prompts.length === 0) return null;
  return (
    <fieldset className={styles.prompts} disabled={!ready} aria-label={`Have ${process} do`}>
      {prompts.map(({ name, title }) => (
        <button key={name} type="button" className={styles.button} onClick={() => prompt(process, name)}>
          {title}
        </button>
      ))}
    </fieldset>
  );
}

/** The skew is a jump at the playhead; while the slider is dragged the run follows, and one undo takes it all back. */
function ClockControls({ process, drift }: { readonly process: ProcessId; readonly drift: number }) {
  const [skew, setSkew] = useState(0);
  const [ppm, setPpm] = useState(drift);
  const skewBy = (ms: number, settled: boolean) => {
    setSkew(settled ? 0 : ms);
    session.edit(addFault({ kind: 'skew', process, by: ms * 1000, at: now() }), `skew ${process} ${ms} ms`, settled);
  };
  const driftAt = (value: number, settled: boolean) => {
    setPpm(value);
    session.edit(addFault({ kind: 'drift', process, ppm: value, at: now() }), `drift ${process} ${value} ppm`, settled);
  };
  return (
    <>
      <div className={styles.row}>
        <span className={styles.label}>Clock skew</span>
        <Slider
          name={`Clock skew of ${process}`}
          value={skew}
          min={-MAX_SKEW_MS}
          max={MAX_SKEW_MS}
          step={10}
          valueText={`${skew} ms`}
          onChange={(ms) => skewBy(ms, false)}
          onSettle={(ms) => skewBy(ms, true)}
        />
        <NumberField
          label={`Skew of ${process} in ms`}
          hideLabel
          value={skew}
          min={-86_400_000}
          max={86_400_000}
          unit="ms"
          width={64}
          onSettle={(ms) => skewBy(ms, true)}
        />
      </div>
      <div className={styles.row}>
        <span className={styles.label}>Drift</span>
        <Slider
          name={`Drift of ${process}`}
          value={ppm}
          min={-MAX_DRIFT_PPM}
          max={MAX_DRIFT_PPM}
          step={10_000}
          valueText={`${ppm} ppm`}
          onChange={(value) => driftAt(value, false)}
          onSettle={(value) => driftAt(value, true)}
        />
        <NumberField
          label={`Drift of ${process} in ppm`}
          hideLabel
          value={ppm}
          min={-900_000}
          max={9_000_000}
          unit="ppm"
          width={76}
          onSettle={(value) => driftAt(value, true)}
        />
      </div>
    </>
  );
}

/** `write x=1`, `read x`: the grammar of the scenario text, checked by it. */
function ClientRequest({ client }: { readonly client: ProcessId }) {
  const [text, setText] = useState('write x');
  const [error, setError] = useState('');
  const ask = () => {
    const { simulation } = session.getState();
    const line = `@${now() / 1000}ms ${client} ${text.trim()}`;
    const bare = { ...simulation.scenario, workload: [], faults: [], flaws: [], title: '', notes: '' };
    const parsed = parseScenario(`${printText(bare, simulation.protocol)}\n${line}`, loaded);
    const request: Request | undefined = parsed.ok ? parsed.value.workload[0] : undefined;
    if (request === undefined) {
      setError(parsed.ok ? 'a request is like: write x=1, read x' : (parsed.error[0]?.message ?? ''));
      return;
    }
    session.edit(addRequest(request), `${client} ${text.trim()}`);
    closePopover();
  };
  return (
    <form
      className={styles.row}
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <input
        className={styles.field}
        aria-label={`Request of ${client}`}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className={styles.button}>
        Ask now
      </button>
      {error !== '' && (
        <span role="alert" className={styles.error}>
          {error}
        </span>
      )}
    </form>
  );
}
