/**
 * Histories of Jepsen (`{:process 0, :type :invoke, :f :read, :value nil}`, alone, in a vector or under `:history`, and
 * the lines of its log) and of Porcupine's key–value tests (`:f :get`, `:put`, `:append` with `:key`).
 */
import { fail, ok, type Result } from '../base/result.ts';
import type { OperationKind } from '../sim/scenario.ts';
import type { Operation } from '../sim/trace-event.ts';
import { type Edn, type EdnMap, ednText, isKeyword, isMap, parseEdn } from './edn.ts';
import { type LoggedCall, operationsOf } from './history-calls.ts';

const OPERATIONS: Readonly<Record<string, OperationKind>> = {
  read: 'read',
  get: 'read',
  write: 'write',
  put: 'write',
  cas: 'cas',
  append: 'append',
};
const TYPES = ['invoke', 'ok', 'fail', 'info'] as const;

/** `INFO  jepsen.util - 4	:invoke	:read	nil`, whatever stands before the process. */
const LOG_LINE = /(?:^|\s)(\d+|:nemesis)\s+:(invoke|ok|fail|info)\s+:([\w-]+)[ \t]+(.*)$/;

/** A line of a log as its parts, before it is known whether values carry keys. */
interface Line {
  readonly process: string;
  readonly type: LoggedCall['type'];
  readonly op: OperationKind;
  readonly key: string | undefined;
  readonly value: Edn;
  readonly where: string;
}

export function parseEdnHistory(text: string): Result<readonly Operation[], string> {
  const lines = looksLikeLog(text) ? linesOfLog(text) : linesOfForms(text);
  if (!lines.ok) return lines;
  const keyed = lines.value.some(({ op, key, value }) => key === undefined && op !== 'cas' && isPair(value));
  const calls: LoggedCall[] = [];
  for (const line of lines.value) {
    const call = callOf(line, keyed);
    if (!call.ok) return call;
    calls.push(call.value);
  }
  const operations = operationsOf(calls);
  return operations.ok ? ok(operations.value.map(withoutEmptyReads(operations.value))) : operations;
}

export function looksLikeLog(text: string): boolean {
  return text
    .split('\n')
    .slice(0, 20)
    .some((line) => LOG_LINE.test(line) && !line.trimStart().startsWith('{'));
}

/** Lines that tell of no operation, such as a nemesis at work, are passed over. */
function linesOfLog(text: string): Result<readonly Line[], string> {
  const lines: Line[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const [, process = '', type = '', f = '', rest = ''] = LOG_LINE.exec(line.trimEnd()) ?? [];
    const op = OPERATIONS[f];
    if (op === undefined || process.startsWith(':')) continue;
    const forms = parseEdn(rest);
    if (!forms.ok) return fail(`line ${index + 1}: ${forms.error}`);
    const value = forms.value[0] ?? null;
    lines.push({ process, type: type as Line['type'], op, key: undefined, value, where: `line ${index + 1}` });
  }
  return ok(lines);
}

function linesOfForms(text: string): Result<readonly Line[], string> {
  const forms = parseEdn(text);
  if (!forms.ok) return forms;
  const lines: Line[] = [];
  for (const [index, form] of mapsIn(forms.value).entries()) {
    const line = lineOf(form, `entry ${index + 1}`);
    if (!line.ok) return line;
    if (line.value !== undefined) lines.push(line.value);
  }
  return ok(lines);
}

function mapsIn(forms: readonly Edn[]): readonly Edn[] {
  const [only] = forms;
  if (forms.length !== 1 || only === undefined) return forms;
  if (Array.isArray(only)) return only;
  const history = isMap(only) ? only.entries.get('history') : undefined;
  return Array.isArray(history) ? history : forms;
}

/** undefined: an entry of the nemesis, or of another kind of work. */
function lineOf(form: Edn, where: string): Result<Line | undefined, string> {
  if (!isMap(form))
    return fail(`${where}: ${ednText(form)} is no map like {:process 0, :type :invoke, :f :read, :value nil}`);
  const process = form.entries.get('process');
  if (process === undefined || process === null) return fail(`${where}: :process is missing`);
  if (isKeyword(process)) return ok(undefined);
  const type = word(form, 'type');
  const known = TYPES.find((other) => other === type);
  if (known === undefined) return fail(`${where}: :type is :invoke, :ok, :fail or :info, not ${type ?? 'missing'}`);
  const f = word(form, 'f');
  const op = OPERATIONS[f ?? ''];
  if (op === undefined)
    return fail(
      `${where}: :f is one of ${Object.keys(OPERATIONS)
        .map((name) => `:${name}`)
        .join(', ')}, not ${f ?? 'missing'}`,
    );
  const key = form.entries.get('key');
  const value = form.entries.get('value') ?? null;
  return ok({
    process: ednText(process),
    type: known,
    op,
    key: key === undefined ? undefined : ednText(key),
    value,
    where,
  });
}

function callOf({ process, type, op, key, value, where }: Line, keyed: boolean): Result<LoggedCall, string> {
  const inner = keyed && key === undefined && isPair(value) ? value[1] : value;
  const own = keyed && isPair(value) ? ednText(value[0]) : '';
  const common = { process, type, op, key: key ?? own, where };
  if (op !== 'cas' || type !== 'invoke') return ok({ ...common, value: valueText(inner ?? null), expected: null });
  if (!isPair(inner)) return fail(`${where}: the :value of a cas is [expected new], not ${ednText(value)}`);
  return ok({ ...common, value: valueText(inner[1]), expected: valueText(inner[0]) });
}

/** Porcupine's store gives an empty text for what was never written. */
function withoutEmptyReads(operations: readonly Operation[]): (operation: Operation) => Operation {
  const emptied = new Set(operations.filter(({ op, value }) => op !== 'read' && value === '').map(({ key }) => key));
  return (operation) =>
    operation.op === 'read' && operation.result === '' && !emptied.has(operation.key)
      ? { ...operation, result: null }
      : operation;
}

function isPair(form: Edn | undefined): form is readonly [Edn, Edn] {
  return Array.isArray(form) && form.length === 2;
}

function valueText(form: Edn): string | null {
  return form === null ? null : ednText(form);
}

function word({ entries }: EdnMap, name: string): string | undefined {
  const form = entries.get(name);
  return form === undefined || form === null ? undefined : ednText(form);
}
