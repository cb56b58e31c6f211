/** A link that does not parse: what is wrong and where, its text to mend, and the way back to what was open. */
import { useState } from 'react';
import type { Problem } from '../base/result.ts';
import { loaded, loadFor } from '../protocols/doors.ts';
import { encodeLink, type LinkFailure } from '../scenario/link.ts';
import { formatProblem } from '../scenario/problems.ts';
import { parseScenario } from '../scenario/text.ts';
import { backToWork } from './address.ts';
import styles from './broken-link.module.css';
import controls from './controls.module.css';
import { Brand } from './header.tsx';

export function BrokenLink({ failure, hash }: { readonly failure: LinkFailure; readonly hash: string }) {
  const [text, setText] = useState(failure.text);
  const [problems, setProblems] = useState<readonly Problem[]>(failure.problems);
  const open = async () => {
    const missing = await loadFor(text);
    if (missing.length > 0) return setProblems(missing);
    const parsed = parseScenario(text, loaded);
    if (!parsed.ok) return setProblems(parsed.error);
    const protocol = loaded(parsed.value.protocol);
    if (protocol !== undefined) location.assign(encodeLink(parsed.value, protocol));
  };
  return (
    <main className={styles.page}>
      <Brand />
      <h1>This link cannot be opened</h1>
      <div role="alert" data-testid="problems">
        <ul className={styles.problems}>
          {problems.map((problem) => (
            <li key={formatProblem(problem)}>{formatProblem(problem)}</li>
          ))}
        </ul>
      </div>
      {failure.text === '' ? (
        <p className={controls.hint}>
          The link was: <code>{hash.slice(0, 200)}</code>
        </p>
      ) : (
        <>
          <label htmlFor="broken-text" className={controls.label}>
            What it holds; mend it here and open it
          </label>
          <textarea
            id="broken-text"
            className={`${controls.field} ${styles.text}`}
            rows={10}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </>
      )}
      <div className={controls.row}>
        {failure.text !== '' && (
          <button type="button" className={`${controls.button} ${controls.primary}`} onClick={open}>
            Open
          </button>
        )}
        <button type="button" className={controls.button} onClick={backToWork}>
          Back to what I had
        </button>
        <a className={controls.button} href="#/gallery">
          Gallery
        </a>
      </div>
      <p className={controls.hint}>Nothing that you had open is lost.</p>
    </main>
  );
}
