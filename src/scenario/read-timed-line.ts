/** Lines that begin with a time: `@3s..5.5s partition S1,S2/S3`, `@1s..9s every=100ms C1 write x`. */
import { fail, ok, type Result } from '../base/result.ts';
import type { FaultKind, Json } from '../sim/scenario.ts';
import { readPairs } from './draft.ts';
import type { FieldKind } from './fields.ts';
import { FAULT_KINDS, OPERATIONS } from './json-schema.ts';
import { quote, unknownWord } from './sentences.ts';
import { FAULT_SHAPES, type FaultShape } from './shapes.ts';
import { readDuration, readDurations } from './units.ts';
import { readWord, splitPair } from './words.ts';

type Entry = Readonly<Record<string, Json>>;
interface Times {
  readonly at: number;
  readonly until?: number;
}

export type TimedLine = { readonly list: 'faults' | 'workload'; readonly entry: Entry };

const CAS_FIELDS: Readonly<Record<string, FieldKind>> = { expected: 'word?', value: 'word' };
const LINK = /^([^-]+)(->|-)([^->]+)$/;

export function readTimedLine(words: readonly string[]): Result<TimedLine, string> {
  const [first = '', ...rest] = words;
  const times = readTimes(first.slice(1));
  if (!times.ok) return times;
  const [verb, target] = rest;
  if (verb === undefined) return fail(`nothing is said to happen at ${first.slice(1)}`);
  if (isFaultKind(verb)) return inList('faults', readFault(verb, times.value, rest.slice(1)));
  const asks = verb.startsWith('every=') || /^C\d+$/.test(verb) || OPERATIONS.some((op) => op === target);
  if (asks) return inList('workload', readRequest(times.value, rest));
  return fail(unknownWord(verb, 'nothing one can do to a run', FAULT_KINDS));
}

function inList(list: TimedLine['list'], entry: Result<Entry, string>): Result<TimedLine, string> {
  return entry.ok ? ok({ list, entry: entry.value }) : entry;
}

function isFaultKind(word: string): word is FaultKind {
  return Object.hasOwn(FAULT_SHAPES, word);
}

/** In ms. */
function readTimes(text: string): Result<Times, string> {
  if (!text.includes('..')) {
    const at = readDuration(text);
    return at.ok ? ok({ at: at.value / 1_000 }) : at;
  }
  const range = readDurations(text);
  return range.ok ? ok({ at: range.value[0] / 1_000, until: range.value[1] / 1_000 }) : range;
}

function readFault(kind: FaultKind, { at, until }: Times, words: readonly string[]): Result<Entry, string> {
  const shape = FAULT_SHAPES[kind];
  const [aim, ...rest] = words;
  if (until !== undefined && !shape.lasting) return fail(`${kind} happens at one instant: it has no end`);
  if (aim === undefined || aim.includes('=')) return fail(`${kind} needs a target, such as ${exampleOf(shape)}`);
  const target = readTarget(aim, shape);
  if (!target.ok) return target;
  const known = Object.keys(shape.fields);
  const fields = readPairs(rest, (key) => ownField(shape.fields, key), known, `nothing one can say of a ${kind}`);
  if (!fields.ok) return fields;
  const end = until === undefined ? {} : { until };
  return ok({ kind, at, ...end, ...target.value, ...Object.fromEntries(fields.value) });
}

function readTarget(aim: string, shape: FaultShape): Result<Entry, string> {
  switch (shape.target) {
    case 'process':
      return ok({ process: aim });
    case 'message':
      return ok({ message: aim });
    case 'groups':
      return ok({ groups: aim.split('/').map((group) => group.split(',')) });
    case 'link': {
      const [, from, arrow, to] = LINK.exec(aim) ?? [];
      if (from === undefined || to === undefined) return fail(`${quote(aim)} is no link, such as ${exampleOf(shape)}`);
      return ok({ from, to, ...(arrow === '->' ? { bothWays: false } : {}) });
    }
  }
}

function exampleOf({ target }: FaultShape): string {
  switch (target) {
    case 'process':
      return 'S1';
    case 'message':
      return 'S1-S2.17';
    case 'groups':
      return 'S1,S2/S3';
    case 'link':
      return 'S1-S2 (or S1->S2 for one way)';
  }
}

function readRequest({ at, until }: Times, words: readonly string[]): Result<Entry, string> {
  const repeated = words[0]?.startsWith('every=') ? words[0].slice('every='.length) : undefined;
  const [client, op, what, ...rest] = repeated === undefined ? words : words.slice(1);
  if (client === undefined || op === undefined || what === undefined) {
    return fail('a request names a client, an operation and a key: C1 write x=1');
  }
  const when = readWhen({ at, ...(until === undefined ? {} : { until }) }, repeated);
  if (!when.ok) return when;
  const values = readValues(op, what, rest);
  return values.ok ? ok({ ...when.value, client, op, ...values.value }) : values;
}

function readWhen({ at, until }: Times, repeated: string | undefined): Result<Entry, string> {
  if (until === undefined && repeated === undefined) return ok({ at });
  if (until === undefined) return fail('a repeated request needs an end: @1s..9s every=100ms');
  if (repeated === undefined) return fail('a request from one time to another needs an interval: every=100ms');
  const every = readDuration(repeated);
  return every.ok ? ok({ from: at, until, every: every.value / 1_000 }) : fail(`every: ${every.error}`);
}

function readValues(op: string, what: string, rest: readonly string[]): Result<Entry, string> {
  const [rawKey, rawValue] = splitPair(what);
  const key = readWord(rawKey);
  if (!key.ok) return fail(`key: ${key.error}`);
  const value = rawValue === undefined ? undefined : readWord(rawValue);
  if (value?.ok === false) return fail(`value: ${value.error}`);
  const fields = op === 'cas' && value === undefined ? CAS_FIELDS : {};
  const pairs = readPairs(
    rest,
    (name) => ownField(fields, name),
    Object.keys(fields),
    `nothing one can say of a ${op}`,
  );
  if (!pairs.ok) return pairs;
  return ok({
    key: key.value,
    ...(value === undefined ? {} : { value: value.value }),
    ...Object.fromEntries(pairs.value),
  });
}

function ownField(fields: Readonly<Record<string, FieldKind>>, key: string): FieldKind | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}
