/** Arbitrary faults that can be done to a given cast under a given model. */
import fc from 'fast-check';
import { type ProtocolDefinition, promptsOf } from '../../src/sim/protocol.ts';
import type { Fault, ProcessId, SystemModel } from '../../src/sim/scenario.ts';
import { probabilityArbitrary, rangeArbitrary, timeArbitrary } from './number-arbitrary.ts';

export interface Cast {
  readonly processes: readonly ProcessId[];
  readonly clients: readonly ProcessId[];
}

export interface FaultBounds {
  readonly cast: Cast;
  readonly model: SystemModel;
  readonly duration: number;
  readonly timers: readonly Trigger[];
}

interface Trigger {
  readonly process: ProcessId;
  readonly timer: string;
}

/** Whatever `trigger` may name: timers on every process, and what each process can be prompted to do. */
export function timersOf(protocol: ProtocolDefinition, { processes, clients }: Cast): readonly Trigger[] {
  return [...processes, ...clients].flatMap((process) =>
    [...protocol.timers, ...promptsOf(protocol, process, processes)].map(({ name }) => ({ process, timer: name })),
  );
}

type Span = { readonly at: number; readonly until?: number };

/** Every kind that the model allows, but `corrupt`. */
export function faultArbitrary({ cast, model, duration, timers }: FaultBounds): fc.Arbitrary<Fault> {
  const at = timeArbitrary(0, duration);
  const ending = fc
    .tuple(at, timeArbitrary(1, duration))
    .map(([begin, length]): Span => ({ at: begin, until: begin + length }));
  const span: fc.Arbitrary<Span> = fc.oneof(
    { weight: 3, arbitrary: ending },
    at.map((begin) => ({ at: begin })),
  );
  const process = processArbitrary(cast);
  const link = linkArbitrary(cast);
  const message = fc
    .tuple(link, fc.integer({ min: 1, max: 60 }))
    .map(([[from, to], number]) => `${from}-${to}.${number}`);
  const pause = model.timing === 'synchronous' ? ending : span;
  const kinds: fc.Arbitrary<Fault>[] = [
    fc
      .tuple(span, link, fc.boolean())
      .map(([times, [from, to], bothWays]) => ({ kind: 'cut', ...times, from, to, bothWays })),
    fc.tuple(span, groupsArbitrary(cast)).map(([times, groups]) => ({ kind: 'partition', ...times, groups })),
    fc.tuple(span, process).map(([times, who]) => ({ kind: 'isolate', ...times, process: who })),
    degradeArbitrary(cast, span),
    fc
      .tuple(at, message, fc.constantFrom('drop' as const, 'duplicate' as const))
      .map(([time, which, kind]) => ({ kind, at: time, message: which })),
    fc
      .tuple(at, message, timeArbitrary(1, 500_000))
      .map(([time, which, by]) => ({ kind: 'delay', at: time, message: which, by })),
    fc.tuple(pause, process).map(([times, who]) => ({ kind: 'pause', ...times, process: who })),
    fc.tuple(span, process).map(([times, who]) => ({ kind: 'crash', ...times, process: who })),
    fc
      .tuple(at, process, timeArbitrary(-2_000_000, 2_000_000))
      .map(([time, who, by]) => ({ kind: 'skew', at: time, process: who, by })),
    fc
      .tuple(span, process, fc.integer({ min: -300_000, max: 300_000 }))
      .map(([times, who, ppm]) => ({ kind: 'drift', ...times, process: who, ppm })),
  ];
  if (model.process !== 'crash-stop')
    kinds.push(fc.tuple(at, process).map(([time, who]) => ({ kind: 'restart', at: time, process: who })));
  if (timers.length > 0) {
    const trigger = fc.constantFrom(...timers);
    kinds.push(
      fc
        .tuple(at, trigger)
        .map(([time, { process: who, timer }]) => ({ kind: 'trigger', at: time, process: who, timer })),
    );
  }
  return fc.oneof(...kinds);
}

/** Clients are tried now and then. */
function processArbitrary({ processes, clients }: Cast): fc.Arbitrary<ProcessId> {
  const process = fc.constantFrom(...processes);
  return clients.length === 0 ? process : fc.oneof({ weight: 5, arbitrary: process }, fc.constantFrom(...clients));
}

/** Two ends, at most one of them a client. */
function linkArbitrary({ processes, clients }: Cast): fc.Arbitrary<readonly [ProcessId, ProcessId]> {
  const pairs = processes.flatMap((from) => {
    const others = [...processes, ...clients].filter((to) => to !== from);
    const outward = others.map((to): [ProcessId, ProcessId] => [from, to]);
    return [...outward, ...clients.map((client): [ProcessId, ProcessId] => [client, from])];
  });
  return fc.constantFrom(...pairs);
}

/** At least two groups; some may belong to none. */
function groupsArbitrary({ processes, clients }: Cast): fc.Arbitrary<readonly (readonly ProcessId[])[]> {
  return fc
    .shuffledSubarray([...processes, ...clients], { minLength: 2 })
    .chain((members) => fc.tuple(fc.constant(members), fc.integer({ min: 2, max: Math.min(4, members.length) })))
    .map(([members, count]) => {
      return Array.from({ length: count }, (_, group) => members.filter((_member, index) => index % count === group));
    });
}

function degradeArbitrary(cast: Cast, span: fc.Arbitrary<Span>): fc.Arbitrary<Fault> {
  const one = fc.record(
    {
      loss: probabilityArbitrary(1_000_000),
      duplicate: probabilityArbitrary(1_000_000),
      delay: rangeArbitrary(0, 200_000),
    },
    { requiredKeys: [] },
  );
  const figures = one.filter((values) => Object.keys(values).length > 0);
  const link = fc.oneof(
    linkArbitrary(cast),
    processArbitrary(cast).map((to) => ['*', to] as const),
    processArbitrary(cast).map((from) => [from, '*'] as const),
    fc.constant(['*', '*'] as const),
  );
  return fc.tuple(span, link, fc.boolean(), figures).map(([times, [from, to], bothWays, values]) => {
    return { kind: 'degrade', ...times, from, to, bothWays, ...values };
  });
}
