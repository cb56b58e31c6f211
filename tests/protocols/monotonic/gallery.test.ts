import { describe, expect, it } from 'vitest';
import { measureLessons } from '../../../src/protocols/monotonic/lessons.ts';
import type { Simulation } from '../../../src/sim/simulation.ts';
import { brokenClaims, events, galleryRun, mended, runText, s, sightings, steps } from '../../support/clock-run.ts';

const run = (path: string, ...changes: [string, string][]) => galleryRun('monotonic', path, ...changes);
const by = (simulation: Simulation, clock: 'wall' | 'monotonic' | 'duration', process = 'S2') =>
  steps(simulation, 'measured', process).map(({ detail }) => Number(detail[clock]));

describe('set-back', () => {
  it('every job takes 200 ms by the monotonic clock, 700 or about −300 by the time of day where that was moved', () => {
    const clocks = run('set-back');
    expect(new Set(by(clocks, 'monotonic'))).toEqual(new Set([200_000]));
    expect(new Set(by(clocks, 'duration'))).toEqual(new Set([200_000]));
    const walls = by(clocks, 'wall');
    expect(walls[3]).toBe(700_000);
    expect(Math.min(...walls)).toBeLessThan(-290_000);
    expect(walls.filter((wall) => Math.abs(wall - 200_000) > 5_000)).toHaveLength(4);
    expect(sightings(clocks, 'false-timeout').length).toBeGreaterThan(0);
    expect(brokenClaims(clocks)).toEqual([]);
  });

  it('with durations by the time of day S2 believes it', () => {
    const clocks = run('set-back', ['\n@2.7s', '\nbreak measure-with-time-of-day\n@2.7s']);
    expect(by(clocks, 'duration')).toEqual(by(clocks, 'wall'));
    expect(brokenClaims(clocks)).toEqual(['never-negative']);
  });
});

describe('drifting', () => {
  it('is set back by about 90 ms once a second, in the middle of jobs of 50 ms', () => {
    const clocks = run('drifting');
    const steppedBack = steps(clocks, 'adjust', 'S2').map(({ detail }) => Number(detail.by));
    expect(steppedBack.length).toBeGreaterThan(4);
    for (const step of steppedBack) expect(Math.abs(step + 85_000)).toBeLessThan(12_000);
    expect(by(clocks, 'wall').filter((wall) => wall < 0)).toHaveLength(steppedBack.length);
    expect(by(clocks, 'monotonic').every((value) => value >= 0)).toBe(true);
  });

  it('with five times as many corrections none is large enough to make a duration negative', () => {
    const clocks = run('drifting', ['limit=60ms', 'limit=60ms poll=200ms']);
    expect(steps(clocks, 'adjust', 'S2').length).toBeGreaterThan(20);
    expect(by(clocks, 'wall').filter((wall) => wall < 0)).toEqual([]);
  });
});

describe('both-drift', () => {
  it('jobs of 200 ms by both clocks take 133 ms of true time', () => {
    const clocks = run('both-drift');
    const inside = steps(clocks, 'measured', 'S2').filter(({ at }) => at > s(1.3) && at < s(3));
    const took = inside.slice(1).map(({ at }, index) => at - (inside[index]?.at ?? 0));
    for (const micros of took) expect(Math.abs(micros - 133_333)).toBeLessThan(2);
    expect(Math.max(...by(clocks, 'monotonic').map((value) => Math.abs(value - 200_000)))).toBeLessThan(3);
  });

  it('run slowly, they take 400 ms and measure 200', () => {
    const clocks = run('both-drift', ['ppm=500000', 'ppm=-500000']);
    const inside = steps(clocks, 'measured', 'S2').filter(({ at }) => at > s(1.3) && at < s(3));
    expect((inside[1]?.at ?? 0) - (inside[0]?.at ?? 0)).toBe(400_000);
  });
});

describe('measure-with-time-of-day', () => {
  it('one job timed out that took 200 ms, a later one ended before it began', () => {
    const clocks = run('measure-with-time-of-day');
    const measured = steps(clocks, 'measured', 'S2');
    const timedOut = measured.findIndex(({ detail }) => detail.tooLong === true);
    const negative = measured.findIndex(({ detail }) => Number(detail.duration) < 0);
    expect(measured[timedOut]?.detail).toMatchObject({ duration: 700_000, monotonic: 200_000 });
    expect(negative).toBe(timedOut + 2);
    expect(brokenClaims(clocks)).toEqual(['never-negative']);
    expect(brokenClaims(mended('monotonic', 'measure-with-time-of-day'))).toEqual([]);
  });

  it('with a limit of 800 ms nothing times out, and durations are negative all the same', () => {
    const clocks = run('measure-with-time-of-day', ['\nbreak', '\nset limit=800ms\nbreak']);
    expect(steps(clocks, 'measured').filter(({ detail }) => detail.tooLong === true)).toEqual([]);
    expect(brokenClaims(clocks)).toEqual(['never-negative']);
  });
});

describe('a correction', () => {
  it('is made once an answer, and by none that is late', () => {
    const clocks = runText(
      'monotonic seed=3 duration=5s\nnetwork duplicate=100%\n@2s degrade S1-S2 delay=1200..1200ms',
    );
    const told = events(clocks, 'receive').filter(({ type }) => type === 'Tell');
    expect(told.length).toBeGreaterThan(steps(clocks, 'adjust').length);
    expect(steps(clocks, 'adjust').filter(({ at }) => at > s(2))).toEqual([]);
  });
});

describe('the lesson', () => {
  const all = measureLessons.flatMap((lesson) => lesson.steps);
  it('asks what its run answers', () => {
    const prediction = all.find((step) => step.prediction !== undefined)?.prediction;
    expect(prediction?.truth(run('set-back'))).toBe('long');
    expect(prediction?.truth(run('set-back', ['by=500ms', 'by=-500ms']))).toBe('negative');
    expect(all[1]?.look?.event?.(run('set-back'))).toBeGreaterThan(0);
  });

  it('has a task that its solution does, and a near miss does not', () => {
    const task = all.find((step) => step.task !== undefined)?.task;
    expect(task?.done(runText(task.solution))).toBe(true);
    expect(task?.done(runText(task.nonSolution))).toBe(false);
  });
});
