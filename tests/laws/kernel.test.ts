import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { protocols } from '../../src/protocols/catalog.ts';
import type { Fault, Scenario } from '../../src/sim/scenario.ts';
import { advance, amend, begin } from '../../src/sim/simulation.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';
import { eventsOf, printed, printedWorld, whole } from './run.ts';

const SECOND = 1_000_000;
const RUNS = { numRuns: 15 };

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(protocols)('a run of $id', (protocol) => {
  const bounds = { duration: 1.5 * SECOND, faults: 6, requests: 3, flaws: true };
  const scenarios = scenarioArbitrary(protocol, { ...bounds, transports: true });

  it('is the same for the same scenario, and asks neither the wall clock nor Math.random', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const first = printed(whole(scenario, protocol));
        const refuse = () => {
          throw new Error('a run asked the world outside');
        };
        const spies = [vi.spyOn(Date, 'now'), vi.spyOn(Math, 'random'), vi.spyOn(performance, 'now')];
        for (const spy of spies) spy.mockImplementation(refuse);
        const second = printed(whole(scenario, protocol));
        for (const spy of spies) spy.mockRestore();
        expect(second).toBe(first);
      }),
      RUNS,
    );
  });

  it('does not depend on the slices it is computed in', () => {
    fc.assert(
      fc.property(
        scenarios,
        fc.array(fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), budget: fc.nat(400) })),
        (scenario, slices) => {
          let simulation = begin(scenario, protocol);
          for (const { share, budget } of slices)
            simulation = advance(simulation, Math.floor(share * scenario.duration), budget + 1);
          expect(printed(advance(simulation, scenario.duration))).toBe(printed(whole(scenario, protocol)));
        },
      ),
      RUNS,
    );
  });

  it('does not show where its keyframes are', () => {
    fc.assert(
      fc.property(
        scenarios,
        fc.constantFrom(1, 7, 64, 100_000),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
        (scenario, spacing, shares) => {
          const usual = whole(scenario, protocol);
          const other = whole(scenario, protocol, spacing);
          expect(printed(other)).toBe(printed(usual));
          for (const share of shares) {
            const at = Math.floor(share * scenario.duration);
            expect(printedWorld(other, at)).toBe(printedWorld(usual, at));
          }
        },
      ),
      RUNS,
    );
  });

  it('amended is the run of the edited scenario, and leaves the old run as it was', () => {
    fc.assert(
      fc.property(
        scenarios,
        scenarios,
        fc.array(fc.nat(5), { minLength: 1, maxLength: 5 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (scenario, other, edits, share) => {
          let simulation = advance(begin(scenario, protocol), Math.floor(share * scenario.duration));
          let now = scenario;
          for (const edit of edits) {
            const before = { simulation, text: printed(simulation) };
            now = edited(now, other, edit);
            simulation = amend(simulation, now);
            expect(printed(before.simulation)).toBe(before.text);
            const complete = whole(now, protocol);
            expect(printed(advance(simulation, now.duration))).toBe(printed(complete));
          }
        },
      ),
      RUNS,
    );
  });

  it('keeps its past when its future is edited', () => {
    fc.assert(
      fc.property(scenarios, fc.double({ min: 0.1, max: 1, noNaN: true }), (scenario, share) => {
        const at = Math.floor(share * scenario.duration);
        const simulation = whole(scenario, protocol);
        const [process = 'S1'] = scenario.processes;
        const isolated = whole(
          { ...scenario, faults: [...scenario.faults, { kind: 'isolate', process, at }] },
          protocol,
        );
        const past = (events: string[]) => events.filter((event) => (JSON.parse(event) as { at: number }).at < at);
        expect(past(eventsOf(isolated))).toEqual(past(eventsOf(simulation)));
      }),
      RUNS,
    );
  });

  it('has the same luck for messages that an edit does not touch', () => {
    // On reliable links a message may have to wait for an earlier one, and acknowledgements share the links.
    fc.assert(
      fc.property(scenarioArbitrary(protocol, bounds), (scenario) => {
        const [a = 'S1', b = 'S2'] = [...scenario.processes, ...scenario.clients];
        // Before and after `gst` the same message has other luck: when it is sent decides.
        const { gst: _, ...model } = scenario.model;
        const calm: Scenario = { ...scenario, model, faults: [], network: { ...scenario.network, fifo: false } };
        const cut: Fault = { kind: 'cut', from: a, to: b, bothWays: false, at: 0 };
        const flights = (of: Scenario) => flightsOf(whole(of, protocol));
        const [usual, without] = [flights(calm), flights({ ...calm, faults: [cut] })];
        for (const [message, flight] of without) {
          if (!message.startsWith(`${a}-${b}.`) && usual.has(message)) expect(flight).toBe(usual.get(message));
        }
      }),
      RUNS,
    );
  });

  it('shows the same world whatever was looked at before', () => {
    fc.assert(
      fc.property(
        scenarios,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 8 }),
        (scenario, shares) => {
          const simulation = whole(scenario, protocol);
          for (const share of shares) {
            const at = Math.floor(share * scenario.duration);
            expect(printedWorld(simulation, at)).toBe(printedWorld(whole(scenario, protocol), at));
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  it('breaks no safety claim under random faults while every rule is kept', () => {
    const careful = scenarioArbitrary(protocol, { duration: 3 * SECOND, faults: 10, requests: 4, transports: true });
    fc.assert(
      fc.property(careful, (scenario) => {
        const broken = whole(scenario, protocol).verdicts.filter(
          ({ type, holds }) => type === 'safety' && holds === false,
        );
        expect(broken).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

/** One of a few edits, some of them taken from another scenario. */
function edited(now: Scenario, other: Scenario, edit: number): Scenario {
  const faults = sameCast(now, other) ? other.faults : standIns(now);
  switch (edit) {
    case 0:
      return { ...now, faults: [...now.faults, ...faults.slice(0, 1)] };
    case 1:
      return { ...now, faults: now.faults.slice(1) };
    case 2:
      return { ...now, faults: now.faults.map((fault, index) => (index === 0 ? later(fault) : fault)) };
    case 3:
      return { ...now, workload: now.workload.slice(1) };
    case 4:
      return { ...now, duration: Math.max(1000, Math.floor(now.duration * 0.7)) };
    default:
      return { ...now, title: `${now.title}!` };
  }
}

function later(fault: Fault): Fault {
  const until = 'until' in fault && fault.until !== undefined ? { until: fault.until + 1000 } : {};
  return { ...fault, at: fault.at + 1000, ...until } as Fault;
}

function sameCast(a: Scenario, b: Scenario): boolean {
  return JSON.stringify([a.processes, a.clients, a.model]) === JSON.stringify([b.processes, b.clients, b.model]);
}

/** Where the other scenario's faults name other processes: one of every manner, aimed at these. */
function standIns({ processes, clients, duration }: Scenario): readonly Fault[] {
  // A process alone has nobody but its clients.
  const [a = 'S1', b = 'S2'] = [...processes, ...clients];
  const at = Math.floor(duration / 3);
  const kinds: readonly Fault[] = [
    { kind: 'crash', process: b, at, until: at + 50_000 },
    { kind: 'drop', message: `${a}-${b}.2`, at },
    { kind: 'pause', process: a, at, until: at + 90_000 },
    { kind: 'drift', process: a, ppm: 300_000, at },
    { kind: 'cut', from: a, to: b, bothWays: true, at },
  ];
  return kinds.slice(duration % kinds.length);
}

/** By message: how long it was under way, or why it was lost. */
function flightsOf({ trace }: ReturnType<typeof whole>): Map<string, string> {
  const flights = new Map<string, string>();
  for (let id = 0; id < trace.length; id += 1) {
    const kind = trace.kind(id);
    if (kind !== 'receive' && kind !== 'lost') continue;
    const send = trace.cause(id);
    flights.set(`${trace.address(id)}#${trace.copy(id)}`, `${kind} ${trace.at(id) - trace.at(send)}`);
  }
  return flights;
}
