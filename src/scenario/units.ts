/** Durations and probabilities: as people write them, and as integers of µs and of parts per million. */
import { fail, ok, type Result } from '../base/result.ts';
import type { Micros } from '../sim/scenario.ts';
import { quote } from './sentences.ts';

const UNITS: Readonly<Record<string, number>> = { us: 1, ms: 1_000, s: 1_000_000, min: 60_000_000 };
/** Ten whole digits and nine decimals keep every product below within BigInt's ease and a reader's patience. */
const DURATION = /^([+-]?)(\d{1,10})(?:\.(\d{1,9}))?([a-zµ]*)$/;
const PERCENT = /^(\d{1,3})(?:\.(\d{1,9}))?%$/;
const PLAIN = /^(\d{1,3})(?:\.(\d{1,9}))?$/;
const PARTS = 1_000_000;

/** `180ms`, `-1.5s`, `10min` as an integer number of µs. */
export function readDuration(text: string): Result<Micros, string> {
  const [, sign, whole, decimals = '', unit] = DURATION.exec(text) ?? [];
  if (whole === undefined || unit === undefined) return fail(`${quote(text)} is no duration, such as 180ms or 1.5s`);
  if (unit === '') return fail(`${quote(text)} needs a unit: us, ms, s or min`);
  const scale = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  if (scale === undefined) return fail(`${quote(unit)} is no unit of time: us, ms, s or min`);
  const micros = scaled(whole, decimals, scale);
  if (micros === undefined) return fail(`${quote(text)} is finer than a microsecond`);
  return ok(sign === '-' && micros !== 0 ? -micros : micros);
}

/** The one way to write a duration: in the largest of `s`, `ms`, `us` that it reaches. */
export function printDuration(micros: Micros): string {
  const unit = unitOf(micros);
  return `${inUnit(micros, unit)}${unit}`;
}

/** `150..300ms`, `500us..2s`, or one duration that stands for both ends. */
export function readDurations(text: string): Result<readonly [Micros, Micros], string> {
  const [lowText = '', highText, ...rest] = text.split('..');
  if (rest.length > 0) return fail(`${quote(text)} is no range, such as 150..300ms`);
  if (highText === undefined) {
    const both = readDuration(lowText);
    return both.ok ? ok([both.value, both.value]) : both;
  }
  const high = readDuration(highText);
  if (!high.ok) return high;
  const bare = /^[+-]?[\d.]+$/.test(lowText);
  const low = readDuration(bare ? `${lowText}${/[a-z]+$/.exec(highText)?.[0] ?? ''}` : lowText);
  return low.ok ? ok([low.value, high.value]) : low;
}

/** The one way to write a range: the unit once where both ends share it, one duration where the ends are equal. */
export function printDurations([low, high]: readonly [Micros, Micros]): string {
  if (low === high) return printDuration(low);
  const unit = unitOf(high);
  const shared = low === 0 || unitOf(low) === unit;
  return `${shared ? inUnit(low, unit) : printDuration(low)}..${inUnit(high, unit)}${unit}`;
}

/** `30%` or `0.3`, as a number from 0 with at most 6 decimals. */
export function readProbability(text: string): Result<number, string> {
  const percent = PERCENT.exec(text);
  const [, whole, decimals = ''] = percent ?? PLAIN.exec(text) ?? [];
  if (whole === undefined) return fail(`${quote(text)} is no probability, such as 30% or 0.3`);
  const parts = scaled(whole, decimals, percent ? PARTS / 100 : PARTS);
  if (parts === undefined) return fail(`${quote(text)} is finer than one in a million`);
  return ok(parts / PARTS);
}

/** The one way to write a probability: percent. */
export function printProbability(probability: number): string {
  return `${decimal(Math.round(probability * PARTS), PARTS / 100)}%`;
}

/** A duration as labels show it: `180 ms`, `3.2 s`. */
export function formatMicros(micros: Micros): string {
  const unit = unitOf(micros);
  return `${inUnit(micros, unit).replace('-', '−')} ${unit === 'us' ? 'µs' : unit}`;
}

function unitOf(micros: Micros): 'us' | 'ms' | 's' {
  const size = Math.abs(micros);
  if (size >= 1_000_000 || size === 0) return 's';
  return size >= 1_000 ? 'ms' : 'us';
}

function inUnit(micros: Micros, unit: 'us' | 'ms' | 's'): string {
  return decimal(micros, UNITS[unit] ?? 1);
}

/** Exact decimal notation of `count / scale`, where `scale` is a power of ten. */
function decimal(count: number, scale: number): string {
  const size = Math.abs(count);
  const width = String(scale).length - 1;
  const decimals =
    width === 0
      ? ''
      : String(size % scale)
          .padStart(width, '0')
          .replace(/0+$/, '');
  return `${count < 0 ? '-' : ''}${Math.floor(size / scale)}${decimals === '' ? '' : `.${decimals}`}`;
}

/** `whole.decimals × scale` where that is an integer: in integers, so that 0.1 is not a little more than 0.1. */
function scaled(whole: string, decimals: string, scale: number): number | undefined {
  const parts = BigInt(decimals === '' ? '0' : decimals) * BigInt(scale);
  const divisor = 10n ** BigInt(decimals.length);
  if (parts % divisor !== 0n) return undefined;
  return Number(BigInt(whole) * BigInt(scale) + parts / divisor);
}
