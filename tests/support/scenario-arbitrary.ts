/** Arbitrary scenarios of a protocol, valid and in normal form: every kind of fault but `corrupt`, workloads, options. */
import fc from 'fast-check';
import { namesOf } from '../../src/scenario/cast.ts';
import { exclusionsOf } from '../../src/scenario/check-model.ts';
import type { OptionDefinition, ProtocolDefinition } from '../../src/sim/protocol.ts';
import type {
  Fault,
  Json,
  Options,
  OptionValue,
  ProcessId,
  Request,
  Scenario,
  SystemModel,
} from '../../src/sim/scenario.ts';
import { type Cast, faultArbitrary, timersOf } from './fault-arbitrary.ts';
import { probabilityArbitrary, rangeArbitrary, timeArbitrary } from './number-arbitrary.ts';

export interface ScenarioBounds {
  /** µs of true time at most; 10 s where left out. */
  readonly duration?: number;
  /** Faults at most; 8 where left out. */
  readonly faults?: number;
  /** Workload entries at most; 4 where left out. Each makes at most 40 operations. */
  readonly requests?: number;
  /** Whether links may also be reliable or authenticated; not where left out. */
  readonly transports?: boolean;
  /** Whether rules of the protocol may be left out; not where left out. */
  readonly flaws?: boolean;
  /** Whether keys, values, titles and notes hold any character; not where left out. */
  readonly oddTexts?: boolean;
  /** What a process may find in stable storage; nothing where left out. */
  readonly initial?: (process: ProcessId) => fc.Arbitrary<Readonly<Record<string, Json>>>;
}

const SECOND = 1_000_000;
const NAMES = ['A', 'B', 'M1', 'node7', 'Zeta', 'q', 'S9', 'X10', 'Paxos', 'abcdefghijklmnop', 'R1', 'R2', 'n0', 'n1'];

export function scenarioArbitrary(protocol: ProtocolDefinition, bounds: ScenarioBounds = {}): fc.Arbitrary<Scenario> {
  return fc
    .record({ cast: castArbitrary(protocol), model: modelArbitrary(), duration: durationArbitrary(bounds) })
    .chain(({ cast, model, duration }) => {
      return fc.record<Scenario>({
        protocol: fc.constant(protocol.id),
        processes: fc.constant(cast.processes),
        clients: fc.constant(cast.clients),
        seed: fc.oneof(fc.nat(1_000), fc.nat(2 ** 32 - 1)),
        duration: fc.constant(duration),
        title: textArbitrary(bounds, 0),
        notes: textArbitrary(bounds, 0),
        network: networkArbitrary(bounds),
        model: fc.constant(model),
        options: optionsArbitrary(protocol.options, (definition) => definition.fallback),
        processOptions: fc.constant({}),
        initial: initialArbitrary(cast, bounds),
        workload: workloadArbitrary(protocol, cast, duration, bounds),
        faults: fc.array(faultArbitrary({ cast, model, duration, timers: timersOf(protocol, cast) }), {
          maxLength: bounds.faults ?? 8,
        }),
        flaws: bounds.flaws ? fc.subarray(protocol.flaws.map(({ id }) => id)) : fc.constant([]),
      });
    })
    .chain((scenario) =>
      processOptionsArbitrary(protocol, scenario).map((processOptions) => obeying({ ...scenario, processOptions })),
    );
}

/** Without what its model excludes. */
function obeying(scenario: Scenario): Scenario {
  const faults: Fault[] = [];
  for (const fault of scenario.faults) {
    faults.push(fault);
    if (exclusionsOf({ ...scenario, faults }).length > 0) faults.pop();
  }
  return { ...scenario, faults };
}

/** Names of every kind; a protocol that tells kinds of process by their names gets those it gives itself. */
function castArbitrary(protocol: ProtocolDefinition): fc.Arbitrary<Cast> {
  const { limits, options, checkCast } = protocol;
  const [minLength, most] = limits.processes;
  const maxLength = Math.min(most, NAMES.length);
  const free = NAMES.filter((name) => options.every(({ id }) => id !== name));
  const counted = fc.integer({ min: minLength, max: most }).map((count) => namesOf(count, protocol));
  return fc.record({
    processes:
      checkCast === undefined
        ? fc.oneof({ weight: 4, arbitrary: counted }, fc.shuffledSubarray(free, { minLength, maxLength }))
        : counted,
    // One process alone would have nobody to talk to.
    clients: fc
      .integer({ min: minLength === 1 ? 1 : 0, max: 3 })
      .map((length) => Array.from({ length }, (_, index) => `C${index + 1}`)),
  });
}

function modelArbitrary(): fc.Arbitrary<SystemModel> {
  return fc.record(
    {
      timing: fc.constantFrom('partially-synchronous', 'synchronous', 'asynchronous'),
      process: fc.constantFrom('crash-recovery', 'crash-stop', 'arbitrary'),
      gst: timeArbitrary(0, 10 * SECOND),
    },
    { requiredKeys: ['timing', 'process'] },
  );
}

function durationArbitrary({ duration = 10 * SECOND }: ScenarioBounds): fc.Arbitrary<number> {
  // Shorter runs have little in them.
  return fc.oneof(fc.constant(duration), timeArbitrary(Math.min(SECOND, duration), duration));
}

