/** Reads a log from outside: pasted, chosen or dropped, in ShiViz's form, GoVector's or a person's own. */
import { Dialog } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../base/result.ts';
import { GOVECTOR_DELIMITER, GOVECTOR_EXPRESSION, SHIVIZ_EXPRESSION } from '../interop/log-format.ts';
import { formatProblem } from '../scenario/problems.ts';
import { importLog } from '../store/import-log.ts';
import { openLogPage } from './address.ts';
import controls from './controls.module.css';
import styles from './import-dialog.module.css';
import { logStore } from './log-in-hand.ts';
import { openDialog, useUi } from './ui.ts';

type Source =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'files'; readonly files: readonly File[] };

const NOTHING: Source = { kind: 'text', text: '' };

/** A text field holding more characters than this makes the page slow: it is kept beside it. */
const LONG = 20_000;

/** A question, its answer, and work of its own meanwhile. */
const EXAMPLE = `asks for the price
shop {"shop":1}
is asked by the shop
store {"shop":1,"store":1}
counts its stock
store {"shop":1,"store":2}
greets a customer
shop {"shop":2}
answers the shop
store {"shop":1,"store":3}
hears from the store
shop {"shop":3,"store":3}
`;

export function ImportDialog() {
  const [source, setSource] = useState<Source>(NOTHING);
  const [expression, setExpression] = useState('');
  const [delimiter, setDelimiter] = useState('');
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [progress, setProgress] = useState<number>();
  const end = useRef<() => void>(() => {});
  const dropped = useUi((state) => state.dropped);
  useEffect(() => {
    if (dropped.length === 0) return;
    useUi.setState({ dropped: [] });
    setSource({ kind: 'files', files: dropped });
    setProblems([]);
  }, [dropped]);
  useEffect(() => () => end.current(), []);

  const read = () => {
    const sources = source.kind === 'text' ? [source.text] : source.files;
    const format = {
      ...(expression.trim() === '' ? {} : { expression }),
      ...(delimiter.trim() === '' ? {} : { delimiter }),
    };
    setProblems([]);
    setProgress(0);
    end.current = importLog(
      { sources, format },
      {
        onProgress: setProgress,
        onDone: (result) => {
          setProgress(undefined);
          if (!result.ok) return setProblems(result.error);
          logStore.open(result.value, nameOf(source));
          openDialog(undefined);
          openLogPage();
        },
      },
    );
  };
  const cancel = () => {
    end.current();
    setProgress(undefined);
  };
  const change = (next: Source) => {
    setSource(next);
    setProblems([]);
  };
  const reading = progress !== undefined;
  const empty = source.kind === 'text' && source.text.trim() === '';
  return (
    <Dialog.Root open onOpenChange={(open) => !open && openDialog(undefined)}>
      <Dialog.Portal>
        <Dialog.Overlay className={controls.dialogShade} />
        <Dialog.Content className={controls.dialog} aria-describedby="import-says">
          <Dialog.Title className={controls.dialogTitle}>Import a log</Dialog.Title>
          <p id="import-says" className={controls.hint}>
            A log with vector clocks, as ShiViz and GoVector have it. It is read on this page and sent nowhere; the run
            you have open stays as it is.
          </p>
          <SourceField source={source} disabled={reading} onChange={change} />
          <FormatFields
            expression={expression}
            delimiter={delimiter}
            disabled={reading}
            onExpression={setExpression}
            onDelimiter={setDelimiter}
          />
          {problems.length > 0 && (
            <p role="alert" className={styles.problem} data-testid="import-problem">
              {problems.map(sentenceOf).join(' ')}
            </p>
          )}
          <div className={`${controls.row} ${styles.end}`}>
            {reading ? (
              <>
                <progress className={styles.progress} aria-label="Reading the log" max={1} value={progress} />
                <span className={controls.hint}>{Math.floor(progress * 100)} %</span>
                <button type="button" className={controls.button} onClick={cancel}>
                  Cancel
                </button>
              </>
            ) : (
              <>
                <button
                  type="button"
                  className={`${controls.button} ${controls.primary}`}
                  disabled={empty}
                  onClick={read}
                >
                  Open the log
                </button>
                <Dialog.Close className={controls.button}>Close</Dialog.Close>
              </>
            )}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface SourceFieldProps {
  readonly source: Source;
  readonly disabled: boolean;
  readonly onChange: (source: Source) => void;
}

function SourceField({ source, disabled, onChange }: SourceFieldProps) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.source}>
      <div className={controls.row}>
        <label className={controls.label} htmlFor="import-text">
          Paste it, drop files anywhere on the page, or
        </label>
        <button type="button" className={controls.button} disabled={disabled} onClick={() => picker.current?.click()}>
          Choose files
        </button>
        <button
          type="button"
          className={`${controls.button} ${controls.plain}`}
          disabled={disabled}
          onClick={() => onChange({ kind: 'text', text: EXAMPLE })}
        >
          Fill in an example
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label="Log files"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            if (files.length > 0) onChange({ kind: 'files', files });
            event.target.value = '';
          }}
        />
      </div>
      {source.kind === 'files' ? (
        <p className={styles.files}>
          <span>
            {source.files.map(({ name }) => name).join(', ')}, {sizeText(source.files)}
          </span>
          <button type="button" className={controls.button} disabled={disabled} onClick={() => onChange(NOTHING)}>
            Paste instead
          </button>
        </p>
      ) : (
        <textarea
          id="import-text"
          className={`${controls.field} ${styles.text}`}
          rows={9}
          spellCheck={false}
          wrap="off"
          disabled={disabled}
          placeholder={'what happened\nhost {"host":1}'}
          value={source.text}
          onPaste={(event) => {
            const text = event.clipboardData.getData('text');
            if (text.length < LONG) return;
            event.preventDefault();
            onChange({ kind: 'files', files: [new File([text], 'Pasted log')] });
          }}
          onChange={(event) => onChange({ kind: 'text', text: event.target.value })}
        />
      )}
    </div>
  );
}

