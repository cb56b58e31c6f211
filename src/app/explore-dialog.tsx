/** Find a failure: what to look for, what may vary, how long; then what was found, made small, with its story. */
import { Dialog } from 'radix-ui';
import { useMemo, useState } from 'react';
import { ADDABLE, type Space, USUAL_SPACE } from '../explore/space.ts';
import { targetsOf } from '../explore/target.ts';
import { loaded } from '../protocols/doors.ts';
import { printText } from '../scenario/print.ts';
import { parseText } from '../scenario/text.ts';
import type { FaultKind } from '../sim/scenario.ts';
import { runToEnd } from '../sim/simulation.ts';
import type { EventId } from '../sim/trace-event.ts';
import { eventSentence } from '../views/inspector/event-sentence.ts';
import controls from './controls.module.css';
import styles from './explore-dialog.module.css';
import { cancelExplore, startExplore, useExplore } from './explore-run.ts';
import type { ExploreResult } from './explore-worker.ts';
import { goToEvent } from './go-to-event.ts';
import { NumberField } from './number-field.tsx';
import { session, useSession } from './session.ts';
import { openDialog } from './ui.ts';

const close = () => {
  cancelExplore();
  openDialog(undefined);
};

export function ExploreDialog() {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && close()}>
      <Dialog.Portal>
        <Dialog.Overlay className={controls.dialogShade} />
        <Dialog.Content className={`${controls.dialog} ${styles.dialog}`} aria-describedby="explore-says">
          <Dialog.Title className={controls.dialogTitle}>Find a failure</Dialog.Title>
          <p id="explore-says" className={controls.hint}>
            Runs this scenario again and again under other luck and with more faults, on all cores, and makes small what
            it finds.
          </p>
          <Form />
          <Progress />
          <Result />
          <div className={controls.row} style={{ justifyContent: 'flex-end', marginTop: 14 }}>
            <Dialog.Close className={controls.button}>Close</Dialog.Close>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Form() {
  const { scenario, protocol } = useSession((state) => state.simulation);
  const phase = useExplore((state) => state.phase);
  const targets = useMemo(() => targetsOf(protocol), [protocol]);
  const kindsHere = ADDABLE.filter(
    (kind) =>
      (kind !== 'trigger' || protocol.timers.length > 0) &&
      (kind !== 'corrupt' || (protocol.behaviours.length > 0 && scenario.model.process === 'arbitrary')),
  );
  const [chosen, setChosen] = useState(targets[0]?.id ?? '');
  const [kinds, setKinds] = useState<readonly FaultKind[]>(USUAL_SPACE.kinds);
  const [faults, setFaults] = useState(USUAL_SPACE.faults);
  const [seeds, setSeeds] = useState(200);
  const [seconds, setSeconds] = useState(30);
  const [delays, setDelays] = useState(false);
  const target = targets.find(({ id }) => id === chosen);
  const busy = phase === 'searching' || phase === 'shrinking';
  const start = () => {
    if (target === undefined) return;
    const space: Space = { seeds: [1, seeds], kinds: kinds.filter((kind) => kindsHere.includes(kind)), faults, delays };
    startExplore(printText(scenario, protocol), target, space, seconds);
  };
  return (
    <fieldset className={styles.form} disabled={busy}>
      <legend className={styles.hidden}>What to look for</legend>
      <label className={styles.wide}>
        Look for
        <select className={controls.field} value={chosen} onChange={(event) => setChosen(event.target.value)}>
          <optgroup label="A claim that breaks">
            {targets
              .filter(({ kind }) => kind === 'claim')
              .map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
          </optgroup>
          <optgroup label="A situation">
            {targets
              .filter(({ kind }) => kind === 'situation')
              .map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
          </optgroup>
        </select>
      </label>
      <fieldset className={`${controls.row} ${styles.kinds}`}>
        <legend>Faults that may be added</legend>
        {kindsHere.map((kind) => (
          <label key={kind} className={styles.kind}>
            <input
              type="checkbox"
              checked={kinds.includes(kind)}
              onChange={({ target: { checked } }) =>
                setKinds(checked ? [...kinds, kind] : kinds.filter((other) => other !== kind))
              }
            />
            {kind}
          </label>
        ))}
        <label className={styles.kind}>
          <input type="checkbox" checked={delays} onChange={(event) => setDelays(event.target.checked)} />
          delays of the network
        </label>
      </fieldset>
      <div className={controls.row}>
        <NumberField
          label="Faults at most"
          value={faults}
          min={0}
          max={8}
          width={48}
          onSettle={(n) => setFaults(Math.round(n))}
        />
        <NumberField
          label="Seeds"
          value={seeds}
          min={1}
          max={100_000}
          width={72}
          onSettle={(n) => setSeeds(Math.round(n))}
        />
        <NumberField label="For" value={seconds} min={1} max={3600} unit="s" width={56} onSettle={setSeconds} />
        {!busy && (
          <button type="button" className={`${controls.button} ${controls.primary}`} onClick={start}>
            Search
          </button>
        )}
      </div>
    </fieldset>
  );
}

function Progress() {
  const { phase, done, of, rate, attempts, message } = useExplore();
  const busy = phase === 'searching' || phase === 'shrinking';
  if (phase === 'idle') return null;
  return (
    <div className={styles.progress}>
      {phase === 'searching' && (
        <progress className={styles.bar} value={done} max={Math.max(of, 1)} aria-label="Runs tried" />
      )}
      <div className={controls.row}>
        <p role="status" className={styles.says}>
          {phase === 'searching' && `${done} of ${of} runs`}
          {phase === 'shrinking' && `Found. Making it small: ${attempts} smaller ones tried`}
          {phase === 'found' && 'Found, and as small as it gets.'}
          {phase === 'exhausted' && `Not found in ${done} runs. Let more vary, or search longer.`}
          {phase === 'cancelled' && `Stopped after ${done} runs.`}
          {phase === 'failed' && `It did not work: ${message}`}
        </p>
        {phase === 'searching' && <span className={controls.hint}>{Math.round(rate)} runs a second</span>}
        {busy && (
          <button type="button" className={controls.button} onClick={cancelExplore}>
            Cancel
          </button>
        )}
      </div>
    </div>
  );
}

function Result() {
  const result = useExplore((state) => state.result);
  return result === undefined ? null : <Explained key={result.text} result={result} />;
}

/** The scenario as it stands, and the causes that lead to the failure, each a way into the run. */
function Explained({ result }: { readonly result: ExploreResult }) {
  const opened = useMemo(() => {
    const parsed = parseText(result.text, loaded);
    const protocol = parsed.ok ? loaded(parsed.value.protocol) : undefined;
    return parsed.ok && protocol !== undefined ? runToEnd(parsed.value, protocol) : undefined;
  }, [result.text]);
  if (opened === undefined) return null;
  const { scenario, protocol, trace } = opened;
  const open = (event: EventId | undefined) => {
    close();
    session.open(scenario, protocol, result.at);
    session.compute(result.at, trace.length);
    if (event !== undefined) goToEvent(event);
  };
  return (
    <section className={styles.result} aria-label="What was found">
      <p>
        <strong>{(result.at / 1_000_000).toFixed(3)} s:</strong> {result.message}
      </p>
      <pre className={styles.text}>{result.text}</pre>
      <div className={controls.row}>
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          onClick={() => open(result.events.at(-1))}
        >
          Open it
        </button>
        <span className={controls.hint}>What you have open now stays in Back.</span>
      </div>
      <h3 className={styles.heading}>How it comes about</h3>
      <ol className={styles.story}>
        {result.story.map((event) => (
          <li key={event}>
            <button type="button" className={styles.event} onClick={() => open(event)}>
              <span className={styles.time}>{(trace.at(event) / 1_000_000).toFixed(3)}</span>
              {eventSentence(trace, event, protocol, scenario)}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