function networkArbitrary({ transports = false }: ScenarioBounds): fc.Arbitrary<Scenario['network']> {
  return fc.record({
    delay: rangeArbitrary(0, 50_000),
    loss: probabilityArbitrary(300_000),
    duplicate: probabilityArbitrary(300_000),
    fifo: fc.boolean(),
    transport: transports ? fc.constantFrom('datagram', 'reliable', 'authenticated') : fc.constant('datagram' as const),
  });
}

/** Any subset of the options, each with a value that is not the usual one: that is how normal form has them. */
function optionsArbitrary(
  definitions: readonly OptionDefinition[],
  usual: (definition: OptionDefinition) => OptionValue,
): fc.Arbitrary<Options> {
  const entries = definitions.map((definition) => [definition.id, valueArbitrary(definition)] as const);
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] }).map((values) => {
    const unusual = definitions.filter((definition) => {
      const value = values[definition.id];
      return value !== undefined && JSON.stringify(value) !== JSON.stringify(usual(definition));
    });
    return Object.fromEntries(unusual.map(({ id }) => [id, values[id] as OptionValue]));
  });
}

/** From half of the default to twice as much, so that runs stay alive. */
function valueArbitrary(definition: OptionDefinition): fc.Arbitrary<OptionValue> {
  switch (definition.kind) {
    case 'duration':
      return timeArbitrary(...around(definition.fallback, definition.fallback, definition));
    case 'durations':
      return rangeArbitrary(...around(...definition.fallback, definition));
    case 'integer':
      return fc.integer(minMax(around(definition.fallback, definition.fallback, definition)));
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...definition.choices);
  }
}

function around(low: number, high: number, { min, max }: { min: number; max: number }): [number, number] {
  return [Math.max(min, Math.floor(low / 2)), Math.min(max, high * 2)];
}

function minMax([min, max]: readonly [number, number]): { min: number; max: number } {
  return { min, max };
}

function processOptionsArbitrary(
  protocol: ProtocolDefinition,
  scenario: Scenario,
): fc.Arbitrary<Scenario['processOptions']> {
  const definitions = protocol.options.filter(({ perProcess }) => perProcess);
  const own = optionsArbitrary(definitions, ({ id, fallback }) => scenario.options[id] ?? fallback);
  const entries = fc
    .subarray([...scenario.processes], { maxLength: Math.min(2, scenario.processes.length) })
    .chain((processes) => {
      return fc.tuple(...processes.map((process) => own.map((options) => [process, options] as const)));
    });
  return entries.map((all) => Object.fromEntries(all.filter(([, options]) => Object.keys(options).length > 0)));
}

function initialArbitrary({ processes }: Cast, { initial }: ScenarioBounds): fc.Arbitrary<Scenario['initial']> {
  if (initial === undefined) return fc.constant({});
  const some = fc.subarray([...processes], { maxLength: Math.min(3, processes.length) });
  return some.chain((chosen) => {
    const stored = fc.tuple(...chosen.map((process) => initial(process).map((values) => [process, values] as const)));
    return stored.map((all) => Object.fromEntries(all.filter(([, values]) => Object.keys(values).length > 0)));
  });
}

function workloadArbitrary(
  protocol: ProtocolDefinition,
  { clients }: Cast,
  duration: number,
  bounds: ScenarioBounds,
): fc.Arbitrary<readonly Request[]> {
  if (clients.length === 0 || protocol.operations.length === 0) return fc.constant([]);
  const request = fc
    .record({
      client: fc.constantFrom(...clients),
      op: fc.constantFrom(...protocol.operations),
      key: bounds.oddTexts ? textArbitrary(bounds, 1) : fc.constantFrom('x', 'y'),
      value: fc.option(textArbitrary(bounds, 0), { nil: undefined }),
      expected: fc.option(textArbitrary(bounds, 0)),
      when: whenArbitrary(duration),
    })
    .map(({ client, op, key, value, expected, when }): Request => {
      if (op === 'read') return { client, op, key, when };
      if (op === 'cas') return { client, op, key, value: value ?? '', expected, when };
      return { client, op, key, ...(value === undefined ? {} : { value }), when };
    });
  return fc.array(request, { maxLength: bounds.requests ?? 4 });
}

function whenArbitrary(duration: number): fc.Arbitrary<Request['when']> {
  const repeated = fc
    .tuple(timeArbitrary(0, duration), timeArbitrary(1, duration), fc.integer({ min: 1, max: 40 }))
    .map(([from, length, times]) => ({ from, until: from + length, every: Math.max(1, Math.ceil(length / times)) }));
  return fc.oneof(
    timeArbitrary(0, duration).map((at) => ({ at })),
    repeated,
  );
}

function textArbitrary({ oddTexts }: ScenarioBounds, minLength: number): fc.Arbitrary<string> {
  const plain = fc.string({ unit: fc.constantFrom('a', 'b', '1', '2'), minLength, maxLength: 3 });
  if (!oddTexts) return plain;
  const troubling = fc.constantFrom(
    'null',
    'true',
    '1',
    '-',
    '@1s',
    '#',
    '"',
    '\\',
    '=',
    ';',
    '_',
    '~',
    '%41',
    'a b',
    '\n',
    ',',
  );
  return fc.oneof(plain, troubling, fc.string({ unit: 'binary', minLength, maxLength: 12 }));
}
