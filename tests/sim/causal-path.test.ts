/** Before and after, and the messages that prove it, in long runs: held against a walk over every event. */
import { describe, expect, it } from 'vitest';
import { causalPath } from '../../src/sim/causal-path.ts';
import { compare, lightCone, placeIn, ticks } from '../../src/sim/causality.ts';
import { Trace } from '../../src/sim/trace.ts';
import type { EventId } from '../../src/sim/trace-event.ts';
import { runText } from '../support/gallery-run.ts';

const short = runText('vector processes=5 seed=3 duration=1500ms\nnetwork loss=10%\n@400ms..600ms crash S2').trace;

/** Everything that `start` reaches along processes and messages, found by looking at every event. */
function reachedFrom(trace: Trace, start: EventId): Set<EventId> {
  const reached = new Set<EventId>([start]);
  const lanes = new Set<number>([trace.lane(start)]);
  for (let id = start + 1; id < trace.length; id += 1) {
    if (!ticks(trace, id)) continue;
    const heard = trace.kind(id) === 'receive' && reached.has(trace.cause(id));
    if (!heard && !lanes.has(trace.lane(id))) continue;
    reached.add(id);
    lanes.add(trace.lane(id));
  }
  return reached;
}

describe('the path of messages', () => {
  it('is there exactly where a walk over all events gets, and each of its hops follows on the last', () => {
    const events = Array.from({ length: short.length }, (_, id) => id).filter((id) => ticks(short, id));
    let paths = 0;
    for (const a of events.filter((_, index) => index % 7 === 0)) {
      const reached = reachedFrom(short, a);
      const cone = lightCone(short, a);
      for (const b of events) {
        const path = b === a ? undefined : causalPath(short, a, b);
        expect(path !== undefined).toBe(b !== a && reached.has(b));
        expect(placeIn(short, cone, b) === 'future').toBe(b !== a && reached.has(b));
        if (path === undefined) continue;
        let [lane, last] = [short.lane(a), a];
        for (const { send, receive } of path) {
          expect([short.lane(send), send >= last, short.cause(receive)]).toEqual([lane, true, send]);
          [lane, last] = [short.lane(receive), receive];
        }
        expect([short.lane(b), b >= last]).toEqual([lane, true]);
        paths += 1;
      }
    }
    expect(paths).toBeGreaterThan(500);
  });

  it('takes a bounded number of looks at a run of 100,000 events, wherever the two events lie', () => {
    const { trace } = runText('vector processes=9 seed=1 duration=100s\nset pace=10..30ms');
    expect(trace.length).toBeGreaterThan(100_000);
    let looks = 0;
    const counted = new Proxy(trace, {
      get: (target, name) => {
        const value = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        looks += 1;
        return value.bind(target);
      },
    });
    expect(counted).toBeInstanceOf(Trace);
    const ids = Array.from({ length: trace.length }, (_, id) => id).filter((id) => ticks(trace, id));
    let most = 0;
    for (let index = 0; index < 200; index += 1) {
      const a = ids[(index * 7919) % ids.length] ?? 0;
      const b = ids[(index * 104_729 + 500) % ids.length] ?? 0;
      looks = 0;
      lightCone(counted, a);
      causalPath(counted, a, b);
      expect(compare(counted, a, b)).toBeTypeOf('string');
      most = Math.max(most, looks);
    }
    // Two cones of nine lanes, each lane bisected in about 14 steps of two looks.
    expect(most).toBeLessThan(1_500);
    expect(most).toBeGreaterThan(100);
  });
});
