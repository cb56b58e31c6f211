import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundTrips, timeoutChoices } from '../../../src/check/detection/round-trips.ts';
import { fates } from '../../../src/protocols/timeouts/fates.ts';
import { timeouts } from '../../../src/protocols/timeouts/index.ts';
import { runToEnd, type Simulation } from '../../../src/sim/simulation.ts';
import { whole } from '../../laws/run.ts';
import { scenarioArbitrary } from '../../support/scenario-arbitrary.ts';
import { brokenClaims, edited as edit, opinions, runText, textOf } from '../ping-heartbeat/detector-run.ts';

const run = (path: string) => runText(textOf(path, timeouts));
const edited = (path: string, before: string, after: string) => edit(path, before, after, timeouts);
const all = ({ trace }: Simulation) => fates(trace, Number.POSITIVE_INFINITY);
const fate = (simulation: Simulation, request: number) => all(simulation).find((one) => one.request === request);
const suspicions = (simulation: Simulation) => opinions(simulation).filter(({ verb }) => verb === 'suspect');

/** What one process lives through until a moment: no ids, which belong to the whole run. */
function laneOf({ trace }: Simulation, process: string, until: number): unknown[] {
  return Array.from({ length: trace.countAt(until) }, (_, id) => trace.event(id))
    .filter((event) => event.process === process)
    .map(({ id: _, cause: __, vector: ___, lamport: ____, ...rest }) => rest);
}

describe('the gallery of timeouts', () => {
  it.each(timeouts.gallery.map(({ path }) => path))(
    '%s runs to its end and breaks a claim only where a rule is left out',
    (path) => {
      const simulation = run(path);
      expect(simulation.status).toBe('finished');
      expect(brokenClaims(simulation).length > 0).toBe(simulation.scenario.flaws.length > 0);
    },
  );

  it.each(timeouts.flaws)(
    '$id breaks exactly what it names, and nothing with the rule',
    ({ id, breaks, exposedBy }) => {
      const simulation = run(exposedBy);
      expect(simulation.scenario.flaws).toEqual([id]);
      expect(brokenClaims(simulation)).toEqual(breaks);
      expect(brokenClaims(runToEnd({ ...simulation.scenario, flaws: [] }, timeouts))).toEqual([]);
    },
  );

  it('four causes are one picture for the client, up to the timeout and beyond', () => {
    const lanes = ['crashed', 'slow', 'request-lost', 'reply-lost'].map((path) => laneOf(run(path), 'C1', 1_400_000));
    expect(lanes[0]?.length).toBeGreaterThan(5);
    for (const lane of lanes) expect(lane).toEqual(lanes[0]);
  });

  it('four causes are four different things: the write was done in two of them', () => {
    const truth = (path: string) => fate(run(path), 2)?.truth;
    expect(truth('crashed')).toBe('request lost');
    expect(truth('slow')).toBe('done, reply came');
    expect(truth('request-lost')).toBe('request lost');
    expect(truth('reply-lost')).toBe('done, reply lost');
    expect(['slow', 'request-lost', 'reply-lost'].map((path) => run(path).trace.operations[2]?.result)).toEqual([
      '2',
      '1',
      '2',
    ]);
  });

  it('the attempts at the four do what they say', () => {
    expect(suspicions(edited('slow', '1.5s', '1.2s'))).toEqual([]);
    expect(fate(edited('request-lost', 'drop C1-S1.2', 'drop C1-S1.2\n@0s drop C1-S1.3'), 3)?.seen).toBe('unknown');
    const crashed = edited('reply-lost', '@0s drop S1-C1.2', '@1.1s..1.5s crash S1');
    expect(crashed.trace.operations[2]?.result).toBe('2');
  });

  it('how-long: some answers come too late for 150 ms, none for 240 ms, and the crash is told 90 ms later', () => {
    const [short, long] = [run('how-long'), edited('how-long', 'timeout=150ms', 'timeout=240ms')];
    const late = (simulation: Simulation) => suspicions(simulation).filter(({ at }) => at < 7);
    expect(late(short).length).toBeGreaterThan(3);
    expect(late(long)).toEqual([]);
    const found = [short, long].map((one) => suspicions(one).find(({ at }) => at > 7)?.at ?? 0);
    expect((found[1] ?? 0) - (found[0] ?? 0)).toBeCloseTo(0.09, 6);
    expect(Math.max(...roundTrips(long.trace).map(({ took }) => took ?? 0))).toBeLessThanOrEqual(230_000);
  });

  it('slow-spell: right for three seconds, wrong again and again in the slow two', () => {
    const wrong = suspicions(run('slow-spell'));
    expect(wrong.length).toBeGreaterThan(5);
    expect(wrong.every(({ at }) => at > 3 && at < 5.3)).toBe(true);
    expect(suspicions(edited('slow-spell', 'timeout=100ms', 'timeout=250ms'))).toEqual([]);
  });

  it('timeout-means-failure: x=2 is reported as failed and read all the same; where the request is lost the guess is right', () => {
    const { trace } = run('timeout-means-failure');
    expect(trace.operations[1]?.status).toBe('fail');
    expect(trace.operations[2]?.result).toBe('2');
    expect(brokenClaims(edited('timeout-means-failure', 'drop S1-C1.2', 'drop C1-S1.2'))).toEqual([]);
  });

  it('wait-for-ever: nobody is suspected and the read is never sent, even where the server comes back', () => {
    for (const simulation of [run('wait-for-ever'), edited('wait-for-ever', '@900ms', '@900ms..1.5s')]) {
      expect(suspicions(simulation)).toEqual([]);
      expect(all(simulation)).toHaveLength(2);
    }
  });
});

