/** Lamport and vector clocks by the books' rules, and the light cone, held against a walk over the graph of causes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protocols } from '../../src/protocols/catalog.ts';
import { compare, lightCone, placeIn, ticks } from '../../src/sim/causality.ts';
import { runToEnd } from '../../src/sim/simulation.ts';
import type { Trace } from '../../src/sim/trace.ts';
import type { TraceEvent } from '../../src/sim/trace-event.ts';
import { scenarioOf } from '../laws/run.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';

/** More than this and the brute force takes too long. */
const MOST = 700;

function eventsOf(trace: Trace): TraceEvent[] {
  return Array.from({ length: Math.min(trace.length, MOST) }, (_, id) => trace.event(id));
}

/** By event: the set of ticking events that happened before it, from process order and causes alone. */
function pasts(events: readonly TraceEvent[]): Set<number>[] {
  const last = new Map<string, number>();
  const known: Set<number>[] = [];
  for (const { id, kind, process, cause } of events) {
    const past = new Set<number>();
    known.push(past);
    if (process === undefined || !['send', 'receive', 'timer', 'step'].includes(kind)) continue;
    for (const before of [last.get(process), kind === 'receive' ? cause : undefined]) {
      if (before === undefined) continue;
      past.add(before);
      for (const earlier of known[before] ?? []) past.add(earlier);
    }
    last.set(process, id);
  }
  return known;
}

describe.each(protocols)('in a run of $id', (protocol) => {
  const scenarios = scenarioArbitrary(protocol, { duration: 600_000, faults: 6, requests: 2 });

  it('clocks tick at send, receive, timer and step, and a receive takes the maximum first', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const { trace } = runToEnd(scenario, protocol);
        const vectors = new Map(trace.lanes.map((id) => [id, new Map<string, number>()]));
        const lamports = new Map(trace.lanes.map((id) => [id, 0]));
        const stamped: TraceEvent[] = [];
        for (const event of eventsOf(trace)) {
          stamped.push(event);
          const { kind, process, cause } = event;
          if (process === undefined) {
            expect([event.clock, event.lamport, event.vector]).toEqual([undefined, undefined, undefined]);
            continue;
          }
          const vector = vectors.get(process) ?? new Map<string, number>();
          if (kind === 'receive') {
            const sent = stamped[cause ?? -1];
            for (const [other, counter] of Object.entries(sent?.vector ?? {}))
              vector.set(other, Math.max(counter, vector.get(other) ?? 0));
            lamports.set(process, Math.max(lamports.get(process) ?? 0, sent?.lamport ?? 0));
          }
          if (kind === 'send' || kind === 'receive' || kind === 'timer' || kind === 'step') {
            vector.set(process, (vector.get(process) ?? 0) + 1);
            lamports.set(process, (lamports.get(process) ?? 0) + 1);
          }
          if (event.clock === undefined) continue;
          expect(event.lamport).toBe(lamports.get(process));
          expect(event.vector).toEqual(Object.fromEntries(vector));
        }
      }),
      { numRuns: 12 },
    );
  });

  it('one event happened before another exactly when its vector is smaller', () => {
    fc.assert(
      fc.property(
        scenarios,
        fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 50, maxLength: 300 }),
        (scenario, pairs) => {
          const { trace } = runToEnd(scenario, protocol);
          const events = eventsOf(trace);
          const known = pasts(events);
          const ticking = events.filter(({ id }) => ticks(trace, id)).map(({ id }) => id);
          // Where nobody acts before the run ends there is nothing to compare.
          fc.pre(ticking.length > 0);
          for (const [first, second] of pairs) {
            const [a = 0, b = 0] = [ticking[first % ticking.length], ticking[second % ticking.length]];
            const order = a === b ? 'same' : known[b]?.has(a) ? 'before' : known[a]?.has(b) ? 'after' : 'concurrent';
            expect(compare(trace, a, b)).toBe(order);
            const smaller = trace.lanes.every((_, lane) => trace.vector(a, lane) <= trace.vector(b, lane)) && a !== b;
            expect(smaller).toBe(order === 'before');
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  it('the light cone of an event is what a walk along causes finds', () => {
    fc.assert(
      fc.property(scenarios, fc.array(fc.nat(), { minLength: 5, maxLength: 15 }), (scenario, choices) => {
        const { trace } = runToEnd(scenario, protocol);
        fc.pre(trace.length <= MOST);
        const events = eventsOf(trace);
        const known = pasts(events);
        const ticking = events.filter(({ id }) => ticks(trace, id)).map(({ id }) => id);
        fc.pre(ticking.length > 0);
        for (const choice of choices) {
          const event = ticking[choice % ticking.length] ?? 0;
          const cone = lightCone(trace, event);
          for (const id of ticking) {
            const place =
              id === event ? 'here' : known[event]?.has(id) ? 'past' : known[id]?.has(event) ? 'future' : 'elsewhere';
            expect(placeIn(trace, cone, id)).toBe(place);
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  it('what directly caused an event came before it, and a receipt is caused by the send of its message', () => {
    fc.assert(
      fc.property(scenarios, (scenario) => {
        const { trace } = runToEnd(scenario, protocol);
        for (let id = 0; id < trace.length; id += 1) {
          const cause = trace.cause(id);
          expect(cause).toBeLessThan(id);
          if (cause < 0) continue;
          const kind = trace.kind(id);
          if (kind === 'receive' || kind === 'lost') {
            expect(trace.kind(cause)).toBe('send');
            expect(trace.address(cause)).toBe(trace.address(id));
            expect(trace.at(cause)).toBeLessThanOrEqual(trace.at(id));
          } else if (ticks(trace, id) && ticks(trace, cause)) expect(compare(trace, cause, id)).toBe('before');
        }
      }),
      { numRuns: 12 },
    );
  });
});

describe('logical clocks', () => {
  it('go on after a crash where they were: a restarted process does not count anew', () => {
    const { scenario, protocol } = scenarioOf('skeleton duration=1s\n@300ms..500ms crash S1');
    const { trace } = runToEnd(scenario, protocol);
    const own = eventsOf(trace)
      .filter(({ process, vector }) => process === 'S1' && vector !== undefined)
      .map(({ vector }) => vector?.S1 ?? 0);
    expect(own).toEqual([...own].sort((a, b) => a - b));
    expect(eventsOf(trace).filter(({ kind }) => kind === 'restart')).toHaveLength(1);
  });
});
