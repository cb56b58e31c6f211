import { describe, expect, it } from 'vitest';
import { runToEnd } from '../../../src/sim/simulation.ts';
import { bandOf, type ClockTrack, errorRange, signed } from '../../../src/views/clocks/clock-track.ts';
import { courseOf, pointAt } from '../../../src/views/clocks/course.ts';
import { scenarioOf } from '../../laws/run.ts';

function runOf(...lines: string[]) {
  const { scenario, protocol } = scenarioOf(['drift-skew duration=4s', ...lines].join('\n'));
  return runToEnd(scenario, protocol);
}

describe('the course of a clock', () => {
  it('is true time where nothing is done to it', () => {
    const { trace } = runOf();
    expect(courseOf(trace, 'S1', 3_000_000)).toEqual([
      { at: 0, error: 0, monotonic: 0 },
      { at: 3_000_000, error: 0, monotonic: 3_000_000 },
    ]);
  });

  it('bends with drift and jumps with skew, the monotonic clock only bends', () => {
    const { trace } = runOf('@1s..2s drift S1 ppm=10000', '@3s skew S1 by=-50ms');
    expect(courseOf(trace, 'S1', 4_000_000).map(({ at, error, monotonic }) => [at, error, monotonic])).toEqual([
      [0, 0, 0],
      [1_000_000, 0, 1_000_000],
      [1_000_000, 0, 1_000_000],
      [2_000_000, 10_000, 2_010_000],
      [2_000_000, 10_000, 2_010_000],
      [3_000_000, 10_000, 3_010_000],
      [3_000_000, -40_000, 3_010_000],
      [4_000_000, -40_000, 4_010_000],
    ]);
  });

  it('says what every event of the process says', () => {
    const run = runOf('@0.3s..2s drift S1 ppm=40000', '@1.1s skew S1 by=7ms', '@2.6s drift S1 ppm=-9000');
    const course = courseOf(run.trace, 'S1', 4_000_000);
    for (let id = 0; id < run.trace.length; id += 1) {
      const event = run.trace.event(id);
      if (event.kind !== 'step' || event.process !== 'S1') continue;
      expect(Math.abs(pointAt(course, event.at).error - ((event.clock ?? 0) - event.at))).toBeLessThan(2);
    }
  });

  it('ends where it is asked to: what comes later does not show', () => {
    const { trace } = runOf('@3s skew S1 by=1s');
    expect(courseOf(trace, 'S1', 2_999_999).at(-1)?.error).toBe(0);
    expect(courseOf(trace, 'S1', 3_000_000).at(-1)?.error).toBe(1_000_000);
  });
});

describe('a band', () => {
  const track = (error: readonly [number, number], half: readonly [number, number]): ClockTrack => ({
    process: 'S1',
    course: [
      { at: 0, error: error[0], monotonic: 0 },
      { at: 100, error: error[1], monotonic: 100 },
    ],
    certainty: [
      { at: 0, half: half[0] },
      { at: 100, half: half[1] },
    ],
    marks: [],
  });

  it('is cut where true time leaves it', () => {
    const pieces = bandOf(track([0, 40], [10, 10]));
    expect(pieces.map(({ from, to, holds }) => [from, to, holds])).toEqual([
      [0, 25, true],
      [25, 100, false],
    ]);
  });

  it('is whole where it widens as fast as the clock drifts', () => {
    expect(bandOf(track([0, 40], [10, 50])).map(({ holds }) => holds)).toEqual([true]);
  });

  it('and true time are within the range that is drawn', () => {
    const [low, high] = errorRange([track([3000, 4000], [500, 500])]);
    expect(low).toBeLessThanOrEqual(0);
    expect(high).toBeGreaterThanOrEqual(4500);
  });
});

describe('an error in words', () => {
  it('has its sign and a unit that fits', () => {
    expect([0, 12, -450, 2500, -12_300, 2_000_000].map(signed)).toEqual([
      '±0',
      '+12 µs',
      '−450 µs',
      '+2.50 ms',
      '−12.3 ms',
      '+2.00 s',
    ]);
  });
});
