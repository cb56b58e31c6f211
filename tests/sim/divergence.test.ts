/** Two runs compared: what only one of them has lies in the light cone of the change, and the change is found where it was made. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { protocols } from '../../src/protocols/catalog.ts';
import { type Divergence, divergenceOf } from '../../src/sim/divergence.ts';
import type { Fault, Scenario } from '../../src/sim/scenario.ts';
import { advance, amend, begin, type Simulation } from '../../src/sim/simulation.ts';
import type { EventId } from '../../src/sim/trace-event.ts';
import { scenarioOf, whole } from '../laws/run.ts';
import { editArbitrary } from '../support/edit-arbitrary.ts';
import { runText } from '../support/gallery-run.ts';
import { HandTrace } from '../support/hand-trace.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';

const DURATION = 700_000;
const COMPARED = ['raft', 'gossip', 'vector', 'chain'];

function byHand(run: HandTrace) {
  return { trace: run.done(), reached: 100_000, scenario: { faults: [] } };
}

describe('two runs written by hand', () => {
  /** S1 tells S2, S2 tells S3; S4 is on its own. `other`: S2 says something else to S3. */
  function relay(other: boolean, drop = false) {
    const run = new HandTrace(['S1', 'S2', 'S3', 'S4']);
    const first = run.send(2, 'S1', 'S2', 'Tell');
    if (drop) run.lost(6, first, 'dropped');
    else {
      run.receive(10, first);
      run.receive(20, run.send(11, 'S2', 'S3', 'Tell', { word: other ? 'no' : 'yes' }));
    }
    run.step(22, 'S3', 'idle');
    run.step(30, 'S4', 'idle');
    return byHand(run);
  }

  it('are the same where they are the same', () => {
    expect(divergenceOf(relay(false), relay(false))).toBeUndefined();
  });

  it('part at the first event that differs, and the news travels along messages', () => {
    const found = divergenceOf(relay(false), relay(true));
    expect(found).toMatchObject({ at: 11_000, roots: ['S2'], first: { process: 'S2', before: 2, now: 2, at: 11_000 } });
    expect(found?.places.map(({ fate }) => fate)).toEqual(['outside', 'differs', 'differs', 'outside']);
    expect(found?.counts).toEqual({ onlyBefore: 2, onlyNow: 2, now: 6 });
  });

  it('differ at the receiver where a message is lost, and later events that are the same count as the same', () => {
    const found = divergenceOf(relay(false), relay(false, true));
    expect(found).toMatchObject({ at: 6_000, roots: ['S2'], first: { process: 'S2', before: 1, now: 1 } });
    expect(found?.counts).toEqual({ onlyBefore: 3, onlyNow: 1, now: 4 });
  });

  it('reach a process that does the same all the same', () => {
    const runs = [1, 2].map((value) => {
      const run = new HandTrace(['S1', 'S2', 'S3']);
      run.step(1, 'S1', 'pick', { value });
      run.receive(5, run.send(2, 'S1', 'S2', 'Beat'));
      return byHand(run);
    });
    const [before, now] = runs;
    const found = before && now && divergenceOf(before, now);
    expect(found?.places.map(({ fate }) => fate)).toEqual(['differs', 'reached', 'outside']);
  });

  it('are compared no further than both are known', () => {
    expect(divergenceOf({ ...relay(false), reached: 10_500 }, relay(true))).toBeUndefined();
  });
});

