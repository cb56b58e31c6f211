/** What processes find in stable storage at time 0. */
import * as v from 'valibot';
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { Json, ProcessId, Scenario } from '../sim/scenario.ts';
import type { Cast } from './cast.ts';
import { countValues, isRecord, storable } from './json-values.ts';
import { MAX_INITIAL_DEPTH, MAX_INITIAL_VALUES } from './limits.ts';
import type { ProblemList } from './problems.ts';
import { quote, unknownWord } from './sentences.ts';

/** A field's name can be written in text and is no name that every object has. */
const FIELD = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;

export function readInitial(
  json: Readonly<Record<string, unknown>>,
  protocol: ProtocolDefinition,
  cast: Cast,
  problems: ProblemList,
): Scenario['initial'] {
  for (const process of Object.keys(json)) {
    if (cast.processes.includes(process)) continue;
    const isClient = cast.clients.includes(process);
    problems.add(
      `initial.${process}`,
      isClient
        ? `${process} is a client: it stores nothing`
        : unknownWord(process, 'no process of this run', cast.processes),
    );
  }
  if (countValues(json, MAX_INITIAL_DEPTH + 2) > MAX_INITIAL_VALUES) {
    problems.add('initial', `holds more than ${MAX_INITIAL_VALUES} values, or values that cannot be stored`);
    return {};
  }
  const entries = cast.processes.flatMap((process) => {
    if (!Object.hasOwn(json, process)) return [];
    const values = readStorage(json[process], `initial.${process}`, problems);
    if (values === undefined || Object.keys(values).length === 0) return [];
    const understood = protocol.parseInitial(values);
    if (!understood.ok) problems.add(`initial.${process}`, understood.error);
    return [[process, values] as const];
  });
  return Object.fromEntries(entries);
}

function readStorage(json: unknown, path: string, problems: ProblemList): Readonly<Record<string, Json>> | undefined {
  if (!isRecord(json)) {
    problems.add(path, 'is no object of stored values');
    return undefined;
  }
  const fields: (readonly [ProcessId, Json])[] = [];
  for (const [field, value] of Object.entries(json)) {
    const stored = v.safeParse(storable, value);
    if (!FIELD.test(field) || field in Object.prototype)
      problems.add(path, `${quote(field)} cannot be the name of a stored value`);
    else if (stored.success) fields.push([field, stored.output]);
    else problems.add(`${path}.${field}`, stored.issues[0].message);
  }
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}
