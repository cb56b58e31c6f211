import { describe, expect, it } from 'vitest';
import { driftLessons } from '../../../src/protocols/drift-skew/lessons.ts';
import type { Simulation } from '../../../src/sim/simulation.ts';
import { brokenClaims, events, galleryRun, mended, runText, s, sightings, steps } from '../../support/clock-run.ts';

const run = (path: string, ...changes: [string, string][]) => galleryRun('drift-skew', path, ...changes);
const bandsHold = (simulation: Simulation, process: string) =>
  steps(simulation, 'read', process).map(
    ({ at, detail }) => Number(detail.earliest) <= at && at <= Number(detail.latest),
  );
const errorOf = (step: { readonly at: number; readonly detail: { readonly wall?: unknown } } | undefined) =>
  Number(step?.detail.wall) - (step?.at ?? 0);

describe('quartz', () => {
  it('S1 gains 3 ms a second, S2 loses 4.5, and true time stays inside every band', () => {
    const clocks = run('quartz');
    for (const { at, detail } of steps(clocks, 'read', 'S1'))
      expect(Number(detail.wall) - at).toBe(Math.floor((at * 3) / 1000));
    expect(Math.round(errorOf(steps(clocks, 'read', 'S2').at(-1)) / 1000)).toBe(-43);
    for (const process of ['S1', 'S2', 'S3']) expect(bandsHold(clocks, process)).not.toContain(false);
    expect(sightings(clocks, 'surely-wrong')).toEqual([]);
  });

  it('with a bound of 4000 S2 is outside of what it believes possible, which breaks no promise of the rules', () => {
    const clocks = run('quartz', ['bound=5000', 'bound=4000']);
    expect(bandsHold(clocks, 'S2').at(-1)).toBe(false);
    expect(bandsHold(clocks, 'S1')).not.toContain(false);
    expect(sightings(clocks, 'surely-wrong')).toHaveLength(1);
    expect(brokenClaims(clocks)).toEqual([]);
  });
});

describe('early-timers', () => {
  it('S1 looks seven times where S2 looks four, and each sees a second pass every time', () => {
    const clocks = run('early-timers');
    const looks = (process: string) => steps(clocks, 'read', process).filter(({ at }) => at > s(2) && at <= s(8));
    expect([looks('S1').length, looks('S2').length, looks('S3').length]).toEqual([7, 4, 6]);
    for (const process of ['S1', 'S2', 'S3'])
      for (const [index, { detail }] of steps(clocks, 'read', process).entries())
        expect(Math.abs(Number(detail.wall) - s(index + 1))).toBeLessThan(10);
    expect(sightings(clocks, 'early-timer').length).toBeGreaterThan(5);
    expect(sightings(clocks, 'late-timer').length).toBeGreaterThan(3);
  });

  it('with the same drift on both, both agree', () => {
    const clocks = run('early-timers', ['S2 ppm=-200000', 'S2 ppm=200000']);
    const at = (process: string) => steps(clocks, 'read', process).map((step) => step.at);
    expect(at('S1')).toEqual(at('S2'));
  });
});

describe('skew', () => {
  it('moves the clock and the band of S2, not its timers', () => {
    const clocks = run('skew');
    expect(steps(clocks, 'read', 'S2').map((step) => Math.round(errorOf(step) / 1000))).toEqual(
      [0, 0, 0, 40, 40, 40, 40, -40, -40, -40, -40, -40].slice(0, steps(clocks, 'read', 'S2').length),
    );
    expect(bandsHold(clocks, 'S2').slice(3)).not.toContain(true);
    expect(steps(clocks, 'read', 'S2').map(({ at }) => at)).toEqual(steps(clocks, 'read', 'S3').map(({ at }) => at));
    expect(brokenClaims(clocks)).toEqual([]);
  });

  it('makes messages of S2 come from the future, by the clock of S3, until it is moved back', () => {
    const clocks = run('skew');
    const took = steps(clocks, 'heard', 'S3').map(({ at, detail }) => [at, Number(detail.took)] as const);
    const [before, ahead, behind] = [
      took.filter(([at]) => at < s(2)),
      took.filter(([at]) => at > s(2.1) && at < s(4)),
      took.filter(([at]) => at > s(4.1)),
    ].map((list) => list.map(([, micros]) => micros));
    expect(before?.every((micros) => micros >= 2_000 && micros <= 10_000)).toBe(true);
    expect(ahead?.length).toBeGreaterThan(2);
    expect(ahead?.every((micros) => micros < 0)).toBe(true);
    expect(behind?.every((micros) => micros > 40_000)).toBe(true);
    const early = steps(clocks, 'heard').filter(({ detail }) => Number(detail.took) < 0);
    expect(sightings(clocks, 'from-the-future')).toHaveLength(early.length);
  });

  it('a band that is wide enough covers it', () => {
    const clocks = run('skew', ['\n@2s', '\nset accuracy=50ms\n@2s']);
    expect(bandsHold(clocks, 'S2')).not.toContain(false);
  });
});

