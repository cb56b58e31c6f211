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

/** By lane: its ticking events, as long as they do not know of the `counter`-th of lane `from`; without their ids. */
function untouched({ trace }: Simulation, from: number, counter: number): string[][] {
  return trace.lanes.map((_, lane) => {
    const events: string[] = [];
    for (let tick = 1; tick <= trace.tickCount(lane); tick += 1) {
      const event = trace.tick(lane, tick);
      if (trace.vector(event, from) >= counter) break;
      const { id: __, cause: ___, ...told } = trace.event(event);
      events.push(JSON.stringify(told));
    }
    return events;
  });
}

/**
 * `first`, of the usual run, is the first event that the what-if takes away. Whatever is in the future of its place,
 * in one run or the other, may differ. Gives how many events had to be the same.
 */
function expectSameElsewhere(usual: Simulation, other: Simulation, first: EventId): number {
  const lane = usual.trace.lane(first);
  const counter = usual.trace.vector(first, lane);
  const [before, now] = [untouched(usual, lane, counter), untouched(other, lane, counter)];
  return before.reduce((sum, events, index) => {
    const length = Math.min(events.length, now[index]?.length ?? 0);
    expect(now[index]?.slice(0, length)).toEqual(events.slice(0, length));
    return sum + length;
  }, 0);
}

function eventsWhere({ trace }: Simulation, holds: (id: EventId) => boolean): EventId[] {
  return Array.from({ length: trace.length }, (_, id) => id).filter(holds);
}

describe.each(protocols)('a what-if of $id', (protocol) => {
  const scenarios = scenarioArbitrary(protocol, { duration: DURATION, faults: 4, requests: 2 });
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
    expect(compared).toBeGreaterThan(200);
  };

  it('that cuts a link leaves alone what is not in the future of a message that the link would have carried', () => {
    holds((scenario, at, which) => {
      const usual = whole(scenario, protocol);
      const { trace } = usual;
      const from = scenario.processes[which % scenario.processes.length] ?? '';
      const to = scenario.processes[(which + 1) % scenario.processes.length] ?? '';
      const [first] = eventsWhere(
        usual,
        (id) =>
          trace.kind(id) === 'receive' &&
          trace.at(id) >= at &&
          trace.lanes[trace.from(id)] === from &&
          trace.lanes[trace.to(id)] === to,
      );
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
