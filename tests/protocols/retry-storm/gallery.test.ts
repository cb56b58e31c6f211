import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Slice, slices } from '../../../src/protocols/retry-storm/flow.ts';
import { retryStorm } from '../../../src/protocols/retry-storm/index.ts';
import { runToEnd, type Simulation } from '../../../src/sim/simulation.ts';
import { whole } from '../../laws/run.ts';
import { scenarioArbitrary } from '../../support/scenario-arbitrary.ts';
import { brokenClaims, edited as edit, runText, textOf } from '../ping-heartbeat/detector-run.ts';

const runs = new Map<string, Simulation>();

/** A run of the gallery, once: tests only read it. */
function run(path: string): Simulation {
  const known = runs.get(path) ?? runText(textOf(path, retryStorm));
  runs.set(path, known);
  return known;
}

const edited = (path: string, before: string, after: string) => edit(path, before, after, retryStorm);

function second({ trace }: Simulation, index: number): Slice {
  const found = slices(trace, 10_000_000, 1_000_000)[index];
  if (found === undefined) throw new Error(`no second ${index}`);
  return found;
}

/** Retries of the whole run. */
function retries({ trace }: Simulation): number {
  return slices(trace, 10_000_000, 1_000_000).reduce((sum, slice) => sum + slice.retries, 0);
}

function longest({ trace }: Simulation): number {
  return Math.max(
    ...Array.from({ length: trace.length }, (_, id) => trace.event(id)).flatMap((event) =>
      event.kind === 'step' && event.name === 'enqueue' ? [Number(event.detail.length)] : [],
    ),
  );
}

describe('the gallery of retry storms', () => {
  it.each(retryStorm.gallery.map(({ path }) => path))(
    '%s runs to its end and breaks a claim only where a rule is left out',
    (path) => {
      const simulation = run(path);
      expect(simulation.status).toBe('finished');
      expect(brokenClaims(simulation).length > 0).toBe(simulation.scenario.flaws.length > 0);
    },
  );

  it.each(retryStorm.flaws)(
    '$id breaks exactly what it names, and nothing with the rule',
    ({ id, breaks, exposedBy }) => {
      const simulation = run(exposedBy);
      expect(simulation.scenario.flaws).toEqual([id]);
      expect(brokenClaims(simulation)).toEqual(breaks);
      expect(brokenClaims(runToEnd({ ...simulation.scenario, flaws: [] }, retryStorm))).toEqual([]);
    },
  );

  it('collapse: the port is as busy as it can be to the end, and nothing of it is in time', () => {
    const [before, after] = [second(run('collapse'), 1), second(run('collapse'), 9)];
    expect(before.done).toBeGreaterThan(30);
    expect(before.retries + before.late).toBe(0);
    expect([after.done, after.late]).toEqual([0, 100]);
  });

  it('recovery: three seconds after the surge all is answered in time, and stays so', () => {
    for (const index of [7, 8, 9]) {
      const { done, fresh, late } = second(run('recovery'), index);
      expect(late).toBe(0);
      expect(done).toBeGreaterThan(0.9 * fresh);
    }
    expect(run('recovery').verdicts.find(({ claim }) => claim === 'recovers')?.holds).toBe(true);
  });

  it('no-jitter: longer waits, fewer retries, and the storm passes', () => {
    expect(retries(run('no-jitter'))).toBeLessThan(retries(run('recovery')));
    expect(retries(run('no-jitter'))).toBeGreaterThan(20);
    expect(second(run('no-jitter'), 9).late).toBe(0);
  });

  it('pause: a standstill starts a storm that stays, a short one does not', () => {
    expect(second(run('pause'), 9).done).toBe(0);
    expect(second(edited('pause', '2s..2.7s', '2s..2.1s'), 9).done).toBeGreaterThan(30);
  });

  it('short-queue: what is served is in time; a queue of 17 is long enough for the storm', () => {
    for (const index of [2, 3, 6, 9]) expect(second(run('short-queue'), index).late).toBe(0);
    expect(second(run('short-queue'), 9).done).toBeGreaterThan(30);
    expect(second(edited('short-queue', 'capacity=8', 'capacity=17'), 9).done).toBe(0);
  });

  it('no-back-off: nothing is answered in time in the last second', () => {
    expect(second(run('no-back-off'), 9).done).toBe(0);
  });

  it('no-limit: nothing is dropped and the queue grows far beyond its places', () => {
    expect(longest(run('no-limit'))).toBeGreaterThan(40);
    expect(Math.max(...[2, 5, 9].map((index) => second(run('no-limit'), index).drops))).toBe(0);
    expect(longest(run('collapse'))).toBe(20);
  });

  it('overwrite: no drop is ever counted though the queue is full', () => {
    expect(longest(run('overwrite'))).toBe(20);
    expect(second(run('overwrite'), 5).drops).toBe(0);
  });
});

describe('port and senders without flaws', () => {
  it('lose track of nothing and keep the queue bounded, whatever is done to them', () => {
    fc.assert(
      fc.property(scenarioArbitrary(retryStorm, { duration: 2_500_000 }), (scenario) => {
        const safety = whole(scenario, retryStorm).verdicts.filter(({ type }) => type === 'safety');
        expect(safety.filter(({ holds }) => holds === false)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the lesson on the storm', async () => {
  const steps = (await retryStorm.lessons?.())?.[0]?.steps ?? [];
  it('predicts what the run bears out', () => {
    const asked = steps.find(({ prediction }) => prediction !== undefined)?.prediction;
    expect(asked?.truth(run('collapse'))).toBe('stays');
    expect(asked?.truth(run('recovery'))).toBe('passes');
  });

  it('has a task that its solution does and its non-solution does not', () => {
    const task = steps.find((step) => step.task !== undefined)?.task;
    expect(task?.done(runText(task.solution))).toBe(true);
    expect(task?.done(runText(task.nonSolution))).toBe(false);
    // To take the surge away is no solution.
    expect(task?.done(runText(`${task.nonSolution} surgeInterval=80ms`))).toBe(false);
  });
});
