/** From a scenario to its one text: the header, what is set, requests, faults, then what single processes have of their own. */
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { FaultKind, Json, Scenario } from '../sim/scenario.ts';
import { type FieldKind, printField } from './fields.ts';
import type { ScenarioJson } from './json-schema.ts';
import { FAULT_SHAPES, HEADER_FIELDS, MODEL_FIELDS, NETWORK_FIELDS, OPTION_FIELDS } from './shapes.ts';
import { toJson } from './to-json.ts';
import { printWord } from './words.ts';

/** JSON that is known to have come out of `toJson`. */
type Form = Readonly<Record<string, Json>>;

/** Lines apart by `\n`, none after the last. */
export function printText(scenario: Scenario, protocol: ProtocolDefinition): string {
  const json = toJson(scenario, protocol);
  return [
    [scenario.protocol, ...pairs(json, HEADER_FIELDS)].join(' '),
    ...(['title', 'notes'] as const).flatMap((key) =>
      json[key] === undefined ? [] : [`${key} ${JSON.stringify(json[key])}`],
    ),
    ...line('network', pairs(json.network, NETWORK_FIELDS)),
    ...line('model', pairs(json.model, MODEL_FIELDS)),
    ...line('set', optionPairs(json.options, protocol)),
    ...(json.workload ?? []).map(printRequest),
    ...(json.faults ?? []).map((fault) => printFault(fault.kind, form(fault))),
    ...scenario.processes.concat(scenario.clients).flatMap((process) => {
      return line(`set ${process}`, optionPairs(json.options?.[process], protocol));
    }),
    ...scenario.processes.flatMap((process) => line(`initial ${process}`, storedPairs(json.initial?.[process]))),
    ...line('break', json.flaws ?? []),
  ].join('\n');
}

function line(start: string, words: readonly string[]): readonly string[] {
  return words.length === 0 ? [] : [`${start} ${words.join(' ')}`];
}

function form(value: unknown): Form {
  return (value ?? {}) as Form;
}

function pairs(value: unknown, fields: Readonly<Record<string, FieldKind>>): readonly string[] {
  const values = form(value);
  return Object.entries(fields).flatMap(([key, kind]) => {
    const item = values[key];
    return item === undefined ? [] : [`${key}=${printField(kind, item)}`];
  });
}

function optionPairs(value: unknown, protocol: ProtocolDefinition): readonly string[] {
  return pairs(value, Object.fromEntries(protocol.options.map(({ id, kind }) => [id, OPTION_FIELDS[kind]])));
}

function storedPairs(value: unknown): readonly string[] {
  return Object.entries(form(value)).map(([key, item]) => `${key}=${printField('stored', item)}`);
}

function printTimes(at: Json, until: Json | undefined): string {
  return `@${printField('duration', at)}${until === undefined ? '' : `..${printField('duration', until)}`}`;
}

function printRequest(request: NonNullable<ScenarioJson['workload']>[number]): string {
  const { at, from, until, every, client, op, key, value, expected } = request;
  const times =
    at === undefined
      ? `${printTimes(from ?? 0, until)} every=${printField('duration', every ?? 0)}`
      : printTimes(at, undefined);
  const asked = `${times} ${client} ${op} ${printWord(key)}`;
  if (op !== 'cas') return value === undefined ? asked : `${asked}=${printWord(value)}`;
  const words =
    expected === undefined || expected === null
      ? []
      : [`expected=${expected === 'null' ? '"null"' : printWord(expected)}`];
  return [asked, ...words, `value=${printWord(value ?? '')}`].join(' ');
}

function printFault(kind: FaultKind, fault: Form): string {
  const shape = FAULT_SHAPES[kind];
  const words = [printTimes(fault.at ?? 0, fault.until), kind, printTarget(fault), ...pairs(fault, shape.fields)];
  return words.join(' ');
}

function printTarget({ process, message, groups, from, to, bothWays }: Form): string {
  if (Array.isArray(groups)) return groups.map((group) => String(group)).join('/');
  return String(process ?? message ?? `${from}${bothWays === false ? '->' : '-'}${to}`);
}
