/** What each run of the gallery says must be seen in its trace. */
import { describe, expect, it } from 'vitest';
import { rpc } from '../../../src/protocols/rpc/index.ts';
import { heldOverTime, paymentStories } from '../../../src/protocols/rpc/ledger.ts';
import { runToEnd, type Simulation } from '../../../src/sim/simulation.ts';
import { scenarioOf } from '../../laws/run.ts';

const MS = 1000;

function run(path: string, ...changes: readonly (readonly [string, string])[]): Simulation {
  const found = rpc.gallery.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no run ${path}`);
  for (const [before] of changes) if (!found.text.includes(before)) throw new Error(`${path} has no ${before}`);
  const { scenario, protocol } = scenarioOf(
    changes.reduce((text, [before, after]) => text.replace(before, after), found.text),
  );
  return runToEnd(scenario, protocol);
}

const stories = ({ trace }: Simulation) => paymentStories(trace, trace.length);
const effects = (simulation: Simulation) => stories(simulation).map((story) => story.effects.length);
const attempts = (simulation: Simulation) => stories(simulation).map(({ sends }) => sends.length);
const lastAnswer = (simulation: Simulation) =>
  Math.max(...stories(simulation).map(({ answeredAt = Number.POSITIVE_INFINITY }) => answeredAt));
const broken = ({ verdicts }: Simulation) => verdicts.filter(({ holds }) => holds === false).map(({ claim }) => claim);
const standing = ({ verdicts }: Simulation) => verdicts.map(({ holds }) => holds);

describe('asked twice', () => {
  it('a lost answer makes a second attempt, which the key makes harmless', () => {
    const simulation = run('retried-with-key');
    expect(attempts(simulation)).toEqual([2, 1]);
    expect(effects(simulation)).toEqual([1, 1]);
    expect(stories(simulation)[0]?.repeats).toBe(1);
    expect(standing(simulation)).toEqual([true, true, true, true]);
    const lostRequest = run('retried-with-key', ['drop S1-C1.1', 'drop C1-S1.1']);
    expect(attempts(lostRequest)).toEqual([2, 1]);
    expect(effects(lostRequest)).toEqual([1, 1]);
    expect(stories(lostRequest)[0]?.repeats).toBe(0);
  });

  it('without a key it is booked twice', () => {
    const simulation = run('retried-without-key');
    expect(attempts(simulation)).toEqual([2, 1]);
    expect(effects(simulation)).toEqual([2, 1]);
    expect(broken(simulation)).toEqual(['one-effect']);
    const silent = run('retried-without-key', ['break no-key', 'break no-key no-retry']);
    expect(effects(silent)).toEqual([1]);
    expect(stories(silent)[0]?.answeredAt).toBeUndefined();
  });

  it('a key that a crash wipes out does not help', () => {
    const simulation = run('key-forgotten');
    expect(effects(simulation)).toEqual([2]);
    expect(broken(simulation)).toEqual(['one-effect']);
    const mended = run('key-forgotten', ['\nbreak key-in-memory', '']);
    expect(effects(mended)).toEqual([1]);
    expect(stories(mended)[0]?.repeats).toBe(1);
  });

  it('an answer before the work is a promise that a crash breaks', () => {
    const simulation = run('answered-too-early');
    expect(effects(simulation)).toEqual([0]);
    expect(stories(simulation)[0]?.answeredAt).toBeDefined();
    expect(broken(simulation)).toEqual(['answered-means-booked']);
    const mended = run('answered-too-early', ['\nbreak answer-first', '']);
    expect(effects(mended)).toEqual([1]);
    expect(attempts(mended)[0]).toBeGreaterThan(1);
    expect(broken(mended)).toEqual([]);
  });

  it('who never asks again waits for ever, and a blocked client begins nothing else', () => {
    const simulation = run('never-again');
    expect(effects(simulation)).toEqual([0]);
    expect(broken(simulation)).toEqual(['answered']);
    expect(effects(run('never-again', ['break no-retry', 'set style=asynchronous\nbreak no-retry']))).toEqual([0, 1]);
    expect(broken(run('never-again', ['\nbreak no-retry', '']))).toEqual([]);
  });
});

describe('a slow server', () => {
  it('takes three times as long where the client blocks', () => {
    const blocked = run('synchronous');
    const calledBack = run('asynchronous');
    expect(lastAnswer(blocked)).toBeGreaterThan(850 * MS);
    expect(lastAnswer(blocked)).toBeLessThan(1_100 * MS);
    expect(lastAnswer(calledBack)).toBeLessThan(450 * MS);
    expect([effects(blocked), effects(calledBack)]).toEqual([
      [1, 1, 1],
      [1, 1, 1],
    ]);
  });

  it('is asked again and again by the impatient, and books once', () => {
    const simulation = run('asynchronous', ['timeout=600ms', 'timeout=100ms']);
    expect(Math.min(...attempts(simulation))).toBeGreaterThan(1);
    expect(effects(simulation)).toEqual([1, 1, 1]);
  });
});

describe('through a broker', () => {
  it('clients are answered while the consumer is down, and it works all off in order', () => {
    const simulation = run('consumer-down');
    const all = stories(simulation);
    expect(all).toHaveLength(7);
    for (const { answeredAt = Number.POSITIVE_INFINITY } of all) expect(answeredAt).toBeLessThan(1_500 * MS);
    const receipts = all.map((story) => story.effects.map(({ receipt }) => receipt));
    expect(receipts).toEqual([[1], [2], [3], [4], [5], [6], [7]]);
    expect(all.filter((story) => (story.effects[0]?.at ?? 0) > 2_000 * MS).length).toBeGreaterThanOrEqual(6);
    const held = heldOverTime(simulation.trace, 4_000_000).map(([, count]) => count);
    expect(Math.max(...held)).toBeGreaterThanOrEqual(6);
    expect(held.at(-1)).toBe(0);
    const alone = stories(run('consumer-down', ['processes=2 ', '']));
    expect(alone.filter(({ answeredAt = 9e9 }) => answeredAt < 2_000 * MS).length).toBeLessThan(2);
  });

  it('a lost acknowledgement is delivered twice and booked once, by its key', () => {
    const simulation = run('delivered-twice');
    expect(effects(simulation)).toEqual([1, 1]);
    expect(stories(simulation)[0]?.repeats).toBe(1);
    const keyless = run('delivered-twice', ['@0s drop', 'break no-key\n@0s drop']);
    expect(effects(keyless)).toEqual([2, 1]);
  });

  it('a broker without a disk confirms what it then forgets', () => {
    const simulation = run('broker-forgets');
    expect(stories(simulation).filter(({ answeredAt }) => answeredAt !== undefined)).toHaveLength(5);
    expect(effects(simulation)).toEqual([0, 0, 0, 0, 0]);
    expect(broken(simulation)).toEqual(['consumed']);
    expect(effects(run('broker-forgets', ['\nbreak broker-in-memory', '']))).toEqual([1, 1, 1, 1, 1]);
  });

  it('an early acknowledgement loses what a crash interrupts', () => {
    const simulation = run('answered-too-early', ['rpc seed', 'rpc processes=2 seed'], ['duration=2s', 'duration=5s']);
    expect(effects(simulation)).toEqual([0]);
    expect(broken(simulation)).toEqual(['consumed']);
  });
});
