/** The scenario itself: its text to edit, its options, and the rules that can be broken. */
import { Switch } from 'radix-ui';
import { useEffect, useState } from 'react';
import type { Problem } from '../base/result.ts';
import { loaded, loadFor } from '../protocols/doors.ts';
import { namesOf } from '../scenario/cast.ts';
import { MAX_DURATION } from '../scenario/limits.ts';
import { printText } from '../scenario/print.ts';
import { formatProblem } from '../scenario/problems.ts';
import { parseScenario } from '../scenario/text.ts';
import { setDuration, setProcesses, toggleFlaw } from '../store/edits.ts';
import controls from './controls.module.css';
import { NetworkEditor } from './network-editor.tsx';
import { NumberField } from './number-field.tsx';
import { OptionsEditor } from './options-editor.tsx';
import styles from './scenario-panel.module.css';
import { session, useSession } from './session.ts';

const MS = 1000;

export function ScenarioPanel() {
  return (
    <div className={styles.panel}>
      <ScenarioText />
      <Processes />
      <NetworkEditor />
      <OptionsEditor />
      <BreakARule />
    </div>
  );
}

/** Taken as soon as it parses; until then the run stays as it was and the problems stand below. */
function ScenarioText() {
  const scenario = useSession((state) => state.simulation.scenario);
  const protocol = useSession((state) => state.simulation.protocol);
  const printed = printText(scenario, protocol);
  const [text, setText] = useState(printed);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  // The scenario may be edited elsewhere, or come back by undo.
  useEffect(() => {
    setText(printed);
    setProblems([]);
  }, [printed]);
  const apply = async () => {
    if (text === printed) return;
    const missing = await loadFor(text);
    if (missing.length > 0) return setProblems(missing);
    const parsed = parseScenario(text, loaded);
    if (!parsed.ok) return setProblems(parsed.error);
    const { value } = parsed;
    setProblems([]);
    if (value.protocol === protocol.id) return session.edit(() => value, 'edit the text');
    const other = loaded(value.protocol);
    if (other !== undefined) session.open(value, other);
  };
  return (
    <section>
      <h3 className={styles.heading}>Scenario</h3>
      <div className={styles.editor}>
        <div className={styles.numbers} aria-hidden="true">
          {text.split('\n').map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other identity
            <div key={index} data-wrong={problems.some(({ line }) => line === index + 1)}>
              {index + 1}
            </div>
          ))}
        </div>
        <textarea
          className={styles.text}
          aria-label="Scenario as text"
          aria-invalid={problems.length > 0}
          aria-describedby={problems.length > 0 ? 'scenario-problems' : undefined}
          rows={Math.min(Math.max(text.split('\n').length, 4), 14)}
          wrap="off"
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onBlur={apply}
          onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === 'Enter' && apply()}
        />
      </div>
      {problems.length > 0 && (
        <div id="scenario-problems" role="alert">
          <ul className={styles.problems}>
            {problems.map((problem) => (
              <li key={formatProblem(problem)}>{formatProblem(problem)}</li>
            ))}
          </ul>
        </div>
      )}
      <div className={controls.row}>
        <button type="button" className={controls.button} disabled={text === printed} onClick={apply}>
          Apply
        </button>
        <button type="button" className={controls.button} disabled={text === printed} onClick={() => setText(printed)}>
          Discard
        </button>
        <span className={controls.hint}>What does not parse changes nothing.</span>
      </div>
    </section>
  );
}

function Processes() {
  const { processes, duration } = useSession((state) => state.simulation.scenario);
  const { limits } = useSession((state) => state.simulation.protocol);
  const [min, max] = limits.processes;
  const resize = (count: number) => {
    const { scenario, protocol } = session.getState().simulation;
    const next = setProcesses(namesOf(Math.round(count), protocol))(scenario);
    const checked = parseScenario(printText(next, protocol), loaded);
    if (checked.ok) session.edit(() => checked.value, `${next.processes.length} processes`);
    else session.tell(checked.error[0]?.message ?? 'That is not possible');
  };
  return (
    <section>
      <div className={controls.row}>
        <NumberField label="Processes" value={processes.length} min={min} max={max} width={52} onSettle={resize} />
        <NumberField
          label="Duration"
          value={duration / MS}
          min={1}
          max={MAX_DURATION / MS}
          unit="ms"
          onSettle={(ms) => session.edit(setDuration(Math.round(ms * MS)), `${ms} ms long`)}
        />
      </div>
    </section>
  );
}

function BreakARule() {
  const protocol = useSession((state) => state.simulation.protocol);
  const flaws = useSession((state) => state.simulation.scenario.flaws);
  if (protocol.flaws.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>Break a rule</h3>
      <p className={controls.hint}>Leave out one rule of the algorithm and see which claim breaks.</p>
      {protocol.flaws.map((flaw) => (
        <div key={flaw.id} className={styles.flaw}>
          <Switch.Root
            id={`flaw-${flaw.id}`}
            className={controls.switch}
            checked={flaws.includes(flaw.id)}
            onCheckedChange={() =>
              session.edit(toggleFlaw(flaw.id), `${flaws.includes(flaw.id) ? 'keep' : 'break'} ${flaw.id}`)
            }
          >
            <Switch.Thumb className={controls.switchThumb} />
          </Switch.Root>
          <div>
            <label htmlFor={`flaw-${flaw.id}`}>{flaw.id}</label>
            <p className={controls.hint}>
              Drops: {flaw.rule} ({flaw.source}){' '}
              <a href={`#/${protocol.id}/${flaw.exposedBy}`}>The run that exposes it</a>
            </p>
          </div>
        </div>
      ))}
    </section>
  );
}
