import { describe, expect, it } from 'vitest';
import { ntpLessons } from '../../../src/protocols/ntp/lessons.ts';
import type { Simulation } from '../../../src/sim/simulation.ts';
import { worldAt } from '../../../src/sim/simulation.ts';
import { brokenClaims, events, galleryRun, mended, runText, s, sightings, steps } from '../../support/clock-run.ts';

const run = (path: string, ...changes: [string, string][]) => galleryRun('ntp', path, ...changes);
/** Clock − true time, µs. */
const errorAt = (simulation: Simulation, process: string, at: number): number => {
  const state = worldAt(simulation, at).processes.find(({ id }) => id === process);
  return (state?.clock.reading ?? Number.NaN) - at;
};
const adjustments = (simulation: Simulation, process?: string) =>
  steps(simulation, 'adjust', process).map(({ detail }) => [detail.mode, Number(detail.by)] as const);
const jumpsBack = (simulation: Simulation, process: string) => {
  let [last, back] = [Number.NEGATIVE_INFINITY, 0];
  for (let id = 0; id < simulation.trace.length; id += 1) {
    const event = simulation.trace.event(id);
    if (event.process !== process || event.clock === undefined) continue;
    if (event.clock < last) back += 1;
    last = event.clock;
  }
  return back;
};

describe('four-timestamps', () => {
  it('S2 finds itself 80 ms behind, wrong by less than half the delay', () => {
    const [first] = steps(run('four-timestamps'), 'exchange');
    const { t1, t2, t3, t4, offset, delay } = (first?.detail ?? {}) as Record<string, number>;
    expect(offset).toBe(Math.floor(((t2 ?? 0) - (t1 ?? 0) + ((t3 ?? 0) - (t4 ?? 0))) / 2));
    expect(delay).toBe((t4 ?? 0) - (t1 ?? 0) - ((t3 ?? 0) - (t2 ?? 0)));
    expect((t3 ?? 0) - (t2 ?? 0)).toBe(10_000);
    expect(Math.abs((offset ?? 0) - 80_000)).toBeLessThan((delay ?? 0) / 2);
    expect(offset).not.toBe(80_000);
  });

  it('is exact where both ways take equally long', () => {
    const [first] = steps(run('four-timestamps', ['20..30ms', '25..25ms']), 'exchange');
    expect(first?.detail).toMatchObject({ offset: 80_000, delay: 50_000 });
  });
});

describe('asymmetric', () => {
  it('a clock that was right is set 30 ms wrong, by half of what the ways differ by', () => {
    const clocks = run('asymmetric');
    expect(errorAt(clocks, 'S2', s(0.9))).toBe(0);
    expect(adjustments(clocks)[0]).toEqual(['step', -30_000]);
    expect(errorAt(clocks, 'S2', s(1.2))).toBe(-30_000);
    // The next round finds nothing wrong.
    expect(adjustments(clocks)[1]).toEqual(['step', 0]);
    expect(brokenClaims(clocks)).toEqual([]);
  });

  it('with both ways slow the clock stays right', () => {
    const clocks = run('asymmetric', ['\n@0s degrade', '\n@0s degrade S2->S1 delay=65..65ms\n@0s degrade']);
    expect(errorAt(clocks, 'S2', s(3))).toBe(0);
  });
});

describe('drifting', () => {
  it('is a saw-tooth that does not grow', () => {
    const clocks = run('drifting');
    for (const process of ['S2', 'S3']) {
      const errors = Array.from({ length: 100 }, (_, index) => Math.abs(errorAt(clocks, process, s(2 + index / 10))));
      expect(Math.max(...errors)).toBeGreaterThan(6_000);
      expect(Math.max(...errors)).toBeLessThan(13_000);
      expect(Math.min(...errors)).toBeLessThan(3_000);
      expect(jumpsBack(clocks, process)).toBe(0);
    }
    expect(errorAt(clocks, 'S2', s(2))).toBeGreaterThan(0);
    expect(errorAt(clocks, 'S3', s(2))).toBeLessThan(0);
  });

  it('polled every three seconds the teeth are about three times as high', () => {
    const worst = (clocks: Simulation) =>
      Math.max(...Array.from({ length: 110 }, (_, index) => Math.abs(errorAt(clocks, 'S2', s(1 + index / 10)))));
    const slow = worst(run('drifting', ['tolerance=8000', 'tolerance=8000 poll=3s']));
    expect(slow / worst(run('drifting'))).toBeGreaterThan(2.2);
  });
});

describe('slew and step', () => {
  it('slewed, 100 ms take about two seconds, and the clock never goes back', () => {
    const clocks = run('slew');
    const [adjusted] = steps(clocks, 'adjust');
    expect(adjusted?.detail.mode).toBe('slew');
    expect(errorAt(clocks, 'S2', (adjusted?.at ?? 0) + s(0.9))).toBeGreaterThan(40_000);
    expect(Math.abs(errorAt(clocks, 'S2', (adjusted?.at ?? 0) + s(2.3)))).toBeLessThan(5_000);
    expect(jumpsBack(clocks, 'S2')).toBe(0);
  });

  it('stepped instead, it is right at once and reads 100 ms twice', () => {
    const clocks = run('slew', ['\n@0s', '\nset mode=step\n@0s']);
    expect(Math.abs((adjustments(clocks)[0]?.[1] ?? 0) + 100_000)).toBeLessThan(5_000);
    expect(jumpsBack(clocks, 'S2')).toBeGreaterThan(0);
    expect(Math.abs(errorAt(clocks, 'S2', s(1.1)))).toBeLessThan(5_000);
    expect(brokenClaims(clocks)).toEqual([]);
  });

  it('above the threshold the clock jumps back', () => {
    const clocks = run('step');
    expect(adjustments(clocks)[0]?.[0]).toBe('step');
    expect(jumpsBack(clocks, 'S2')).toBe(1);
    expect(sightings(clocks, 'steps-back')).toHaveLength(1);
    const slewed = run('step', ['\n@0s', '\nset threshold=1s\n@0s']);
    expect(adjustments(slewed)[0]?.[0]).toBe('slew');
    expect(jumpsBack(slewed, 'S2')).toBe(0);
    expect(errorAt(slewed, 'S2', s(5))).toBeGreaterThan(100_000);
  });
});

