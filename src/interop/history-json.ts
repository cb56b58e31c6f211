/** Histories in Lightcone's own JSON: an array of operations, or an object that holds one, such as a whole trace. */
import { fail, ok, type Result } from '../base/result.ts';
import type { Json, OperationKind } from '../sim/scenario.ts';
import type { Operation } from '../sim/trace-event.ts';

const KINDS: readonly OperationKind[] = ['read', 'write', 'cas', 'append'];
const STATUSES: readonly Operation['status'][] = ['ok', 'fail', 'unknown'];

type Fields = Readonly<Record<string, unknown>>;

export type HistoryObject = 'register' | 'kv';

/** `register`: keys may be left out. The sentence of a failure begins with the path of what is wrong. */
export function parseJsonHistory(text: string, object: HistoryObject): Result<readonly Operation[], string> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    return fail(`this is no JSON: ${sentence.replace(/\s+/g, ' ')}`);
  }
  if (Array.isArray(parsed)) return each(parsed, '', object);
  if (!isFields(parsed)) return fail('a history is a list of operations, or an object with "operations"');
  if (!Array.isArray(parsed.operations)) return fail('operations: a list of operations is missing');
  return each(parsed.operations, 'operations', object);
}

function each(values: readonly unknown[], path: string, object: HistoryObject): Result<readonly Operation[], string> {
  const operations: Operation[] = [];
  for (const [index, value] of values.entries()) {
    const place = `${path}[${index}]`;
    if (!isFields(value)) return fail(`${place}: an operation is an object, not ${said(value)}`);
    const wrong = problemIn(value, object);
    if (wrong !== undefined) return fail(`${place}.${wrong}`);
    operations.push(operationOf(value));
  }
  return ok(operations);
}

/** `invoke: "x" is no number`; undefined: nothing is wrong. */
function problemIn(fields: Fields, object: HistoryObject): string | undefined {
  const { client, op, key, invoke, status } = fields;
  if (!isText(client) || client === '') return `client: ${said(client)} is no name of a client`;
  if (!KINDS.some((kind) => kind === op)) return `op: ${said(op)} is none of ${KINDS.join(', ')}`;
  if (!(isText(key) || (object === 'register' && (key === undefined || key === null))))
    return `key: ${said(key)} is no key`;
  if (!STATUSES.some((other) => other === status)) return `status: ${said(status)} is none of ${STATUSES.join(', ')}`;
  if (!isTime(invoke)) return `invoke: ${said(invoke)} is no number`;
  if (op !== 'read' && !isValue(fields.value)) return `value: ${said(fields.value)} is no text`;
  if (op === 'cas' && !(fields.expected === null || isValue(fields.expected)))
    return `expected: ${said(fields.expected)} is neither a text nor null`;
  return status === 'ok' ? problemInAnswer(fields) : problemInReturn(fields);
}

function problemInReturn({ invoke, return: end }: Fields): string | undefined {
  if (end === null || end === undefined) return undefined;
  if (!isTime(end)) return `return: ${said(end)} is no number`;
  return end < Number(invoke) ? `return: ${said(end)} lies before the invocation, ${said(invoke)}` : undefined;
}

function problemInAnswer(fields: Fields): string | undefined {
  const { op, return: end, result } = fields;
  if (!isTime(end)) return `return: ${said(end)} is no number, though the operation is ok`;
  if (op === 'read' && !(result === null || result === undefined || isValue(result)))
    return `result: ${said(result)} is neither a text nor null`;
  if (op === 'cas' && typeof result !== 'boolean') return `result: ${said(result)} is neither true nor false`;
  return problemInReturn(fields);
}

function operationOf(fields: Fields): Operation {
  const { client, op, key, invoke, status } = fields as unknown as Operation; // `problemIn` has looked at them
  const end = status === 'unknown' ? null : ((fields.return ?? null) as number | null);
  const asked =
    op === 'read'
      ? {}
      : op === 'cas'
        ? { value: String(fields.value), expected: fields.expected === null ? null : String(fields.expected) }
        : { value: String(fields.value) };
  return { client, op, key: key ?? '', ...asked, invoke, return: end, result: resultOf(op, fields.result), status };
}

/** Numbers count as the texts that they are written as. */
function resultOf(op: OperationKind, result: unknown): Json {
  if (op === 'read') return isValue(result) ? String(result) : null;
  return op === 'cas' && typeof result === 'boolean' ? result : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isValue(value: unknown): value is string | number {
  return isText(value) || isTime(value);
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** A value in a sentence, short and on one line. */
function said(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
