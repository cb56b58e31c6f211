/** One field's value in its two spellings: as text in a scenario's line, and as JSON with times in ms. */
import { fail, ok, type Result } from '../base/result.ts';
import type { Json } from '../sim/scenario.ts';
import { quote } from './sentences.ts';
import {
  printDuration,
  printDurations,
  printProbability,
  readDuration,
  readDurations,
  readProbability,
} from './units.ts';
import { isPlainWord, printWord, readWord, splitList } from './words.ts';

/** `word?` may also be null; `cast` is a count or a list of ids; `stored` is any JSON. */
export type FieldKind =
  | 'duration'
  | 'durations'
  | 'probability'
  | 'integer'
  | 'boolean'
  | 'word'
  | 'word?'
  | 'cast'
  | 'stored';

const INTEGER = /^[+-]?\d{1,15}$/;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const CONSTANTS: ReadonlyMap<string, null | boolean> = new Map([
  ['null', null],
  ['true', true],
  ['false', false],
]);

export function readField(kind: FieldKind, raw: string): Result<Json, string> {
  switch (kind) {
    case 'duration': {
      const micros = readDuration(raw);
      return micros.ok ? ok(micros.value / 1_000) : micros;
    }
    case 'durations': {
      const range = readDurations(raw);
      return range.ok ? ok(range.value.map((micros) => micros / 1_000)) : range;
    }
    case 'probability':
      return readProbability(raw);
    case 'integer':
      return INTEGER.test(raw) ? ok(Number(raw)) : fail(`${quote(raw)} is no integer`);
    case 'boolean':
      return raw === 'true' || raw === 'false' ? ok(raw === 'true') : fail(`${quote(raw)} is neither true nor false`);
    case 'word':
      return readWord(raw);
    case 'word?':
      return raw === 'null' ? ok(null) : readWord(raw);
    case 'cast':
      return INTEGER.test(raw) ? ok(Number(raw)) : ok(raw.split(','));
    case 'stored':
      return readStored(raw);
  }
}

/** `value` must be of the kind: a scenario's JSON form guarantees it. */
export function printField(kind: FieldKind, value: Json): string {
  if (kind === 'stored') return printStored(value);
  if (kind === 'durations' && Array.isArray(value)) return printDurations([micros(value[0]), micros(value[1])]);
  if (kind === 'duration') return printDuration(micros(value));
  if (kind === 'probability') return printProbability(Number(value));
  if (kind === 'cast' && Array.isArray(value)) return value.join(',');
  return typeof value === 'string' ? printWord(value) : String(value);
}

/** `5`, `true`, `null`, `S2`, `1,1,4` or, for whatever these cannot say, JSON. */
function readStored(raw: string): Result<Json, string> {
  if (raw.startsWith('[') || raw.startsWith('{')) {
    try {
      // What JSON.parse gives from a text is JSON.
      return ok(JSON.parse(raw) as Json);
    } catch {
      return fail(`${quote(raw)} is no JSON (texts in straight quotes, no spaces between values)`);
    }
  }
  const items = splitList(raw).map(readScalar);
  const wrong = items.find((item) => !item.ok);
  if (wrong !== undefined) return wrong;
  const values = items.flatMap((item) => (item.ok ? [item.value] : []));
  return ok(values.length === 1 ? (values[0] ?? null) : values);
}

function readScalar(raw: string): Result<Json, string> {
  const constant = CONSTANTS.get(raw);
  if (constant !== undefined) return ok(constant);
  return JSON_NUMBER.test(raw) ? ok(Number(raw)) : readWord(raw);
}

function printStored(value: Json): string {
  if (!Array.isArray(value)) return printScalar(value);
  const plain = value.length > 1 && value.every((item) => typeof item !== 'object' || item === null);
  return plain ? value.map(printScalar).join(',') : JSON.stringify(value);
}

function printScalar(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return isPlainWord(value) && !CONSTANTS.has(value) && !JSON_NUMBER.test(value) ? value : JSON.stringify(value);
}

function micros(ms: Json | undefined): number {
  return Math.round(Number(ms) * 1_000);
}
