import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measure } from '../../../src/check/detection/measures.ts';
import { phiAccrual } from '../../../src/protocols/phi-accrual/index.ts';
import { runToEnd, type Simulation } from '../../../src/sim/simulation.ts';
import { whole } from '../../laws/run.ts';
import { scenarioArbitrary } from '../../support/scenario-arbitrary.ts';
import { brokenClaims, edited as edit, runText, textOf } from '../ping-heartbeat/detector-run.ts';

const run = (path: string) => runText(textOf(path, phiAccrual));
const edited = (path: string, before: string, after: string) => edit(path, before, after, phiAccrual);

function mistakes({ trace }: Simulation, from = 0): number {
  return measure(trace).suspicions.filter((one) => one.wrong && one.from >= from * 1e6).length;
}

/** Seconds from the last crash to its detection by `observer`. */
function noticed({ trace }: Simulation, observer = 'S1'): number {
  const last = measure(trace)
    .detections.filter((one) => one.observer === observer)
    .at(-1);
  return (last?.after ?? Number.POSITIVE_INFINITY) / 1e6;
}

function levels({ trace }: Simulation, observer: string, from: number, until: number): number[] {
  return Array.from({ length: trace.length }, (_, id) => trace.event(id)).flatMap((event) =>
    event.kind === 'step' &&
    event.name === 'phi' &&
    event.process === observer &&
    event.at >= from * 1e6 &&
    event.at < until * 1e6
      ? [Number(event.detail.phi)]
      : [],
  );
}

describe('the gallery of φ accrual', () => {
  it.each(phiAccrual.gallery.map(({ path }) => path))(
    '%s runs to its end and breaks a claim only where a rule is left out',
    (path) => {
      const simulation = run(path);
      expect(simulation.status).toBe('finished');
      expect(brokenClaims(simulation).length > 0).toBe(simulation.scenario.flaws.length > 0);
    },
  );

  it.each(phiAccrual.flaws)(
    '$id breaks exactly what it names, and nothing with the rule',
    ({ id, breaks, exposedBy }) => {
      const simulation = run(exposedBy);
      expect(simulation.scenario.flaws).toEqual([id]);
      expect(brokenClaims(simulation)).toEqual(breaks);
      expect(brokenClaims(runToEnd({ ...simulation.scenario, flaws: [] }, phiAccrual))).toEqual([]);
    },
  );

  it('crash: small teeth before, above 8 within 0.2 s after, and only ever up; a threshold moves the line, not the curve', () => {
    const simulation = run('crash');
    expect(Math.max(...levels(simulation, 'S1', 1, 3))).toBeLessThan(4);
    const after = levels(simulation, 'S1', 3.1, 6);
    expect(after.every((level, index) => index === 0 || level > (after[index - 1] ?? 0))).toBe(true);
    expect(noticed(simulation)).toBeLessThan(0.2);
    expect(mistakes(simulation)).toBe(0);
    const patient = edited('crash', '@3s', 'set threshold=100\n@3s');
    expect(noticed(patient)).toBeGreaterThan(noticed(simulation));
    expect(levels(patient, 'S1', 0, 6)).toEqual(levels(simulation, 'S1', 0, 6));
  });

  it('logistic: noticed when the normal model notices it, and steeper beyond', () => {
    expect(Math.abs(noticed(run('logistic')) - noticed(run('crash')))).toBeLessThanOrEqual(0.025);
    expect(levels(run('logistic'), 'S1', 5, 6)[0]).toBeGreaterThan(levels(run('crash'), 'S1', 5, 6)[0] ?? 0);
  });

  it('exponential: a straight line that takes nearly two seconds', () => {
    const simulation = run('exponential');
    expect(noticed(simulation)).toBeGreaterThan(1.7);
    expect(noticed(simulation)).toBeLessThan(2);
    const after = levels(simulation, 'S1', 3.2, 6);
    const rises = after.slice(1).map((level, index) => level - (after[index] ?? 0));
    expect(Math.max(...rises) - Math.min(...rises)).toBeLessThan(0.002);
    expect(noticed(edited('exponential', 'model=exponential', 'model=exponential threshold=3'))).toBeLessThan(0.8);
  });

  it('slow-link: mistakes at first, none from 5 s on; with a sample of 3 they go on', () => {
    const simulation = run('slow-link');
    expect(mistakes(simulation)).toBeGreaterThan(0);
    expect(mistakes(simulation, 5)).toBe(0);
    expect(Math.max(...levels(simulation, 'S1', 8, 10))).toBeLessThan(8);
    expect(mistakes(edited('slow-link', '@2s', 'set samples=3\n@2s'), 7)).toBeGreaterThan(0);
  });

  it('each-link: whoever hears S3 evenly is sure of its crash first', () => {
    const simulation = run('each-link');
    expect(noticed(simulation, 'S2')).toBeLessThan(noticed(simulation, 'S1'));
    const turned = edited('each-link', 'S1-S3', 'S2-S3');
    expect(noticed(turned, 'S1')).toBeLessThan(noticed(turned, 'S2'));
  });

  it('eager: mistakes before the crash; with 8 none, and the crash some 100 ms later', () => {
    expect(mistakes(run('eager'))).toBeGreaterThan(1);
    const calm = edited('eager', 'threshold=1', 'threshold=8');
    expect(mistakes(calm)).toBe(0);
    expect(noticed(calm) - noticed(run('eager'))).toBeGreaterThan(0.02);
    expect(noticed(calm) - noticed(run('eager'))).toBeLessThan(0.15);
  });

  it('pause: remembered for 40 intervals, forgotten after 10', () => {
    expect(mistakes(run('pause'))).toBeGreaterThan(0);
    expect(noticed(run('pause'))).toBeGreaterThan(0.5);
    expect(noticed(edited('pause', 'samples=40', 'samples=10'))).toBeLessThan(0.2);
  });

  it('learn-silence: φ never reaches the line; with the rule it does within a quarter of a second', () => {
    const simulation = run('learn-silence');
    expect(Math.max(...levels(simulation, 'S1', 0, 6))).toBeLessThan(8);
    expect(noticed(runToEnd({ ...simulation.scenario, flaws: [] }, phiAccrual))).toBeLessThan(0.25);
  });
});

describe('an accrual detector without flaws', () => {
  it('breaks no claim, whatever is done to it and to its clocks', () => {
    fc.assert(
      fc.property(scenarioArbitrary(phiAccrual, { duration: 3_000_000 }), (scenario) => {
        expect(brokenClaims(whole(scenario, phiAccrual))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

describe('the lesson on levels', async () => {
  const steps = (await phiAccrual.lessons?.())?.[0]?.steps ?? [];
  it('predicts what the run bears out', () => {
    const asked = steps.find(({ prediction }) => prediction !== undefined)?.prediction;
    expect(asked?.truth(run('slow-link'))).toBe('learnt');
    expect(asked?.truth(run('crash'))).toBe('none');
  });

  it('has a task that its solution does and its non-solution does not', () => {
    const task = steps.find((step) => step.task !== undefined)?.task;
    expect(task?.done(runText(task.solution))).toBe(true);
    expect(task?.done(runText(task.nonSolution))).toBe(false);
    expect(task?.done(run('eager'))).toBe(false);
  });
});
