/** What each run of the gallery says must be seen in its trace. */
import { describe, expect, it } from 'vitest';
import { cacheHistory, outdatedAt } from '../../../src/protocols/dns/cache-history.ts';
import { dns } from '../../../src/protocols/dns/index.ts';
import { runToEnd, type Simulation } from '../../../src/sim/simulation.ts';
import { scenarioOf } from '../../laws/run.ts';

const MS = 1000;

function run(path: string, ...changes: readonly (readonly [string, string])[]): Simulation {
  const found = dns.gallery.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no run ${path}`);
  for (const [before] of changes) if (!found.text.includes(before)) throw new Error(`${path} has no ${before}`);
  const { scenario, protocol } = scenarioOf(
    changes.reduce((text, [before, after]) => text.replace(before, after), found.text),
  );
  return runToEnd(scenario, protocol);
}

const history = ({ trace, scenario }: Simulation) => cacheHistory(trace, trace.length, scenario.initial.auth);
const broken = ({ verdicts }: Simulation) => verdicts.filter(({ holds }) => holds === false).map(({ claim }) => claim);

/** Whom resolvers asked, in order. */
function asked({ trace }: Simulation, until = Number.POSITIVE_INFINITY): string[] {
  return Array.from({ length: trace.length }, (_, id) => id)
    .filter((id) => trace.kind(id) === 'send' && trace.word(id) === 'Query' && trace.at(id) <= until)
    .map((id) => trace.lanes[trace.to(id)] ?? '');
}

/** When clients were last told what was not so any more, ms. */
function lastOld(simulation: Simulation, client = 'C1'): number {
  const { given, editions } = history(simulation);
  const old = given.filter((one) => one.client === client && one.at > outdatedAt(editions, one.name, one.version));
  return (old.at(-1)?.at ?? 0) / MS;
}

/** What a client was told and when, ms. */
const told = ({ trace }: Simulation, client = 'C1') =>
  trace.operations
    .filter((one) => one.client === client && one.op === 'read' && one.return !== null)
    .map(({ result, status, return: at }) => ({ result, status, at: (at ?? 0) / MS }));

describe('looking a name up', () => {
  it('walks once, then answers from memory, and starts from what it remembers', () => {
    const simulation = run('walk');
    expect(asked(simulation)).toEqual(['root', 'com', 'auth', 'auth']);
    expect(asked(simulation, 500 * MS)).toHaveLength(3);
    expect(told(simulation).map(({ result }) => result)).toEqual(['10.0.0.1', '10.0.0.1', null]);
    expect(history(simulation).given.map(({ cached }) => cached)).toEqual([false, true, false]);
    const crashed = run('walk', ['@200ms', '@400ms..500ms crash R1\n@200ms']);
    expect(asked(crashed)).toEqual(['root', 'com', 'auth', 'root', 'com', 'auth', 'auth']);
  });
});

describe('old answers', () => {
  it('are given until their time to live is over, counted from when they were given', () => {
    const simulation = run('change-seen-late');
    expect(lastOld(simulation)).toBeGreaterThan(1_700);
    expect(lastOld(simulation)).toBeLessThan(2_250);
    expect(broken(simulation)).toEqual([]);
    expect(simulation.sightings.map(({ situation }) => situation)).toContain('stale');
    const short = run('change-seen-late', ['title', 'set ttl=500ms\ntitle']);
    expect(lastOld(short)).toBeLessThan(1_300);
    const toAuth = (one: Simulation) => asked(one).filter((server) => server === 'auth').length;
    expect(toAuth(short)).toBeGreaterThanOrEqual(2 * toAuth(simulation));
  });

  it('differ between two resolvers for a while', () => {
    const simulation = run('two-resolvers');
    const between = (client: string) =>
      told(simulation, client)
        .filter(({ at }) => at > 2_250 && at < 2_900)
        .map(({ result }) => result);
    expect(new Set(between('C1'))).toEqual(new Set(['10.0.0.2']));
    expect(new Set(between('C2'))).toEqual(new Set(['10.0.0.1']));
    const early = run('two-resolvers', ['@900ms', '@1.3s']);
    expect(new Set(told(early, 'C2').map(({ result }) => result))).toEqual(new Set(['10.0.0.2']));
  });

  it('may be that there is no such name', () => {
    const simulation = run('negative');
    for (const { result, at } of told(simulation)) expect(result).toBe(at < 1_200 ? null : '10.0.0.7');
    expect(lastOld(simulation)).toBeGreaterThan(900);
    expect(lastOld(run('negative', ['@500ms', '@100ms']))).toBe(0);
  });
});

describe('when something fails', () => {
  it('a resolver that has lost its cache has the new address early', () => {
    const simulation = run('resolver-restarts');
    expect(lastOld(simulation)).toBeLessThan(1_500);
    expect(told(simulation).find(({ result }) => result === '10.0.0.2')?.at).toBeLessThan(1_900);
    expect(lastOld(run('resolver-restarts', ['\n@1.5s..1.6s crash R1', '']))).toBeGreaterThan(1_700);
  });

  it('an authority that is down is noticed when answers run out', () => {
    const all = told(run('authority-down'));
    for (const { status, at } of all) expect(status).toBe(at < 2_250 || at > 4_000 ? 'ok' : 'fail');
    expect(all.filter(({ status }) => status === 'fail').length).toBeGreaterThan(2);
    const long = told(run('authority-down', ['title', 'set ttl=10s\ntitle']));
    expect(long.every(({ status }) => status === 'ok')).toBe(true);
  });

  it('a slow clock makes a time to live long, a fast one short', () => {
    const simulation = run('slow-clock');
    expect(lastOld(simulation)).toBeGreaterThan(3_100);
    expect(lastOld(simulation)).toBeLessThan(3_600);
    expect(broken(simulation)).toEqual([]);
    expect(lastOld(run('slow-clock', ['ppm=-400000', 'ppm=400000']))).toBeLessThan(1_700);
    // What the strips draw is what the resolver goes by.
    const { holdings, given } = history(simulation);
    const first = holdings[0];
    const late = given.filter(({ cached, at }) => cached && at > (first?.until ?? 0) && at < (holdings[1]?.from ?? 0));
    expect(first?.until).toBeGreaterThan(3_400 * MS);
    expect(late).toEqual([]);
  });
});

describe('rules left out', () => {
  it('who ignores times to live is wrong for good, until it forgets', () => {
    const simulation = run('ignore-ttl');
    expect(broken(simulation)).toEqual(['bounded-age']);
    expect(lastOld(simulation)).toBeGreaterThan(4_500);
    const verdict = simulation.verdicts.find(({ claim }) => claim === 'bounded-age');
    expect(verdict?.at).toBeGreaterThan(3_000 * MS);
    expect(verdict?.at).toBeLessThan(3_600 * MS);
    expect(lastOld(run('ignore-ttl', ['break', '@4s..4.1s crash R1\nbreak']))).toBeLessThan(4_000);
  });

  it('who remembers an absence for ever never finds the new name', () => {
    const simulation = run('keep-absence');
    expect(broken(simulation)).toEqual(['bounded-age']);
    expect(told(simulation).every(({ result }) => result === null)).toBe(true);
  });

  it('who asks once may wait for ever', () => {
    const simulation = run('ask-once');
    expect(broken(simulation)).toEqual(['lookups-end']);
    expect(told(simulation)).toEqual([]);
    expect(told(run('ask-once', ['\nbreak ask-once', '']))).toHaveLength(2);
  });
});
