/** From a scenario to its one JSON form: defaults left out, keys in a fixed order, times in ms. */
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { Fault, Micros, Options, OptionValue, Range, Request, Scenario } from '../sim/scenario.ts';
import { namesOf } from './cast.ts';
import { withoutDefaults } from './check-options.ts';
import { DEFAULTS } from './defaults.ts';
import { type ScenarioJson, VERSION } from './json-schema.ts';
import { inOrder } from './json-values.ts';
import { FAULT_SHAPES, type FaultShape } from './shapes.ts';

type Plain = Readonly<Record<string, unknown>>;

export function toJson(scenario: Scenario, protocol: ProtocolDefinition): ScenarioJson {
  const full = {
    processes: castJson(scenario, protocol),
    clients: scenario.clients.length,
    seed: scenario.seed,
    duration: toMs(scenario.duration),
    title: scenario.title,
    notes: scenario.notes,
    network: differing(networkJson(scenario), networkJson(DEFAULTS)),
    model: differing(modelJson(scenario), modelJson(DEFAULTS)),
    options: optionsJson(scenario, protocol),
    initial: initialJson(scenario),
    workload: scenario.workload.map(requestJson),
    faults: scenario.faults.map(faultJson),
    flaws: protocol.flaws.map(({ id }) => id).filter((id) => scenario.flaws.includes(id)),
  };
  const usual = {
    ...protocol.defaults,
    ...{ seed: DEFAULTS.seed, duration: toMs(DEFAULTS.duration), title: '', notes: '' },
    ...{ network: {}, model: {}, options: {}, initial: {}, workload: [], faults: [], flaws: [] },
  };
  // Leaving keys out of what has the right types leaves the types of the others right.
  return { version: VERSION, protocol: scenario.protocol, ...differing(full, usual) } as ScenarioJson;
}

/** The entries of `value` that `usual` does not hold just so. */
function differing(value: Plain, usual: Plain): Plain {
  const entries = Object.entries(value);
  return Object.fromEntries(entries.filter(([key, item]) => JSON.stringify(item) !== JSON.stringify(usual[key])));
}

function castJson({ processes }: Scenario, protocol: ProtocolDefinition): number | readonly string[] {
  const usual = namesOf(processes.length, protocol);
  return processes.every((process, index) => process === usual[index]) ? processes.length : processes;
}

function networkJson({ network }: Pick<Scenario, 'network'>): Plain {
  const { delay, loss, duplicate, fifo, transport } = network;
  return { delay: rangeToMs(delay), loss, duplicate, fifo, transport };
}

function modelJson({ model }: Pick<Scenario, 'model'>): Plain {
  const { timing, process, gst } = model;
  return { timing, process, ...(gst === undefined ? {} : { gst: toMs(gst) }) };
}

function optionsJson(scenario: Scenario, protocol: ProtocolDefinition): Plain {
  const { options, processOptions } = withoutDefaults(scenario, protocol, [...scenario.processes, ...scenario.clients]);
  const own = Object.entries(processOptions).map(
    ([process, values]) => [process, valuesJson(values, protocol)] as const,
  );
  return { ...valuesJson(options, protocol), ...Object.fromEntries(own) };
}

function valuesJson(values: Options, protocol: ProtocolDefinition): Plain {
  const durations = new Set(protocol.options.filter(({ kind }) => kind === 'duration').map(({ id }) => id));
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, durations.has(id) ? toMs(Number(value)) : optionJson(value)]),
  );
}

function optionJson(value: OptionValue): unknown {
  return typeof value === 'object' ? rangeToMs(value) : value;
}

function initialJson({ initial, processes }: Scenario): Plain {
  const stored = processes.flatMap((process) => {
    const values = initial[process];
    return values === undefined || Object.keys(values).length === 0 ? [] : [[process, inOrder(values)] as const];
  });
  return Object.fromEntries(stored);
}

function requestJson({ client, op, key, value, expected, when }: Request): Plain {
  const time =
    'at' in when ? { at: toMs(when.at) } : { from: toMs(when.from), until: toMs(when.until), every: toMs(when.every) };
  const values = {
    ...(expected === undefined || expected === null ? {} : { expected }),
    ...(value === undefined ? {} : { value }),
  };
  return { ...time, client, op, key, ...values };
}

const TARGET_KEYS: Readonly<Record<FaultShape['target'], readonly string[]>> = {
  link: ['from', 'to', 'bothWays'],
  groups: ['groups'],
  process: ['process'],
  message: ['message'],
};

function faultJson(fault: Fault): Plain {
  const shape = FAULT_SHAPES[fault.kind];
  const until = 'until' in fault && fault.until !== undefined ? { until: toMs(fault.until) } : {};
  const values: Plain = { ...fault };
  const target = TARGET_KEYS[shape.target].map((key) => [key, values[key]] as const);
  const fields = Object.entries(shape.fields).map(([key, kind]) => {
    const value = values[key];
    if (kind === 'duration') return [key, toMs(Number(value))] as const;
    // A fault's only ranges are ranges of delays.
    return [key, kind === 'durations' && value !== undefined ? rangeToMs(value as Range) : value] as const;
  });
  const said = [...target, ...fields].filter(
    ([key, value]) => value !== undefined && !(key === 'bothWays' && value === true),
  );
  return { kind: fault.kind, at: toMs(fault.at), ...until, ...Object.fromEntries(said) };
}

function rangeToMs([low, high]: Range): readonly [number, number] {
  return [toMs(low), toMs(high)];
}

function toMs(micros: Micros): number {
  return micros / 1_000;
}
