/** The JSON form of a scenario: what any scenario may look like, whatever its protocol. Times come out in µs. */
import * as v from 'valibot';
import type { FaultKind, OperationKind } from '../sim/scenario.ts';
import {
  address,
  id,
  integer,
  integerAsWritten,
  isRecord,
  milliseconds,
  millisecondsRange,
  name,
  probability,
  text,
  time,
} from './json-values.ts';
import {
  DRIFT_PPM,
  MAX_CLIENTS,
  MAX_DURATION,
  MAX_FAULTS,
  MAX_FLAWS,
  MAX_KEY_LENGTH,
  MAX_NOTES_LENGTH,
  MAX_PROCESSES,
  MAX_REQUESTS,
  MAX_SEED,
  MAX_SKEW,
  MAX_TITLE_LENGTH,
  MAX_VALUE_LENGTH,
} from './limits.ts';
import { quote, unknownWord } from './sentences.ts';

export const VERSION = 1;
export const TRANSPORTS = ['datagram', 'reliable', 'authenticated'] as const;
export const TIMINGS = ['synchronous', 'partially-synchronous', 'asynchronous'] as const;
export const PROCESS_MODELS = ['crash-stop', 'crash-recovery', 'arbitrary'] as const;
export const OPERATIONS: readonly OperationKind[] = ['read', 'write', 'cas', 'append'];
export const FAULT_KINDS: readonly FaultKind[] = [
  ...(['cut', 'partition', 'isolate', 'degrade', 'drop', 'duplicate', 'delay'] as const),
  ...(['pause', 'crash', 'restart', 'skew', 'drift', 'corrupt', 'trigger'] as const),
];

const delays = millisecondsRange(0, MAX_DURATION);
const link = { from: id, to: id, bothWays: v.exactOptional(v.boolean(), true) };
const end = v.union([id, v.literal('*')], ({ input }) =>
  typeof input === 'string' ? `${quote(input)} is neither an id nor "*"` : 'is neither an id nor "*"',
);

const fault = v.variant(
  'kind',
  [
    lasting('cut', link),
    lasting('partition', { groups: list(list(id, 1, MAX_PROCESSES + MAX_CLIENTS), 2, MAX_PROCESSES + MAX_CLIENTS) }),
    lasting('isolate', { process: id }),
    lasting('degrade', {
      ...link,
      from: end,
      to: end,
      loss: v.exactOptional(probability),
      duplicate: v.exactOptional(probability),
      delay: v.exactOptional(delays),
    }),
    instant('drop', { message: address }),
    instant('duplicate', { message: address }),
    instant('delay', { message: address, by: milliseconds(1, MAX_DURATION) }),
    lasting('pause', { process: id }),
    lasting('crash', { process: id }),
    instant('restart', { process: id }),
    instant('skew', { process: id, by: milliseconds(-MAX_SKEW, MAX_SKEW) }),
    lasting('drift', { process: id, ppm: integer(DRIFT_PPM.min, DRIFT_PPM.max) }),
    lasting('corrupt', { process: id, behaviour: name }),
    instant('trigger', { process: id, timer: name }),
  ],
  ({ input }) =>
    typeof input === 'string'
      ? unknownWord(input, 'nothing one can do to a run', FAULT_KINDS)
      : 'is no fault: an object with `kind` and `at`',
);

const request = object({
  at: v.exactOptional(time),
  from: v.exactOptional(time),
  until: v.exactOptional(time),
  every: v.exactOptional(milliseconds(1, MAX_DURATION)),
  client: id,
  op: oneOf(OPERATIONS),
  key: text(1, MAX_KEY_LENGTH),
  value: v.exactOptional(text(0, MAX_VALUE_LENGTH)),
  expected: v.exactOptional(v.nullable(text(0, MAX_VALUE_LENGTH))),
});

const network = object({
  delay: v.exactOptional(delays),
  loss: v.exactOptional(probability),
  duplicate: v.exactOptional(probability),
  fifo: v.exactOptional(v.boolean()),
  transport: v.exactOptional(oneOf(TRANSPORTS)),
});

const model = object({
  timing: v.exactOptional(oneOf(TIMINGS)),
  gst: v.exactOptional(time),
  process: v.exactOptional(oneOf(PROCESS_MODELS)),
});

/** Options and stable storage are checked against the protocol, which alone knows their shape. */
const byName = v.custom<Readonly<Record<string, unknown>>>(isRecord, 'is no object');

export const scenarioSchema = object({
  version: v.literal(VERSION),
  protocol: name,
  processes: v.exactOptional(
    v.union(
      [integerAsWritten(1, MAX_PROCESSES), list(id, 1, MAX_PROCESSES)],
      'is neither a number of processes nor a list of their ids',
    ),
  ),
  clients: v.exactOptional(integer(0, MAX_CLIENTS)),
  seed: v.exactOptional(integer(0, MAX_SEED)),
  duration: v.exactOptional(milliseconds(1, MAX_DURATION)),
  title: v.exactOptional(text(0, MAX_TITLE_LENGTH)),
  notes: v.exactOptional(text(0, MAX_NOTES_LENGTH)),
  network: v.exactOptional(network),
  model: v.exactOptional(model),
  options: v.exactOptional(byName),
  initial: v.exactOptional(byName),
  workload: v.exactOptional(list(request, 0, MAX_REQUESTS)),
  faults: v.exactOptional(list(fault, 0, MAX_FAULTS)),
  flaws: v.exactOptional(list(name, 0, MAX_FLAWS)),
});

type DeepReadonly<Value> = { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> };

/** The JSON form as it is written, times in ms. */
export type ScenarioJson = DeepReadonly<v.InferInput<typeof scenarioSchema>>;
/** The same with times in µs, before anything was checked against the protocol. */
export type CheckedJson = v.InferOutput<typeof scenarioSchema>;

/** An object of exactly these keys. */
function object<const Entries extends v.ObjectEntries>(entries: Entries) {
  const strict = v.strictObject(entries, sayKey(Object.keys(entries)));
  // To Valibot a list is an object too, and an empty one has no unknown keys.
  return v.pipe(v.custom<v.InferInput<typeof strict>>(isRecord, 'is no object'), strict);
}

function lasting<const Kind extends FaultKind, const Entries extends v.ObjectEntries>(kind: Kind, entries: Entries) {
  return instant(kind, { until: v.exactOptional(time), ...entries });
}

function instant<const Kind extends FaultKind, const Entries extends v.ObjectEntries>(kind: Kind, entries: Entries) {
  const all = { kind: v.literal(kind), at: time, ...entries };
  return v.strictObject(all, sayKey(Object.keys(all)));
}

function list<const Item extends v.GenericSchema>(item: Item, min: number, max: number) {
  return v.pipe(
    v.array(item),
    v.check(
      (items) => items.length >= min && items.length <= max,
      ({ input }) =>
        `has ${input.length} entries; ${input.length < min ? `${min} are the fewest` : `${max} are the most`}`,
    ),
  );
}

function oneOf<const Choices extends readonly string[]>(choices: Choices) {
  return v.picklist(choices, ({ input }) => unknownWord(String(input), 'none of the choices', choices));
}

/** What is wrong with one key of an object: it is missing, unknown, or the object is none. */
function sayKey(known: readonly string[]) {
  return ({ expected, input }: v.StrictObjectIssue): string => {
    if (expected === 'never') return unknownWord(String(input), 'no key here', known);
    return expected === 'Object' ? 'is no object' : 'is missing';
  };
}
