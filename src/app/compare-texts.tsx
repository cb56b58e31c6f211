/** Where two runs part, and how their scenarios differ line by line; either text can be changed. */
import { useMemo, useState } from 'react';
import { diffLines } from '../base/line-diff.ts';
import type { Problem } from '../base/result.ts';
import { loaded, loadFor } from '../protocols/doors.ts';
import { printText } from '../scenario/print.ts';
import { formatProblem } from '../scenario/problems.ts';
import { parseScenario } from '../scenario/text.ts';
import { divergenceOf } from '../sim/divergence.ts';
import { type SideBySideStore, type SideName, seek } from '../store/side-by-side.ts';
import { timeText } from '../views/timeline/scale.ts';
import { putOn, useSides } from './compare.ts';
import styles from './compare-page.module.css';
import controls from './controls.module.css';
import { firstWords } from './divergence-words.ts';

/** The first moment at which one does what the other does not, and the way there. */
export function Parting({ store }: { readonly store: SideBySideStore }) {
  const left = useSides(store, (state) => state.left);
  const right = useSides(store, (state) => state.right);
  const known = left.status !== 'running' && right.status !== 'running';
  const found = useMemo(() => (known ? divergenceOf(left, right) : undefined), [known, left, right]);
  const words = found && firstWords(found, left, right);
  return (
    <section className={styles.fact} aria-label="Where they part">
      <h2>Where they part</h2>
      {found === undefined ? (
        <p className={styles.say} data-testid="parting">
          {known ? 'No event differs.' : 'Computing both runs…'}
        </p>
      ) : (
        <>
          <p className={styles.say} data-testid="parting">
            {found.at === 0 ? 'They differ from the start.' : `They are the same until ${timeText(found.at)}.`}
          </p>
          {words !== undefined && (
            <ul className={styles.parting}>
              <li>
                <span className={styles.mark} data-side="left" aria-hidden="true" /> <b>Left:</b> {words.before}
              </li>
              <li>
                <span className={styles.mark} data-side="right" aria-hidden="true" /> <b>Right:</b> {words.now}
              </li>
            </ul>
          )}
          <button type="button" className={controls.button} onClick={() => seek(store, found.at)}>
            Go there
          </button>
        </>
      )}
    </section>
  );
}

export function ComparedTexts({ store }: { readonly store: SideBySideStore }) {
  const left = useSides(store, (state) => state.left.scenario);
  const right = useSides(store, (state) => state.right.scenario);
  const [texts, rows] = useMemo(() => {
    const { left: one, right: other } = store.getState();
    const printed = { left: printText(left, one.protocol), right: printText(right, other.protocol) };
    return [printed, diffLines(lines(printed.left), lines(printed.right))] as const;
  }, [store, left, right]);
  const [editing, setEditing] = useState<SideName>();
  return (
    <section className={styles.fact} aria-label="Scenarios">
      <h2>Scenarios</h2>
      <table className={styles.texts}>
        <thead>
          <tr>
            {(['left', 'right'] as const).map((side) => (
              <th key={side} scope="col">
                <span className={styles.mark} data-side={side} aria-hidden="true" /> {side}{' '}
                <button
                  type="button"
                  className={controls.button}
                  aria-label={`Edit the ${side} text`}
                  onClick={() => setEditing(side)}
                >
                  Edit
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name than their place
            <tr key={index} data-differs={row.left !== row.right}>
              <td>{row.left}</td>
              <td>{row.right}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {editing !== undefined && (
        <TextEditor
          key={editing}
          store={store}
          side={editing}
          text={texts[editing]}
          onClose={() => setEditing(undefined)}
        />
      )}
    </section>
  );
}

interface TextEditorProps {
  readonly store: SideBySideStore;
  readonly side: SideName;
  readonly text: string;
  readonly onClose: () => void;
}

function TextEditor({ store, side, text, onClose }: TextEditorProps) {
  const [draft, setDraft] = useState(text);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const run = async () => {
    const missing = await loadFor(draft);
    if (missing.length > 0) return setProblems(missing);
    const parsed = parseScenario(draft, loaded);
    if (!parsed.ok) return setProblems(parsed.error);
    const protocol = loaded(parsed.value.protocol);
    if (protocol === undefined) return;
    putOn(store, side, { scenario: parsed.value, protocol });
    onClose();
  };
  return (
    <div className={styles.editor}>
      <textarea
        className={controls.field}
        aria-label={`Text of the ${side} run`}
        rows={Math.min(draft.split('\n').length + 1, 14)}
        spellCheck={false}
        value={draft}
        onChange={({ target }) => setDraft(target.value)}
      />
      {problems.length > 0 && (
        <ul role="alert" className={styles.problems}>
          {problems.map((problem) => (
            <li key={formatProblem(problem)}>{formatProblem(problem)}</li>
          ))}
        </ul>
      )}
      <div className={controls.row}>
        <button type="button" className={`${controls.button} ${controls.primary}`} onClick={run}>
          Run this text
        </button>
        <button type="button" className={controls.button} onClick={onClose}>
          Leave it as it is
        </button>
      </div>
    </div>
  );
}

function lines(text: string): readonly string[] {
  return text.trimEnd().split('\n');
}
