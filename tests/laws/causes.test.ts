/** A what-if differs only where causality makes it differ. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protocols } from '../../src/protocols/catalog.ts';
import type { Fault, Scenario } from '../../src/sim/scenario.ts';
import type { Simulation } from '../../src/sim/simulation.ts';
import type { EventId } from '../../src/sim/trace-event.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';
import { whole } from './run.ts';

const DURATION = 900_000;

/** Where each lane can begin to differ, as counters of its own clock. */
type Borders = number[];

/**
 * Widens `borders` until no message from beyond one crosses into what is before another, in this run.
 * Vectors of one run alone do not tell: a message that only the other run has leaves no mark in this one.
 */
function widened({ trace }: Simulation, borders: Borders): Borders {
  const now = [...borders];
  for (let id = 0; id < trace.length; id += 1) {
    if (trace.kind(id) !== 'receive') continue;
    const [to, from] = [trace.to(id), trace.from(id)];
    if (trace.vector(trace.cause(id), from) >= (now[from] ?? 0)) now[to] = Math.min(now[to] ?? 0, trace.vector(id, to));
  }
  return now;
}

function before({ trace }: Simulation, lane: number, border: number): string[] {
  return Array.from({ length: Math.min(border - 1, trace.tickCount(lane)) }, (_, index) => {
    const { id: __, cause: ___, ...told } = trace.event(trace.tick(lane, index + 1));
    return JSON.stringify(told);
  });
}

/**
 * `first`, of the usual run, is the first event that the what-if takes away. What neither run lets its place reach
 * is the same in both. Gives how many events had to be.
 */
function expectSameElsewhere(usual: Simulation, other: Simulation, first: EventId): number {
  const lane = usual.trace.lane(first);
  let borders: Borders = usual.trace.lanes.map(() => Number.MAX_SAFE_INTEGER);
  borders[lane] = usual.trace.vector(first, lane);
  for (let last = ''; last !== borders.join(); ) {
    last = borders.join();
    borders = widened(other, widened(usual, borders));
  }
  return borders.reduce((sum, border, index) => {
    const events = before(usual, index, border);
    expect(before(other, index, border)).toEqual(events);
    return sum + events.length;
  }, 0);
}

function eventsWhere({ trace }: Simulation, holds: (id: EventId) => boolean): EventId[] {
  return Array.from({ length: trace.length }, (_, id) => id).filter(holds);
}

describe.each(protocols)('a what-if of $id', (protocol) => {
  const scenarios = scenarioArbitrary(protocol, { duration: DURATION, faults: 4, requests: 5 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const withFault = (scenario: Scenario, fault: Fault) =>
    whole({ ...scenario, faults: [...scenario.faults, fault] }, protocol);
  const holds = (law: (scenario: Scenario, at: number, which: number) => number) => {
    let compared = 0;
    fc.assert(
      fc.property(scenarios, share, fc.nat(), (scenario, part, which) => {
        compared += law(scenario, Math.floor(part * scenario.duration), which);
      }),
      { numRuns: 30 },
    );
    // Something was there to compare: few events only where nobody acts unasked.
    expect(compared).toBeGreaterThan(30);
  };

  it('that cuts a link leaves alone what is not in the future of a message that the link would have carried', () => {
    holds((scenario, at, which) => {
      const usual = whole(scenario, protocol);
      const { trace } = usual;
      // A link that carries something: in some protocols not everybody talks to everybody.
      const later = eventsWhere(usual, (id) => trace.kind(id) === 'receive' && trace.at(id) >= at);
      if (later.length === 0) return 0;
      const linkOf = (id: EventId) => [trace.lanes[trace.from(id)] ?? '', trace.lanes[trace.to(id)] ?? ''] as const;
      const [from, to] = linkOf(later[which % later.length] ?? 0);
      const first = later.find((id) => linkOf(id).join() === [from, to].join());
      const other = withFault(scenario, { kind: 'cut', from, to, bothWays: false, at });
      return first === undefined ? 0 : expectSameElsewhere(usual, other, first);
    });
  });

  it('that drops one message leaves alone what is not in the future of its receipt', () => {
    holds((scenario, _, which) => {
      const usual = whole(scenario, protocol);
      const { trace } = usual;
      const received = eventsWhere(usual, (id) => trace.kind(id) === 'receive');
      if (received.length === 0) return 0;
      const message = trace.address(received[which % received.length] ?? 0);
      const first = received.find((id) => trace.address(id) === message) ?? 0;
      return expectSameElsewhere(usual, withFault(scenario, { kind: 'drop', message, at: 0 }), first);
    });
  });

  it('that pauses a process leaves alone what is not in the future of what it would have done', () => {
    holds((scenario, at, which) => {
      const usual = whole(scenario, protocol);
      const { trace } = usual;
      const process = scenario.processes[which % scenario.processes.length] ?? '';
      const lane = trace.lanes.indexOf(process);
      const [next] = eventsWhere(
        usual,
        (id) => trace.lane(id) === lane && trace.at(id) >= at && ticking(trace.kind(id)),
      );
      const other = withFault(scenario, { kind: 'pause', process, at, until: at + 200_000 });
      return next === undefined ? 0 : expectSameElsewhere(usual, other, next);
    });
  });
});

function ticking(kind: string): boolean {
  return kind === 'send' || kind === 'receive' || kind === 'timer' || kind === 'step';
}
