/** Check a history: from a file, pasted or dropped; against every model, with what explains or contradicts it drawn. */
import { type DragEvent, useState } from 'react';
import { HISTORY_MODELS, type HistoryModel } from '../check/check-history.ts';
import type { HistoryVerdict } from '../check/verdict.ts';
import { HistoryLanes } from '../views/history/history-lanes.tsx';
import { OperationTable } from '../views/history/operation-table.tsx';
import { type Choice, OneOf } from '../views/one-of.tsx';
import { backToWork } from './address.ts';
import controls from './controls.module.css';
import { Brand } from './header.tsx';
import { HISTORY_EXAMPLES } from './history-examples.ts';
import styles from './history-page.module.css';
import { cancelCheck, checkFile, checkText, useHistory } from './history-run.ts';

const NAMES: Readonly<Record<HistoryModel, string>> = {
  linearizable: 'linearizable',
  sequential: 'sequentially consistent',
  eventual: 'eventually consistent',
};
const SIGNS = { holds: '✓', violated: '✗', undecided: '?' } as const;
const FORMATS = {
  json: 'Lightcone’s JSON',
  edn: 'EDN, as Jepsen and Porcupine write it',
  log: 'lines of a Jepsen log',
};

export function HistoryPage() {
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file !== undefined) void checkFile(file);
  };
  return (
    <main
      className={styles.page}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className={styles.top}>
        <Brand />
        <h1>Check a history</h1>
        <button type="button" className={controls.button} onClick={backToWork}>
          Back to the workbench
        </button>
      </div>
      <Source />
      <Outcome />
    </main>
  );
}

/** Where the history comes from. */
function Source() {
  const [text, setText] = useState('');
  const open = (next: string, name: string) => {
    setText(next);
    checkText(next, name);
  };
  return (
    <section className={styles.card} aria-label="The history">
      <p className={controls.hint}>
        What clients asked and were answered: Lightcone’s JSON (a list of operations, or a whole trace), Jepsen’s EDN or
        log, Porcupine’s key–value text. Paste it, drop a file anywhere, or begin with an example. It stays on this
        machine.
      </p>
      <textarea
        className={styles.text}
        aria-label="History as text"
        spellCheck={false}
        placeholder='[{ "client": "C1", "op": "write", "key": "x", "value": "1", "invoke": 0, "return": 5, "result": null, "status": "ok" }]'
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className={controls.row}>
        <button
          type="button"
          className={`${controls.button} ${controls.primary}`}
          disabled={text.trim() === ''}
          onClick={() => checkText(text, 'What was pasted')}
        >
          Check
        </button>
        <label className={`${controls.button} ${styles.file}`}>
          Open a file…
          <input
            type="file"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file !== undefined) void checkFile(file);
              target.value = '';
            }}
          />
        </label>
        <span className={controls.label}>Examples:</span>
        {HISTORY_EXAMPLES.map((example) => (
          <button
            key={example.title}
            type="button"
            className={controls.button}
            onClick={() => open(example.text, example.title)}
          >
            {example.title}
          </button>
        ))}
      </div>
    </section>
  );
}

function Outcome() {
  const { phase, name, history, verdicts, sessions, progress, message } = useHistory();
  const [model, setModel] = useState<HistoryModel>('linearizable');
  const [chosen, setChosen] = useState<number>();
  if (phase === 'empty') return null;
  if (phase === 'unreadable')
    return (
      <p className={controls.error} role="alert">
        {name}: {message}
      </p>
    );
  if (history === undefined) return <p role="status">Reading {name}…</p>;
  const verdict = verdicts[model];
  const { operations, format } = history;
  return (
    <section className={styles.card} aria-label="The verdict">
      <div className={styles.head}>
        <h2>{name}</h2>
        <p className={controls.hint}>
          {operations.length} operation{operations.length === 1 ? '' : 's'}, read as {FORMATS[format]}
        </p>
      </div>
      <OneOf
        name="Model"
        choices={HISTORY_MODELS.map((id) => choiceOf(id, verdicts[id]))}
        value={model}
        onChoose={setModel}
        className={styles.models}
      />
      <p className={styles.says} role="status" data-verdict={verdict?.verdict ?? 'open'} data-testid="history-verdict">
        {verdict?.message ?? (phase === 'cancelled' ? 'Stopped before this was decided.' : 'Searching…')}
      </p>
      {phase === 'checking' && (
        <div className={controls.row}>
          <progress
            className={styles.progress}
            aria-label="How much of the history has its place"
            max={1}
            value={progress?.share ?? 0}
          />
          <span className={controls.hint}>
            {progress === undefined
              ? 'Beginning'
              : `${NAMES[progress.model]}: ${progress.steps.toLocaleString('en')} steps`}
          </span>
          <button type="button" className={controls.button} onClick={cancelCheck}>
            Cancel
          </button>
        </div>
      )}
      <HistoryLanes
        operations={operations}
        verdict={verdict}
        timeText={format === 'json' ? milliseconds : position}
        onSelect={setChosen}
      />
      <Key />
      {sessions.length > 0 && (
        <ul className={styles.sessions} aria-label="Guarantees within a session">
          {sessions.map((session) => (
            <li key={session.guarantee} data-verdict={session.verdict} title={session.message}>
              {SIGNS[session.verdict]} {session.guarantee}
              {session.verdict === 'violated' && <span>: {session.message.replace(/^[^:]*: /, '')}</span>}
            </li>
          ))}
        </ul>
      )}
      <OperationTable
        operations={operations}
        verdict={verdict}
        chosen={chosen}
        timeText={format === 'json' ? milliseconds : position}
      />
    </section>
  );
}

function choiceOf(id: HistoryModel, verdict: HistoryVerdict | undefined): Choice<HistoryModel> {
  const sign = verdict === undefined ? '…' : SIGNS[verdict.verdict];
  return { id, title: `${sign} ${NAMES[id]}`, state: verdict?.verdict ?? 'open' };
}

function Key() {
  return (
    <p className={controls.hint}>
      A box lasts from call to answer; dashed and open: no answer. Green ticks: where the operations take effect, by
      number. Orange: cannot be ordered.
    </p>
  );
}

/** Microseconds of true time. */
function milliseconds(at: number): string {
  return `${Number((at / 1000).toFixed(3))} ms`;
}

/** A place in the log. */
function position(at: number): string {
  return Number.isInteger(at) ? `#${at + 1}` : '';
}