describe.each(protocols.filter(({ id }) => COMPARED.includes(id)))('a what-if of $id', (protocol) => {
  const scenarios = scenarioArbitrary(protocol, { duration: DURATION, faults: 3, requests: 4, transports: true });
  const plain = scenarioArbitrary(protocol, { duration: DURATION, faults: 3, requests: 4 });

  it('differs nowhere outside the light cone of the change', () => {
    let differing = 0;
    fc.assert(
      fc.property(
        scenarios.chain((scenario) => fc.tuple(fc.constant(scenario), editArbitrary(protocol, scenario))),
        ([scenario, edit]) => {
          const before = whole(scenario, protocol);
          const now = whatIf(before, edit.apply(scenario));
          const found = divergenceOf(before, now);
          if (found === undefined) return expectSame(before, now, []);
          differing += 1;
          expectSame(before, now, found.places);
          expectInside(found, before, now);
        },
      ),
      { numRuns: 40 },
    );
    expect(differing).toBeGreaterThan(5);
  });

  it('takes hold at the receiver of a message that is dropped, and nowhere else', () => {
    expectRoots(plain, (usual, which) => {
      const received = eventsWhere(usual, (id) => usual.trace.kind(id) === 'receive');
      const id = received[which % Math.max(received.length, 1)];
      if (id === undefined) return undefined;
      const { trace } = usual;
      return { fault: { kind: 'drop', message: trace.address(id), at: 0 }, roots: [trace.lanes[trace.to(id)] ?? ''] };
    });
  });

  it('takes hold at the process that is paused, and nowhere else', () => {
    expectRoots(plain, ({ scenario: { processes, duration } }, which) => {
      const process = processes[which % processes.length] ?? '';
      const at = which % duration;
      return { fault: { kind: 'pause', process, at, until: Math.min(at + 200_000, duration) }, roots: [process] };
    });
  });

  function expectRoots(
    arbitrary: fc.Arbitrary<Scenario>,
    change: (
      usual: Simulation,
      which: number,
    ) => { readonly fault: Fault; readonly roots: readonly string[] } | undefined,
  ) {
    let differing = 0;
    fc.assert(
      fc.property(arbitrary, fc.nat(), (scenario, which) => {
        const usual = whole(scenario, protocol);
        const made = change(usual, which);
        if (made === undefined) return;
        const now = whole({ ...scenario, faults: [...scenario.faults, made.fault] }, protocol);
        const roots = divergenceOf(usual, now)?.roots ?? [];
        if (roots.length === 0) return;
        differing += 1;
        expect(roots).toEqual(made.roots);
      }),
      { numRuns: 40 },
    );
    expect(differing).toBeGreaterThan(5);
  }
});

describe('a fault added before others', () => {
  it('differs by itself alone where it does nothing, though the others are counted on', () => {
    const text = 'raft seed=42 duration=2s\n@1s..1.2s pause S1\n@1.5s crash S2';
    const before = runText(text);
    const { scenario, protocol } = scenarioOf(text);
    const idle: Fault = { kind: 'drop', message: 'S1-S2.9999', at: 100_000 };
    const now = whole({ ...scenario, faults: [idle, ...scenario.faults] }, protocol);
    const found = divergenceOf(before, now);
    expect(found?.first).toBeUndefined();
    expect(found?.counts.onlyBefore).toBe(0);
    expect(found?.places.every(({ fate }) => fate === 'outside')).toBe(true);
  });

  it('is compared while the new run is still being computed', () => {
    const before = runText('raft seed=42 duration=2s');
    const { scenario, protocol } = scenarioOf('raft seed=42 duration=2s\n@500ms crash S1');
    const now = advance(begin(scenario, protocol), 400_000);
    expect(divergenceOf(before, now)).toBeUndefined();
    expect(divergenceOf(before, advance(now, 900_000))?.at).toBe(500_000);
  });
});

/** The edited run, computed to its end. */
function whatIf(before: Simulation, scenario: Scenario): Simulation {
  return advance(amend(before, scenario), scenario.duration);
}

/** Held against the events themselves: up to where the cone begins, both runs tell the same of each process. */
function expectSame(before: Simulation, now: Simulation, places: Divergence['places']): void {
  const until = Math.min(before.reached, now.reached);
  for (const [lane, process] of before.trace.lanes.entries()) {
    const cone = places.find((place) => place.process === process)?.cone ?? { before: -1, now: -1 };
    expect(told(now, lane, cone.now, until)).toEqual(told(before, lane, cone.before, until));
  }
}

function told({ trace }: Simulation, lane: number, end: EventId, until: number): string[] {
  const ids = Array.from({ length: trace.tickCount(lane) }, (_, index) => trace.tick(lane, index + 1));
  return ids
    .filter((id) => trace.at(id) <= until && (end < 0 || id < end))
    .map((id) => {
      const { id: __, cause: ___, ...event } = trace.event(id);
      return JSON.stringify(event);
    });
}

function expectInside({ places, onlyBefore, onlyNow }: Divergence, before: Simulation, now: Simulation): void {
  const outside = (trace: Simulation['trace'], only: Uint8Array, side: 'before' | 'now') =>
    Array.from(only, (flag, id) => ({ flag, id })).filter(({ flag, id }) => {
      const process = trace.lanes[trace.lane(id)];
      const first = places.find((place) => place.process === process)?.cone[side] ?? -1;
      const ticks = ['send', 'receive', 'timer', 'step'].includes(trace.kind(id));
      return flag === 1 && ticks && (first < 0 || id < first);
    });
  expect(outside(before.trace, onlyBefore, 'before')).toEqual([]);
  expect(outside(now.trace, onlyNow, 'now')).toEqual([]);
}

function eventsWhere({ trace }: Simulation, holds: (id: EventId) => boolean): EventId[] {
  return Array.from({ length: trace.length }, (_, id) => id).filter(holds);
}