describe('several servers', () => {
  it('the one that is wrong is left out by both clients, every time', () => {
    const clocks = run('false-server');
    const made = steps(clocks, 'adjust');
    expect(new Set(made.map(({ process }) => process))).toEqual(new Set(['S4', 'S5']));
    for (const { detail } of made) expect(detail).toMatchObject({ left: ['S1'] });
    expect(sightings(clocks, 'out-voted').length).toBe(made.length);
    for (const process of ['S4', 'S5']) expect(Math.abs(errorAt(clocks, process, s(6)))).toBeLessThan(10_000);
  });

  it('with no majority the clock is left alone; two liars that agree are believed', () => {
    const clocks = run('no-majority');
    expect(steps(clocks, 'adjust')).toEqual([]);
    expect(sightings(clocks, 'undecided').length).toBeGreaterThan(3);
    expect(errorAt(clocks, 'S4', s(6))).toBe(0);
    const fooled = run('no-majority', ['by=-2s', 'by=3s']);
    expect(Math.abs(errorAt(fooled, 'S4', s(6)) - s(3))).toBeLessThan(20_000);
    expect(brokenClaims(fooled)).toEqual([]);
  });
});

describe('rules left out', () => {
  it('step-always: the clock goes back by 100 ms at the first answer', () => {
    const clocks = run('step-always');
    expect(brokenClaims(clocks)).toEqual(['never-back']);
    expect(jumpsBack(clocks, 'S2')).toBeGreaterThan(0);
    expect(brokenClaims(run('step-always', ['by=100ms', 'by=-100ms'])).length).toBeLessThan(2);
    expect(brokenClaims(mended('ntp', 'step-always'))).toEqual([]);
  });

  it('trust-one-way: 45 ms of the question are taken for the offset', () => {
    const clocks = run('trust-one-way');
    expect(steps(clocks, 'exchange')[0]?.detail).toMatchObject({ offset: 45_000, delay: 50_000 });
    expect(brokenClaims(clocks)).toContain('error-bound');
    expect(brokenClaims(run('trust-one-way', ['S2->S1', 'S1->S2']))).toEqual([]);
    expect(brokenClaims(mended('ntp', 'trust-one-way'))).toEqual([]);
  });

  it('trust-first-server: S4 follows the first one to answer, three seconds off', () => {
    const clocks = run('trust-first-server');
    expect(Math.abs(errorAt(clocks, 'S4', s(3)) - s(3))).toBeLessThan(20_000);
    expect(brokenClaims(clocks)).toEqual(['majority-right']);
    expect(brokenClaims(run('trust-first-server', ['1..1ms', '20..20ms']))).toEqual([]);
    expect(brokenClaims(mended('ntp', 'trust-first-server'))).toEqual([]);
  });
});

describe('a round', () => {
  it('ignores second copies and answers of earlier rounds', () => {
    const clocks = runText(`ntp duration=4s seed=2
network duplicate=100%
set patience=100ms
@1s degrade S1-S2 delay=300..300ms`);
    for (const { detail } of steps(clocks, 'exchange')) expect(Number(detail.delay)).toBeLessThan(30_000);
    expect(events(clocks, 'receive').filter(({ type }) => type === 'Tell').length).toBeGreaterThan(
      steps(clocks, 'exchange').length,
    );
  });

  it('of two clients at once: the server answers one after the other, and T3 − T2 tells how long each waited', () => {
    const clocks = runText('ntp processes=3 duration=1.5s\nnetwork delay=5..5ms\nset processing=20ms mode=step');
    const spans = steps(clocks, 'exchange').map(({ detail }) => Number(detail.t3) - Number(detail.t2));
    expect(spans).toEqual([20_000, 40_000]);
    for (const { detail } of steps(clocks, 'exchange')) expect(detail).toMatchObject({ offset: 0, delay: 10_000 });
  });
});

describe('the lesson', () => {
  const all = ntpLessons.flatMap((lesson) => lesson.steps);
  it('asks what its run answers', () => {
    const prediction = all.find((step) => step.prediction !== undefined)?.prediction;
    expect(prediction?.truth(run('asymmetric'))).toBe('half');
    expect(prediction?.truth(run('asymmetric', ['65..65ms', '5..5ms']))).toBe('nothing');
  });

  it('has a task that its solution does, and a near miss does not; it points at events that are there', () => {
    const task = all.find((step) => step.task !== undefined)?.task;
    expect(task?.done(runText(task.solution))).toBe(true);
    expect(task?.done(runText(task.nonSolution))).toBe(false);
    expect(all[0]?.look?.event?.(run('four-timestamps'))).toBeGreaterThan(0);
  });
});