interface FormatFieldsProps {
  readonly expression: string;
  readonly delimiter: string;
  readonly disabled: boolean;
  readonly onExpression: (expression: string) => void;
  readonly onDelimiter: (delimiter: string) => void;
}

function FormatFields({ expression, delimiter, disabled, onExpression, onDelimiter }: FormatFieldsProps) {
  return (
    <div className={styles.format}>
      <label className={controls.label} htmlFor="import-expression">
        Expression that finds an event, with the groups <code>host</code>, <code>clock</code> and <code>event</code>
      </label>
      <input
        id="import-expression"
        className={controls.field}
        list="import-expressions"
        spellCheck={false}
        disabled={disabled}
        placeholder="found out from the first lines"
        value={expression}
        onChange={(event) => onExpression(event.target.value)}
      />
      <datalist id="import-expressions">
        <option value={SHIVIZ_EXPRESSION}>ShiViz: words, then host and clock</option>
        <option value={GOVECTOR_EXPRESSION}>GoVector: host and clock, then words</option>
      </datalist>
      <label className={controls.label} htmlFor="import-delimiter">
        Expression between executions, with the group <code>trace</code> for their names
      </label>
      <input
        id="import-delimiter"
        className={controls.field}
        list="import-delimiters"
        spellCheck={false}
        disabled={disabled}
        placeholder="found out from the first lines; else one execution"
        value={delimiter}
        onChange={(event) => onDelimiter(event.target.value)}
      />
      <datalist id="import-delimiters">
        <option value={GOVECTOR_DELIMITER}>GoVector: === name ===</option>
      </datalist>
    </div>
  );
}

function nameOf(source: Source): string {
  if (source.kind === 'text') return 'Pasted log';
  const [first, ...more] = source.files;
  return more.length === 0 ? (first?.name ?? 'Log') : `${first?.name} and ${more.length} more`;
}

function sizeText(files: readonly File[]): string {
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function sentenceOf(problem: Problem): string {
  // The message itself names the field it is about.
  const text = formatProblem({ ...problem, path: '' });
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}
