/** Schemas of single values: numbers with units and bounds, ids, names, addresses, texts. Times come out in µs. */
import * as v from 'valibot';
import type { Json, Micros } from '../sim/scenario.ts';
import {
  MAX_DURATION,
  MAX_INITIAL_DEPTH,
  MAX_INITIAL_VALUES,
  MAX_MESSAGE_NUMBER,
  MAX_NAME_LENGTH,
  MAX_VALUE_LENGTH,
} from './limits.ts';
import { quote } from './sentences.ts';
import { formatMicros } from './units.ts';

const ADDRESS = /^([A-Za-z][A-Za-z0-9]{0,15})-([A-Za-z][A-Za-z0-9]{0,15})\.([1-9][0-9]{0,6})$/;
/** Every object answers to these: as ids they would find what nobody put there. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A number of milliseconds with at most 3 decimals, between two bounds in µs; gives µs. */
export function milliseconds(min: Micros, max: Micros) {
  return v.pipe(
    v.number(),
    v.check(
      (ms) => isMicros(ms) && toMicros(ms) >= min && toMicros(ms) <= max,
      ({ input }) =>
        isMicros(input)
          ? `${formatMicros(toMicros(input))} is out of bounds: ${formatMicros(min)} to ${formatMicros(max)}`
          : `${input} is no number of milliseconds with at most 3 decimals`,
    ),
    v.transform(toMicros),
  );
}

/** Two numbers of milliseconds, the first not above the second; gives µs. */
export function millisecondsRange(min: Micros, max: Micros) {
  return v.pipe(
    v.strictTuple([milliseconds(min, max), milliseconds(min, max)]),
    v.check(
      ([low, high]) => low <= high,
      ({ input: [low, high] }) => `${formatMicros(low)} is above the range's other end, ${formatMicros(high)}`,
    ),
    v.readonly(),
  );
}

export const time = milliseconds(0, MAX_DURATION);

export function integer(min: number, max: number) {
  return v.pipe(integerAsWritten(min, max), v.transform(withoutMinusZero));
}

/** Without a transformation, so that a union knows a number that is out of bounds from what is no number. */
export function integerAsWritten(min: number, max: number) {
  return v.pipe(
    v.number(),
    v.check(
      (value) => Number.isInteger(value) && value >= min && value <= max,
      ({ input }) => `${input} is no integer from ${min} to ${max}`,
    ),
  );
}

export const probability = v.pipe(
  v.number(),
  v.check(
    (value) => value >= 0 && value <= 1 && Math.round(value * 1e6) / 1e6 === value,
    ({ input }) =>
      input >= 0 && input <= 1
        ? `${input} has more than 6 decimals`
        : `${input} is no probability: it must lie between 0 and 1 (100%)`,
  ),
  v.transform(withoutMinusZero),
);

/** Text of bounded length without halves of characters, which neither links nor files could carry. */
export function text(min: number, max: number) {
  return v.pipe(
    v.string(),
    v.check(
      (value) => value.length >= min && value.length <= max,
      ({ input }) => (input.length < min ? 'is empty' : `is ${input.length} characters long; ${max} are the most`),
    ),
    v.check((value) => !/\p{Surrogate}/u.test(value), 'holds half a character (a lone surrogate)'),
  );
}

export const name = text(1, MAX_NAME_LENGTH);

export const id = v.pipe(
  v.string(),
  v.check(
    (value) => /^[A-Za-z][A-Za-z0-9]{0,15}$/.test(value) && !INHERITED.has(value),
    ({ input }) =>
      INHERITED.has(input)
        ? `${quote(input)} is taken by JavaScript itself`
        : `${quote(input)} is no id: a letter, then at most 15 letters and digits`,
  ),
);

/** A message's address, `S1-S2.17`. */
export const address = v.pipe(
  v.string(),
  v.check(
    (value) => readAddress(value) !== undefined,
    ({ input }) =>
      `${quote(input)} is no address of a message, such as S1-S2.17 for the 17th message from S1 to S2 (at most ${MAX_MESSAGE_NUMBER})`,
  ),
);

/** The two ends of the link that a message's address names. */
export function readAddress(value: string): { readonly from: string; readonly to: string } | undefined {
  const [, from, to, number] = ADDRESS.exec(value) ?? [];
  if (from === undefined || to === undefined || Number(number) > MAX_MESSAGE_NUMBER) return undefined;
  return { from, to };
}

/** A value of stable storage: JSON of bounded depth and size whose numbers are finite. */
export const storable = v.pipe(
  v.custom<Json>(
    (value) => countValues(value, MAX_INITIAL_DEPTH) <= MAX_INITIAL_VALUES,
    'is nothing that can be stored',
  ),
  v.transform(inOrder),
);

/** How many values a piece of JSON holds; Infinity where it is none, is too deep or holds too long a text. */
export function countValues(value: unknown, depth: number): number {
  if (value === null || typeof value === 'boolean') return 1;
  if (typeof value === 'number') return Number.isFinite(value) ? 1 : Infinity;
  if (typeof value === 'string') return v.is(text(0, MAX_VALUE_LENGTH), value) ? 1 : Infinity;
  if (typeof value !== 'object' || depth === 0) return Infinity;
  const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  return items.reduce<number>((sum, item) => (sum > MAX_INITIAL_VALUES ? sum : sum + countValues(item, depth - 1)), 1);
}

/** The same JSON with every object's keys in order, so that equal values have one spelling. */
export function inOrder(value: Json): Json {
  if (typeof value === 'number') return withoutMinusZero(value);
  if (typeof value !== 'object' || value === null) return value;
  // `Array.isArray` does not narrow a readonly array out of a union.
  if (Array.isArray(value)) return (value as readonly Json[]).map(inOrder);
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, inOrder(item)]));
}

function isMicros(ms: number): boolean {
  const micros = Math.round(ms * 1_000);
  return Number.isSafeInteger(micros) && micros / 1_000 === ms;
}

function toMicros(ms: number): Micros {
  return withoutMinusZero(Math.round(ms * 1_000));
}

/** −0 prints as 0, so it must be 0 for a round trip to give what went in. */
function withoutMinusZero(value: number): number {
  return value === 0 ? 0 : value;
}
