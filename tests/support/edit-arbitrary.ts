/** Arbitrary edits of a scenario: what a person does to a run, faults of every kind added, moved and taken away. */
import fc from 'fast-check';
import type { ProtocolDefinition } from '../../src/sim/protocol.ts';
import type { Fault, Request, Scenario } from '../../src/sim/scenario.ts';
import { faultArbitrary, timersOf } from './fault-arbitrary.ts';
import { timeArbitrary } from './number-arbitrary.ts';

export interface Edit {
  readonly what: string;
  readonly apply: (scenario: Scenario) => Scenario;
}

/** Edits that keep to the cast and the model of `scenario`, so that they can be chained in any order. */
export function editArbitrary(protocol: ProtocolDefinition, scenario: Scenario): fc.Arbitrary<Edit> {
  const { processes, clients, model, duration } = scenario;
  const timers = timersOf(protocol, { processes, clients });
  const fault = faultArbitrary({ cast: { processes, clients }, model, duration, timers });
  const at = timeArbitrary(0, duration);
  const faults = (what: string, change: (list: readonly Fault[]) => readonly Fault[]): Edit => ({
    what,
    apply: (now) => ({ ...now, faults: change(now.faults) }),
  });
  const workload = (what: string, change: (list: readonly Request[]) => readonly Request[]): Edit => ({
    what,
    apply: (now) => ({ ...now, workload: change(now.workload) }),
  });
  const kinds: { weight: number; arbitrary: fc.Arbitrary<Edit> }[] = [
    {
      weight: 4,
      arbitrary: fc
        .tuple(fault, fc.nat(8))
        .map(([one, index]) => faults(`add ${JSON.stringify(one)} at ${index}`, (list) => inserted(list, one, index))),
    },
    {
      weight: 2,
      arbitrary: fc.nat(8).map((index) => faults(`remove fault ${index}`, (list) => without(list, index))),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.nat(8), at, fc.option(timeArbitrary(1, duration), { nil: undefined }))
        .map(([index, time, length]) =>
          faults(`move fault ${index} to ${time} for ${length}`, (list) =>
            changed(list, index, (one) => moved(one, time, length)),
          ),
        ),
    },
    {
      weight: 1,
      arbitrary: timeArbitrary(1000, duration).map((length) => ({
        what: `last ${length}`,
        apply: (now: Scenario) => ({ ...now, duration: length }),
      })),
    },
    {
      weight: 1,
      arbitrary: fc.nat(3).map((seed) => ({ what: `seed ${seed}`, apply: (now: Scenario) => ({ ...now, seed }) })),
    },
    {
      weight: 1,
      arbitrary: fc.string().map((title) => ({ what: 'title', apply: (now: Scenario) => ({ ...now, title }) })),
    },
    {
      // What a text brings back is equal, not the same.
      weight: 1,
      arbitrary: fc.constant({ what: 'copy', apply: (now: Scenario) => JSON.parse(JSON.stringify(now)) as Scenario }),
    },
  ];
  if (clients.length > 0 && protocol.operations.length > 0) {
    const request = fc.record({ client: fc.constantFrom(...clients), op: fc.constantFrom(...protocol.operations), at });
    kinds.push(
      {
        weight: 2,
        arbitrary: fc
          .tuple(request, fc.nat(5))
          .map(([one, index]) => workload(`ask ${JSON.stringify(one)}`, (list) => inserted(list, asking(one), index))),
      },
      { weight: 1, arbitrary: fc.nat(5).map((index) => workload(`unask ${index}`, (list) => without(list, index))) },
    );
  }
  return fc.oneof(...kinds);
}

function asking({ client, op, at }: Pick<Request, 'client' | 'op'> & { readonly at: number }): Request {
  return { client, op, key: 'x', ...(op === 'cas' ? { value: '7', expected: '1' } : {}), when: { at } };
}

function moved(fault: Fault, at: number, length: number | undefined): Fault {
  const lasting = 'until' in fault && fault.until !== undefined;
  return { ...fault, at, ...(lasting ? { until: at + (length ?? fault.until - fault.at) } : {}) } as Fault;
}

function inserted<Item>(list: readonly Item[], item: Item, index: number): readonly Item[] {
  return list.toSpliced(index, 0, item);
}

function without<Item>(list: readonly Item[], index: number): readonly Item[] {
  return list.filter((_, other) => other !== index);
}

function changed<Item>(list: readonly Item[], index: number, change: (item: Item) => Item): readonly Item[] {
  return list.map((item, other) => (other === index ? change(item) : item));
}