describe('paused', () => {
  it('S1 looks late with a clock that is right; S2 comes back knowing when its clock was set', () => {
    const clocks = run('paused');
    expect(steps(clocks, 'read', 'S1').map(({ at }) => at)).toContain(s(3.8));
    expect(errorOf(steps(clocks, 'read', 'S1').find(({ at }) => at === s(3.8)))).toBe(0);
    const half = (process: string, at: number) =>
      steps(clocks, 'read', process)
        .filter((step) => step.at <= at)
        .map(({ detail }) => Number(detail.latest) - Number(detail.wall))
        .at(-1) ?? 0;
    // 1.2 s more at 200 ppm: it looks at 4.8 s, S3 at 5 s.
    expect(Math.abs(half('S2', s(4.9)) - half('S3', s(5)))).toBeLessThan(50);
    expect(half('S2', s(4.9))).toBeGreaterThan(1_900);
    expect(sightings(clocks, 'late-timer').length).toBeGreaterThan(0);
  });

  it('one that crashes for good reads nothing any more', () => {
    const clocks = run('paused', ['@1.5s..3.8s crash S2', '@1.5s crash S2']);
    expect(steps(clocks, 'read', 'S2').map(({ at }) => at)).toEqual([s(1)]);
  });
});

describe('ignore-drift', () => {
  it('S2 is outside of its band at the first look, S1 too', () => {
    const clocks = run('ignore-drift');
    expect(bandsHold(clocks, 'S2')[0]).toBe(false);
    expect(bandsHold(clocks, 'S1')[0]).toBe(false);
    expect(bandsHold(clocks, 'S3')).not.toContain(false);
    expect(brokenClaims(clocks)).toEqual(['within-band']);
    expect(brokenClaims(mended('drift-skew', 'ignore-drift'))).toEqual([]);
  });

  it('a wider band only puts it off', () => {
    const clocks = run('ignore-drift', ['set bound=5000', 'set bound=5000 accuracy=20ms']);
    expect(bandsHold(clocks, 'S2').indexOf(false)).toBe(8);
  });
});

describe('the claim', () => {
  it('says nothing of a clock that breaks its promise, and goes on for the others', () => {
    const text = 'drift-skew duration=3s\nset bound=5000\n@0s drift S2 ppm=4000\nbreak ignore-drift';
    expect(brokenClaims(runText(`${text}\n@0s skew S1 by=1s`))).toEqual(['within-band']);
    expect(brokenClaims(runText(`${text}\n@0s skew S2 by=1s`))).toEqual([]);
    expect(brokenClaims(runText(`${text}\n@0s..0.1s drift S2 ppm=6000`))).toEqual([]);
  });
});

describe('the lesson', () => {
  it('asks what its run answers', () => {
    const prediction = driftLessons[0]?.steps.find((step) => step.prediction !== undefined)?.prediction;
    expect(prediction?.truth(run('quartz'))).toBe('between');
    expect(prediction?.truth(run('quartz', ['ppm=-4500', 'ppm=2500']))).toBe('less');
  });

  it('has a task that its solution does, and a near miss does not', () => {
    const task = driftLessons[0]?.steps.find((step) => step.task !== undefined)?.task;
    expect(task?.done(runText(task.solution))).toBe(true);
    expect(task?.done(runText(task.nonSolution))).toBe(false);
    expect(events(runText(task?.nonSolution ?? ''), 'clock')).toHaveLength(1);
  });
});
