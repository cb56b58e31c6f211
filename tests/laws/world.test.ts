/** The world at a moment says what the trace says. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protocols } from '../../src/protocols/catalog.ts';
import { type Simulation, worldAt } from '../../src/sim/simulation.ts';
import type { EventId } from '../../src/sim/trace-event.ts';
import type { ProcessState, World } from '../../src/sim/world.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';
import { whole } from './run.ts';

/** What can be told of a process and of messages from the events up to a moment alone. */
interface Account {
  readonly status: Record<string, string>;
  readonly clock: Record<string, { readonly offset: number; readonly drift: number }>;
  readonly lamport: Record<string, number>;
  readonly vector: Record<string, Readonly<Record<string, number>>>;
  readonly sent: Record<string, number>;
  /** Sends whose first copy has neither arrived nor been lost. */
  readonly open: Set<EventId>;
  events: number;
}

function accountOf({ trace }: Simulation, at: number): Account {
  const each = <Value>(value: Value) => Object.fromEntries(trace.lanes.map((id) => [id, value]));
  const account: Account = {
    ...{ status: each('up'), clock: each({ offset: 0, drift: 0 }), lamport: each(0), vector: each({}) },
    ...{ sent: {}, open: new Set<EventId>(), events: 0 },
  };
  const statuses: Readonly<Record<string, string>> = { crash: 'crashed', restart: 'up', pause: 'paused', resume: 'up' };
  for (let id = 0; id < trace.length && trace.at(id) <= at; id += 1) {
    const event = trace.event(id);
    const process = event.process ?? '';
    account.events = id + 1;
    if (statuses[event.kind] !== undefined) account.status[process] = statuses[event.kind] ?? '';
    if (event.kind === 'clock') account.clock[process] = { offset: event.offset, drift: event.drift };
    if (['send', 'receive', 'timer', 'step'].includes(event.kind)) {
      account.lamport[process] = event.lamport ?? 0;
      account.vector[process] = event.vector ?? {};
    }
    if (event.kind === 'send') {
      const link = `${process}-${event.to}`;
      account.sent[link] = (account.sent[link] ?? 0) + 1;
      account.open.add(id);
    }
    if ((event.kind === 'receive' || event.kind === 'lost') && event.copy === undefined)
      account.open.delete(event.cause ?? -1);
  }
  return account;
}

function checkProcess(account: Account, state: ProcessState, world: World, lanes: readonly string[]): void {
  const { id, status, lamport, vector, clock } = state;
  const { offset, drift } = account.clock[id] ?? { offset: 0, drift: 0 };
  expect({ id, status, lamport }).toEqual({ id, status: account.status[id], lamport: account.lamport[id] });
  expect(vector).toEqual(lanes.map((lane) => account.vector[id]?.[lane] ?? 0));
  expect(clock).toEqual({ offset, drift, reading: offset + world.at + Math.floor((drift * world.at) / 1_000_000) });
  if (status === 'crashed') expect([state.timers, state.inbox]).toEqual([[], []]);
  if (status !== 'paused') {
    expect(state.inbox).toEqual([]);
    for (const { dueAt } of state.timers) expect(dueAt).toBeGreaterThan(world.at);
  }
}

describe.each(protocols)('the world of $id at a moment', (protocol) => {
  const scenarios = scenarioArbitrary(protocol, { duration: 1_200_000, faults: 8, requests: 2 });

  it('agrees with the events up to then: statuses, clocks, counts, messages under way', () => {
    fc.assert(
      fc.property(
        scenarios,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.nat(), { maxLength: 4 }),
        (scenario, shares, events) => {
          const simulation = whole(scenario, protocol);
          const { trace } = simulation;
          const moments = [
            ...shares.map((part) => Math.floor(part * scenario.duration)),
            ...events.map((event) => trace.at(event % trace.length)),
          ];
          for (const at of moments) {
            const world = worldAt(simulation, at);
            const account = accountOf(simulation, at);
            expect([world.at, world.events]).toEqual([at, account.events]);
            for (const process of world.processes) checkProcess(account, process, world, trace.lanes);
            for (const { from, to, sent } of world.links) expect(sent).toBe(account.sent[`${from}-${to}`] ?? 0);
            const waiting = world.processes.flatMap(({ inbox }) => inbox);
            const firsts = [...world.flights, ...waiting].filter(({ copy }) => copy === 1);
            expect(firsts.map(({ send }) => send).sort((a, b) => a - b)).toEqual([...account.open]);
            for (const flight of world.flights) {
              expect(trace.address(flight.send)).toBe(flight.message);
              expect(trace.at(flight.send)).toBe(flight.sentAt);
              expect(flight.doom?.endsAt ?? flight.arrivesAt).toBeGreaterThan(at);
            }
            for (const { arrivesAt } of waiting) expect(arrivesAt).toBeLessThanOrEqual(at);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('shows where each message under way will end, and there it ends', () => {
    const calm = scenarioArbitrary(protocol, { duration: 600_000, faults: 0, requests: 2 });
    fc.assert(
      fc.property(calm, fc.double({ min: 0, max: 1, noNaN: true }), (scenario, part) => {
        const simulation = whole(scenario, protocol);
        const { trace } = simulation;
        const ends = new Map<string, string>();
        for (let id = 0; id < trace.length; id += 1) {
          const kind = trace.kind(id);
          if (kind === 'receive' || kind === 'lost')
            ends.set(`${trace.address(id)}#${trace.copy(id)}`, `${kind} ${trace.at(id)}`);
        }
        for (const { message, copy, doom, arrivesAt } of worldAt(simulation, Math.floor(part * scenario.duration))
          .flights) {
          const promised = doom === undefined ? `receive ${arrivesAt}` : `lost ${doom.endsAt}`;
          const end = ends.get(`${message}#${copy}`);
          if ((doom?.endsAt ?? arrivesAt) <= scenario.duration) expect(end).toBe(promised);
          else expect(end).toBeUndefined();
        }
      }),
      { numRuns: 20 },
    );
  });
});
