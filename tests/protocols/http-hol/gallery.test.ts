/** What each run of the gallery says must be seen in its trace. */
import { describe, expect, it } from 'vitest';
import { httpHol } from '../../../src/protocols/http-hol/index.ts';
import { blockedFor, waterfall } from '../../../src/protocols/http-hol/waterfall.ts';
import { runToEnd, type Simulation } from '../../../src/sim/simulation.ts';
import { scenarioOf } from '../../laws/run.ts';

function run(path: string, ...changes: readonly (readonly [string, string])[]): Simulation {
  const found = httpHol.gallery.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no run ${path}`);
  for (const [before] of changes) if (!found.text.includes(before)) throw new Error(`${path} has no ${before}`);
  const { scenario, protocol } = scenarioOf(
    changes.reduce((text, [before, after]) => text.replace(before, after), found.text),
  );
  return runToEnd(scenario, protocol);
}

function pageOf({ trace }: Simulation) {
  const page = waterfall(trace, trace.length);
  if (page === undefined) throw new Error('no page');
  return page;
}

/** Resources whose packets had to wait for another one's, and for one of their own. */
const blocked = (simulation: Simulation) =>
  pageOf(simulation)
    .rows.filter((row) => blockedFor(row, 9e9) > 0)
    .map(({ resource }) => resource);
const waitsOwn = (simulation: Simulation) =>
  pageOf(simulation)
    .rows.filter(({ waits }) => waits.some(({ foreign }) => !foreign))
    .map(({ resource }) => resource);
const queued = (simulation: Simulation) =>
  pageOf(simulation)
    .rows.filter(({ asked, discovered }) => (asked ?? 9e9) > discovered)
    .map(({ resource }) => resource);
const total = (simulation: Simulation) => pageOf(simulation).rows.reduce((sum, row) => sum + blockedFor(row, 9e9), 0);
const isLoaded = (simulation: Simulation) => pageOf(simulation).until !== null;
const broken = ({ verdicts }: Simulation) => verdicts.filter(({ holds }) => holds === false).map(({ claim }) => claim);
const seen = ({ sightings }: Simulation) => sightings.map(({ situation }) => situation);

describe('one lost packet', () => {
  it('over HTTP/1.1 holds up its own connection, and two resources wait for one', () => {
    const simulation = run('http1');
    expect(isLoaded(simulation)).toBe(true);
    expect(queued(simulation)).toEqual([7, 8]);
    expect(blocked(simulation)).toEqual([]);
    expect(waitsOwn(simulation)).toHaveLength(1);
    expect(queued(run('http1', ['version=http1', 'version=http1 connections=1']))).toEqual([2, 3, 4, 5, 6, 7, 8]);
  });

  it('over HTTP/2 holds up everything that comes behind it', () => {
    const simulation = run('http2');
    expect(isLoaded(simulation)).toBe(true);
    expect(queued(simulation)).toEqual([]);
    expect(blocked(simulation).length).toBeGreaterThanOrEqual(6);
    expect(seen(simulation)).toContain('blocked');
    expect(broken(simulation)).toEqual([]);
  });

  it('over HTTP/3 holds up its own stream', () => {
    const simulation = run('http3');
    expect(isLoaded(simulation)).toBe(true);
    expect(blocked(simulation)).toEqual([]);
    expect(waitsOwn(simulation)).toHaveLength(1);
    expect(seen(simulation)).not.toContain('blocked');
    const drops = [14, 15, 16, 17].map((number) => `@0s drop S1-C1.${number}`).join('\n');
    expect(waitsOwn(run('http3', ['@0s drop S1-C1.14', drops]))).toHaveLength(4);
  });
});

describe('without loss, and with much', () => {
  it('nothing waits where nothing is lost', () => {
    const simulation = run('no-loss');
    expect([...blocked(simulation), ...waitsOwn(simulation), ...queued(simulation)]).toEqual([]);
    expect(isLoaded(simulation)).toBe(true);
    expect(queued(run('no-loss', ['http2', 'http1']))).toEqual([7, 8]);
  });

  it('a lossy line blocks nearly everything over one ordered connection, and nothing across streams', () => {
    const simulation = run('lossy');
    expect(blocked(simulation).length).toBeGreaterThanOrEqual(10);
    expect(total(simulation)).toBeGreaterThan(300_000);
    expect(total(run('lossy', ['http2', 'http3']))).toBe(0);
    expect(isLoaded(simulation)).toBe(true);
  });
});

describe('rules left out', () => {
  it('what is delivered as it comes is out of order', () => {
    const simulation = run('deliver-out-of-order');
    expect(broken(simulation)).toEqual(['in-order']);
    expect(broken(run('deliver-out-of-order', ['http2', 'http3']))).toEqual(['in-order']);
    expect(broken(run('deliver-out-of-order', ['\nbreak deliver-out-of-order', '']))).toEqual([]);
  });

  it('what is counted twice is complete too early', () => {
    const simulation = run('no-de-duplication');
    expect(broken(simulation).sort()).toEqual(['in-order', 'whole']);
    const mended = run('no-de-duplication', ['\nbreak no-de-duplication', '']);
    expect(broken(mended)).toEqual([]);
    expect(isLoaded(mended)).toBe(true);
  });

  it('what is not sent again never comes', () => {
    const simulation = run('no-retransmission');
    expect(broken(simulation)).toEqual(['page-loads']);
    expect(simulation.trace.operations.map(({ status }) => status)).toEqual(['fail']);
    const third = run('no-retransmission', ['http2', 'http3']);
    expect(pageOf(third).rows.filter(({ done }) => done === null)).toHaveLength(1);
    expect(broken(run('no-retransmission', ['\nbreak no-retransmission', '']))).toEqual([]);
  });
});
