import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Clock,
  drifting,
  monotonicReading,
  reading,
  skewed,
  TRUE_CLOCK,
  trueTimeOf,
} from '../../src/sim/clock.ts';
import { runToEnd } from '../../src/sim/simulation.ts';
import { scenarioOf } from '../laws/run.ts';
import { printEvents } from '../support/print-run.ts';

/** The bounds of scenarios: ten minutes, from a tenth of true time's speed to ten times it. */
const at = fc.nat(600_000_000);
const ppm = fc.oneof(fc.integer({ min: -900_000, max: 9_000_000 }), fc.integer({ min: -300, max: 300 }));
const changes = fc.array(
  fc.oneof(fc.record({ at, ppm }), fc.record({ at, by: fc.integer({ min: -86_400_000_000, max: 86_400_000_000 }) })),
  { maxLength: 5 },
);

/** A clock to which all of it was done, and when the last of it was. */
function clockWith(list: readonly ({ at: number; ppm: number } | { at: number; by: number })[]): [Clock, number] {
  const inOrder = [...list].sort((a, b) => a.at - b.at);
  const clock = inOrder.reduce(
    (now, change) => ('ppm' in change ? drifting(now, change.ppm, change.at) : skewed(now, change.by)),
    TRUE_CLOCK,
  );
  return [clock, inOrder.at(-1)?.at ?? 0];
}

describe('a local clock', () => {
  it('reads true time until something is done to it', () => {
    expect(reading(TRUE_CLOCK, 1_234_567)).toBe(1_234_567);
  });

  it('reads offset + (1 + drift) × true time, in whole µs', () => {
    const clock = drifting(skewed(TRUE_CLOCK, 500), 100, 0);
    expect(reading(clock, 1_000_000)).toBe(500 + 1_000_100);
    expect(reading(clock, 9_999)).toBe(500 + 9_999);
    expect(reading(drifting(TRUE_CLOCK, -500_000, 0), 3)).toBe(1);
  });

  it('goes on without a jump when its rate changes', () => {
    fc.assert(
      fc.property(changes, at, ppm, (list, moment, rate) => {
        const [clock] = clockWith(list);
        const changed = drifting(clock, rate, moment);
        expect(reading(changed, moment)).toBe(reading(clock, moment));
        expect(monotonicReading(changed, moment)).toBe(monotonicReading(clock, moment));
      }),
    );
  });

  it('never goes back between changes, whatever was done before', () => {
    fc.assert(
      fc.property(changes, fc.array(fc.nat(600_000_000), { minLength: 2, maxLength: 9 }), (list, times) => {
        const [clock, since] = clockWith(list);
        const readings = times
          .map((time) => since + time)
          .sort((a, b) => a - b)
          .map((time) => monotonicReading(clock, time));
        expect(readings).toEqual([...readings].sort((a, b) => a - b));
      }),
    );
  });

  it('finds the first true time at which a deadline is reached', () => {
    fc.assert(
      fc.property(changes, fc.nat(60_000_000), fc.nat(60_000_000), (list, later, delay) => {
        const [clock, since] = clockWith(list);
        const deadline = monotonicReading(clock, since + later) + delay;
        const due = trueTimeOf(clock, deadline);
        expect(Number.isSafeInteger(due)).toBe(true);
        expect(monotonicReading(clock, due)).toBeGreaterThanOrEqual(deadline);
        expect(monotonicReading(clock, due - 1)).toBeLessThan(deadline);
      }),
      { numRuns: 500 },
    );
  });

  it('is read exactly: its numbers stay whole within the bounds of scenarios', () => {
    fc.assert(
      fc.property(changes, at, (list, moment) => {
        const [clock, since] = clockWith(list);
        expect(Number.isSafeInteger(reading(clock, since + moment))).toBe(true);
      }),
    );
  });
});

describe('a timer', () => {
  const rings = (...lines: string[]) => {
    const { scenario, protocol } = scenarioOf(['skeleton duration=1s', 'network delay=1ms', ...lines].join('\n'));
    return printEvents(runToEnd(scenario, protocol))
      .filter((line) => line.includes('S1  timer'))
      .map((line) => Math.round(Number(line.split(' ')[0]) * 1_000_000));
  };

  it('of d local µs takes d / (1 + drift) of true time, rounded up', () => {
    expect(rings('@0s drift S1 ppm=1000000')[0]).toBe(50_000);
    expect(rings('@0s drift S1 ppm=-500000')[0]).toBe(200_000);
    expect(rings('@0s drift S1 ppm=500000')[0]).toBe(66_667);
  });

  it('that is under way goes on at the new rate', () => {
    // Half of 100 ms at the right speed, the other half at twice the speed.
    expect(rings('@50ms drift S1 ppm=1000000')[0]).toBe(75_000);
    expect(rings('@20ms..40ms drift S1 ppm=1000000')[0]).toBe(80_000);
  });

  it('is left alone by a skew', () => {
    expect(rings('@50ms skew S1 by=10s', '@60ms skew S1 by=-20s')).toEqual(rings());
  });

  it('that ran out during a pause fires on resuming', () => {
    expect(rings('@50ms..333ms pause S1')[0]).toBe(333_000);
  });

  it('is gone after a crash: the next life sets its own', () => {
    expect(rings('@50ms..300ms crash S1')[0]).toBe(400_000);
  });
});
