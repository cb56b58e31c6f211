import { describe, expect, it } from 'vitest';
import { lwwLessons } from '../../../src/protocols/lww/lessons.ts';
import type { Stamp } from '../../../src/protocols/lww/messages.ts';
import type { ReplicaContext } from '../../../src/protocols/lww/state.ts';
import { type Simulation, worldAt } from '../../../src/sim/simulation.ts';
import { brokenClaims, galleryRun, mended, runText, s, sightings, steps } from '../../support/clock-run.ts';

const run = (path: string, ...changes: [string, string][]) => galleryRun('lww', path, ...changes);
/** What each replica holds for `key` at the end. */
const held = (simulation: Simulation, key = 'x') =>
  worldAt(simulation, simulation.scenario.duration)
    .processes.filter(({ client }) => !client)
    .map(({ snapshot }) => (snapshot.context as ReplicaContext).store.get(key)?.value);
const stamps = (simulation: Simulation) =>
  steps(simulation, 'accept').map(({ detail }) => (detail.stamp as unknown as Stamp).time);
const results = ({ trace }: Simulation) =>
  trace.operations.map(({ op, value, result, status }) => [op, value, result, status]);

describe('stamps-of-lamport', () => {
  it('C3 reads x=1, writes x=2, and all replicas end with x=2, though the clock of S3 is behind', () => {
    const writes = run('stamps-of-lamport');
    expect(results(writes)).toEqual([
      ['write', '1', null, 'ok'],
      ['read', undefined, '1', 'ok'],
      ['write', '2', null, 'ok'],
    ]);
    expect(held(writes)).toEqual(['2', '2', '2']);
    expect(stamps(writes)).toEqual([1, 2]);
  });

  it('by the time of day x=2 wins only where the clock has caught up', () => {
    const earlier = run('stamps-of-lamport', ['@0.6s', '@0.54s'], ['@0s', 'break wall-clock-stamps\n@0s']);
    expect(held(earlier)).toEqual(['1', '1', '1']);
  });
});

describe('concurrent', () => {
  it('both are acknowledged, every replica keeps the same one, the other is gone', () => {
    const writes = run('concurrent');
    expect(results(writes).slice(0, 2)).toEqual([
      ['write', '1', null, 'ok'],
      ['write', '2', null, 'ok'],
    ]);
    expect(new Set(held(writes)).size).toBe(1);
    expect(sightings(writes, 'concurrent-lost').length).toBeGreaterThan(0);
    expect(brokenClaims(writes)).toEqual([]);
    expect(results(writes)[2]?.[2]).toBe(held(writes)[0]);
  });

  it('under different keys nothing is lost', () => {
    const writes = run('concurrent', ['C2 write x=2', 'C2 write y=2']);
    expect(steps(writes, 'discard')).toEqual([]);
    expect([held(writes)[0], held(writes, 'y')[0]]).toEqual(['1', '2']);
  });
});

describe('hybrid', () => {
  it('S3 stamps one above the stamp from two seconds ahead', () => {
    const writes = run('hybrid');
    const [first = 0, second = 0] = stamps(writes);
    expect(first).toBeGreaterThan(s(2.5));
    expect(second).toBe(first + 1);
    expect(held(writes)).toEqual(['2', '2', '2']);
    expect(stamps(run('hybrid', ['stamps=hybrid', 'stamps=lamport']))).toEqual([1, 2]);
  });
});

describe('partitioned', () => {
  it('gossip brings the versions together once the partition ends', () => {
    const writes = run('partitioned');
    const before = worldAt(writes, s(1.9)).processes.map(({ client, snapshot }) =>
      client ? undefined : (snapshot.context as ReplicaContext).store.get('x')?.value,
    );
    expect(before[0]).toBe('1');
    expect(before[1]).not.toBe('1');
    expect(new Set(held(writes)).size).toBe(1);
    expect(writes.verdicts.find(({ claim }) => claim === 'converges')?.holds).toBe(true);
  });

  it('a side that writes more often runs ahead and wins', () => {
    const writes = run('partitioned', ['@0.6s C1 write x=1', '@0.6s..1.4s every=400ms C1 write x=1']);
    expect(held(writes)).toEqual(['1', '1', '1']);
  });
});

describe('wall-clock-stamps', () => {
  it('x=2 is acknowledged and vanishes, x stays 1 everywhere', () => {
    const writes = run('wall-clock-stamps');
    expect(results(writes)).toEqual([
      ['write', '1', null, 'ok'],
      ['read', undefined, '1', 'ok'],
      ['write', '2', null, 'ok'],
    ]);
    expect(held(writes)).toEqual(['1', '1', '1']);
    expect(brokenClaims(writes)).toEqual(['later-survives']);
  });

  it('100 ms later it wins by luck, with the rule it always does', () => {
    const late = run('wall-clock-stamps', ['@0.54s', '@0.6s']);
    expect(held(late)).toEqual(['2', '2', '2']);
    expect(brokenClaims(late)).toEqual([]);
    expect(held(mended('lww', 'wall-clock-stamps'))).toEqual(['2', '2', '2']);
    expect(brokenClaims(mended('lww', 'wall-clock-stamps'))).toEqual([]);
  });
});

describe('a replica', () => {
  it('takes a request once, however often it arrives', () => {
    const writes = runText('lww duration=2s seed=3\nnetwork duplicate=100%\n@0.2s..1s every=100ms C1 write x');
    expect(steps(writes, 'accept')).toHaveLength(9);
    expect(writes.trace.operations.every(({ status }) => status === 'ok')).toBe(true);
  });

  it('keeps what it acknowledged over a crash', () => {
    const writes = runText(
      'lww processes=2 duration=3s\n@0.2s C1 write x=1\n@0.3s..0.5s crash S1\n@0.3s..2s cut S1-S2',
    );
    expect(held(writes)).toEqual(['1', '1']);
  });
});

describe('the lesson', () => {
  const all = lwwLessons.flatMap((lesson) => lesson.steps);
  it('asks what its run answers', () => {
    const prediction = all.find((step) => step.prediction !== undefined)?.prediction;
    expect(prediction?.truth(run('wall-clock-stamps'))).toBe('1');
    expect(prediction?.truth(mended('lww', 'wall-clock-stamps'))).toBe('2');
    expect(all[2]?.look?.event?.(run('wall-clock-stamps'))).toBeGreaterThan(0);
  });

  it('has a task that its solution does, and a near miss does not', () => {
    const task = all.find((step) => step.task !== undefined)?.task;
    expect(task?.done(runText(task.solution))).toBe(true);
    expect(task?.done(runText(task.nonSolution))).toBe(false);
  });
});
