/** Options of the protocol and of single processes: known, of the right kind, within bounds, and different from the default. */
import * as v from 'valibot';
import type { OptionDefinition, ProtocolDefinition } from '../sim/protocol.ts';
import type { Options, OptionValue, ProcessId } from '../sim/scenario.ts';
import type { Cast } from './cast.ts';
import { sayIssue } from './issues.ts';
import { integer, isRecord, milliseconds, millisecondsRange } from './json-values.ts';
import type { ProblemList } from './problems.ts';
import { quote, unknownWord } from './sentences.ts';

export interface ReadOptions {
  readonly options: Options;
  readonly processOptions: Readonly<Record<ProcessId, Options>>;
}

export function readOptions(
  json: Readonly<Record<string, unknown>>,
  protocol: ProtocolDefinition,
  cast: Cast,
  problems: ProblemList,
): ReadOptions {
  const everyone = [...cast.processes, ...cast.clients];
  const shared = Object.entries(json).filter(([key]) => !everyone.includes(key));
  const values = readValues(shared, 'options', protocol, cast, problems);
  const own = everyone.flatMap((process) => {
    if (!Object.hasOwn(json, process)) return [];
    const value = json[process];
    const path = `options.${process}`;
    if (isRecord(value))
      return [[process, readValues(Object.entries(value), path, protocol, undefined, problems)] as const];
    problems.add(path, `is no object of options for ${process} alone`);
    return [];
  });
  return withoutDefaults({ options: values, processOptions: Object.fromEntries(own) }, protocol, everyone);
}

/** The same options, each that changes nothing left out, in the protocol's order. */
export function withoutDefaults(
  { options, processOptions }: ReadOptions,
  protocol: Pick<ProtocolDefinition, 'options'>,
  everyone: readonly ProcessId[],
): ReadOptions {
  const shared = pick(options, protocol, ({ fallback }) => fallback);
  const own = everyone.flatMap((process) => {
    const mine = processOptions[process];
    if (mine === undefined) return [];
    const changed = pick(mine, protocol, ({ id, fallback }) => options[id] ?? fallback);
    return Object.keys(changed).length === 0 ? [] : [[process, changed] as const];
  });
  return { options: shared, processOptions: Object.fromEntries(own) };
}

function pick(
  values: Options,
  protocol: Pick<ProtocolDefinition, 'options'>,
  usual: (definition: OptionDefinition) => OptionValue,
): Options {
  const entries = protocol.options.flatMap((definition) => {
    const value = values[definition.id];
    return value === undefined || sameValue(value, usual(definition)) ? [] : [[definition.id, value] as const];
  });
  return Object.fromEntries(entries);
}

function sameValue(a: OptionValue, b: OptionValue): boolean {
  return typeof a === 'object' && typeof b === 'object' ? a[0] === b[0] && a[1] === b[1] : a === b;
}

/** `cast` is given where the options are everybody's: a key may then have meant a process. */
function readValues(
  entries: readonly (readonly [string, unknown])[],
  path: string,
  protocol: ProtocolDefinition,
  cast: Cast | undefined,
  problems: ProblemList,
): Options {
  const values: Record<string, OptionValue> = {};
  for (const [key, value] of entries) {
    const place = `${path}.${key}`;
    const definition = protocol.options.find(({ id }) => id === key);
    if (definition === undefined) {
      problems.add(place, sayUnknown(key, value, protocol, cast));
    } else if (cast === undefined && !definition.perProcess) {
      problems.add(place, `${quote(key)} holds for the whole run, not for one process`);
    } else {
      const parsed = v.safeParse(schemaOf(definition), value, { message: sayIssue });
      if (parsed.success) values[key] = parsed.output;
      else problems.add(place, parsed.issues[0].message);
    }
  }
  return values;
}

function sayUnknown(key: string, value: unknown, protocol: ProtocolDefinition, cast: Cast | undefined): string {
  if (cast !== undefined && isRecord(value)) return unknownWord(key, 'no process of this run', cast.processes);
  const known = protocol.options.filter(({ perProcess }) => cast !== undefined || perProcess).map(({ id }) => id);
  return unknownWord(key, `no option of ${protocol.id}`, known);
}

function schemaOf(definition: OptionDefinition): v.GenericSchema<unknown, OptionValue> {
  switch (definition.kind) {
    case 'duration':
      return milliseconds(definition.min, definition.max);
    case 'durations':
      return millisecondsRange(definition.min, definition.max);
    case 'integer':
      return integer(definition.min, definition.max);
    case 'boolean':
      return v.boolean();
    case 'choice':
      return v.picklist(definition.choices, ({ input }) =>
        unknownWord(String(input), 'none of the choices', definition.choices),
      );
  }
}
