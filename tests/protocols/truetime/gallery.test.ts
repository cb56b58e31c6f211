import { describe, expect, it } from 'vitest';
import { truetimeLessons } from '../../../src/protocols/truetime/lessons.ts';
import type { Simulation } from '../../../src/sim/simulation.ts';
import { brokenClaims, events, galleryRun, mended, runText, s, sightings, steps } from '../../support/clock-run.ts';

const run = (path: string, ...changes: [string, string][]) => galleryRun('truetime', path, ...changes);
const stamp = (simulation: Simulation, key: string) =>
  Number(steps(simulation, 'commit').find(({ detail }) => detail.key === key)?.detail.timestamp);
/** True time from the timestamp to the moment when it was made known, of each write. */
const waits = (simulation: Simulation) =>
  steps(simulation, 'commit').map(({ at, detail }) => {
    const begun = steps(simulation, 'prepare').find(
      (step) => step.detail.client === detail.client && step.detail.request === detail.request,
    );
    return at - (begun?.at ?? Number.NaN);
  });

describe('commit-wait', () => {
  it('S1 waits 80 ms, C1 goes on only then, and S2, 60 ms behind, stamps y higher', () => {
    const clocks = run('commit-wait');
    expect(waits(clocks)[0]).toBe(80_001);
    expect(stamp(clocks, 'y')).toBeGreaterThan(stamp(clocks, 'x'));
    const [first, second] = clocks.trace.operations;
    expect(second?.invoke).toBeGreaterThanOrEqual(first?.return ?? Number.NaN);
    expect(brokenClaims(clocks)).toEqual([]);
    expect(sightings(clocks, 'beyond-epsilon')).toEqual([]);
  });

  it('a timestamp has passed, in true time, when anybody hears of it', () => {
    const clocks = run('commit-wait');
    for (const { at, detail } of steps(clocks, 'commit')) expect(at).toBeGreaterThan(Number(detail.timestamp));
  });

  it("with Spanner's ε these clocks are too bad, and the order is wrong", () => {
    const clocks = run('commit-wait', ['epsilon=40ms', 'epsilon=7ms']);
    expect(stamp(clocks, 'y')).toBeLessThan(stamp(clocks, 'x'));
    expect(sightings(clocks, 'beyond-epsilon').length).toBeGreaterThan(0);
  });
});

describe('overlapping', () => {
  it('either write may be the first, each waits for its own timestamp', () => {
    const clocks = run('overlapping');
    expect(sightings(clocks, 'overlapping')).toHaveLength(1);
    for (const micros of waits(clocks)) expect(micros).toBe(100_001);
    expect(sightings(run('overlapping', ['@0.51s', '@0.71s']), 'overlapping')).toEqual([]);
  });
});

describe('wide', () => {
  it('is about five writes a second, many more with the ε of Spanner', () => {
    const perSecond = (clocks: Simulation) =>
      steps(clocks, 'commit').filter(({ at }) => at > s(1) && at <= s(2)).length;
    expect(perSecond(run('wide'))).toBeGreaterThanOrEqual(4);
    expect(perSecond(run('wide'))).toBeLessThanOrEqual(5);
    expect(perSecond(run('wide', ['epsilon=100ms', 'epsilon=7ms']))).toBeGreaterThan(15);
  });
});

describe('beyond-epsilon', () => {
  it('the wait is over before the timestamp has come, y is lower; with a wide enough ε it is higher', () => {
    const clocks = run('beyond-epsilon');
    const [first] = steps(clocks, 'commit');
    expect(first?.at).toBeLessThan(Number(first?.detail.timestamp));
    expect(stamp(clocks, 'y')).toBeLessThan(stamp(clocks, 'x'));
    // What is claimed is claimed of clocks within ε.
    expect(brokenClaims(clocks)).toEqual([]);
    const wide = run('beyond-epsilon', ['epsilon=20ms', 'epsilon=300ms']);
    expect(stamp(wide, 'y')).toBeGreaterThan(stamp(wide, 'x'));
  });
});

describe('no-commit-wait', () => {
  it('x is answered at once and y is stamped lower', () => {
    const clocks = run('no-commit-wait');
    expect(waits(clocks)[0]).toBe(0);
    expect(stamp(clocks, 'y')).toBeLessThan(stamp(clocks, 'x'));
    expect(brokenClaims(clocks)).toEqual(['external-consistency']);
    expect(brokenClaims(mended('truetime', 'no-commit-wait'))).toEqual([]);
  });

  it('with clocks that agree the order is right by luck', () => {
    const clocks = run('no-commit-wait', ['@0s skew S1 by=30ms\n', ''], ['@0s skew S2 by=-30ms\n', '']);
    expect(brokenClaims(clocks)).toEqual([]);
  });
});

describe('a server', () => {
  it('commits a request once, however often it arrives, and answers every copy that finds it done', () => {
    const clocks = runText('truetime duration=2s seed=3\nnetwork duplicate=100%\n@0.2s..1s every=100ms C1 write x');
    expect(steps(clocks, 'commit')).toHaveLength(9);
    expect(clocks.trace.operations.every(({ status }) => status === 'ok')).toBe(true);
  });

  it('stamps nothing at or below what it has assured the others of', () => {
    const clocks = runText(
      'truetime clients=2 duration=3s seed=5\n@0.2s..2.5s every=40ms C1 write x\n@0.2s..2.5s every=70ms C2 write y\n@1s skew S1 by=-500ms\n@1.5s..1.6s crash S2',
    );
    const promised: Record<string, number> = {};
    let compared = 0;
    for (let id = 0; id < clocks.trace.length; id += 1) {
      const event = clocks.trace.event(id);
      const { process = '' } = event;
      if (event.kind === 'send' && event.type === 'Safe')
        promised[process] = (event.payload as { until: number }).until;
      if (event.kind !== 'step' || event.name !== 'prepare' || promised[process] === undefined) continue;
      compared += 1;
      expect(Number(event.detail.timestamp)).toBeGreaterThan(promised[process]);
    }
    expect(compared).toBeGreaterThan(20);
  });

  it('forgets what waits when it crashes: nobody was told of it', () => {
    const clocks = runText('truetime duration=2s\nset epsilon=100ms\n@0.2s C1 write x=1\n@0.3s..0.4s crash S1');
    expect(steps(clocks, 'prepare')).toHaveLength(1);
    expect(steps(clocks, 'commit')).toEqual([]);
    expect(events(clocks, 'respond')).toEqual([]);
  });
});

describe('the lesson', () => {
  const all = truetimeLessons.flatMap((lesson) => lesson.steps);
  it('asks what its run answers', () => {
    const prediction = all.find((step) => step.prediction !== undefined)?.prediction;
    expect(prediction?.truth(run('no-commit-wait'))).toBe('x');
    expect(prediction?.truth(run('commit-wait'))).toBe('y');
    expect(all[1]?.look?.event?.(run('no-commit-wait'))).toBeGreaterThan(0);
  });

  it('has a task that its solution does, and a near miss does not', () => {
    const task = all.find((step) => step.task !== undefined)?.task;
    expect(task?.done(runText(task.solution))).toBe(true);
    expect(task?.done(runText(task.nonSolution))).toBe(false);
  });
});