describe('the chart of timeouts', () => {
  it('counts what the run shows: the answers later than a timeout, and half a gap plus the timeout', () => {
    const trips = [
      { sentAt: 0, took: 10 },
      { sentAt: 100, took: 30 },
      { sentAt: 200, took: null },
      { sentAt: 300, took: 50 },
    ];
    expect(timeoutChoices(trips, [10, 30, 60])).toEqual([
      { timeout: 10, falseShare: 2 / 3, detection: 60 },
      { timeout: 30, falseShare: 1 / 3, detection: 80 },
      { timeout: 60, falseShare: 0, detection: 110 },
    ]);
    expect(timeoutChoices([], [10])).toEqual([{ timeout: 10, falseShare: 0, detection: 10 }]);
  });

  it('agrees with the run about its own timeout', () => {
    const simulation = run('slow-spell');
    const trips = roundTrips(simulation.trace);
    const answered = trips.filter(({ took }) => took !== null).length;
    const [here] = timeoutChoices(trips, [100_000]);
    const given = all(simulation).filter(
      ({ seen, truth }) => seen === 'unknown' && truth === 'done, reply came',
    ).length;
    expect((here?.falseShare ?? 0) * answered).toBeCloseTo(given, 6);
    expect(given).toBeGreaterThan(5);
  });
});

describe('a caller without flaws', () => {
  it('breaks no claim, whatever is done to it', () => {
    fc.assert(
      fc.property(scenarioArbitrary(timeouts, { duration: 3_000_000 }), (scenario) => {
        expect(brokenClaims(whole(scenario, timeouts))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the lesson on one picture', async () => {
  const steps = (await timeouts.lessons?.())?.[0]?.steps ?? [];
  it('predicts what the run bears out', () => {
    const asked = steps.find(({ prediction }) => prediction !== undefined)?.prediction;
    expect(asked?.truth(run('reply-lost'))).toBe('yes');
    expect(asked?.truth(run('request-lost'))).toBe('no');
  });

  it('has a task that its solution does and its non-solution does not', () => {
    const task = steps.find((step) => step.task !== undefined)?.task;
    expect(task?.done(runText(task.solution))).toBe(true);
    expect(task?.done(runText(task.nonSolution))).toBe(false);
    expect(task?.done(runText(task.solution.replace('timeout=250ms', 'timeout=2s')))).toBe(false);
  });
});
