import { describe, expect, it } from 'vitest';
import { raft } from '../../../src/protocols/raft/index.ts';
import type { RaftContext } from '../../../src/protocols/raft/state.ts';
import { runToEnd, type Simulation, worldAt } from '../../../src/sim/simulation.ts';
import type { TraceEvent } from '../../../src/sim/trace-event.ts';
import { scenarioOf } from '../../laws/run.ts';

const MS = 1000;
const broken = ({ verdicts }: Simulation) => verdicts.filter(({ holds }) => holds === false).map(({ claim }) => claim);

function run(path: string): Simulation {
  const found = raft.gallery.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no run ${path}`);
  const { scenario, protocol } = scenarioOf(found.text);
  return runToEnd(scenario, protocol);
}

function steps({ trace }: Simulation, name: string): Extract<TraceEvent, { kind: 'step' }>[] {
  return Array.from({ length: trace.length }, (_, id) => id)
    .filter((id) => trace.kind(id) === 'step' && trace.word(id) === name)
    .map((id) => trace.event(id) as Extract<TraceEvent, { kind: 'step' }>);
}

const leaders = (simulation: Simulation) =>
  steps(simulation, 'role')
    .filter(({ detail }) => detail.role === 'leader')
    .map(({ process, detail, at }) => ({ process, term: Number(detail.term), at }));

const logAt = (simulation: Simulation, process: string, at: number) => {
  const state = worldAt(simulation, at).processes.find(({ id }) => id === process);
  if (state === undefined) throw new Error(`no process ${process}`);
  const { log } = (state.status === 'crashed' ? state.stable : state.snapshot.context) as RaftContext;
  return log.slice(0).map(({ term }) => term);
};

const seen = (simulation: Simulation, situation: string) =>
  simulation.sightings.filter((one) => one.situation === situation);

describe('every run of the gallery', () => {
  it.each(raft.gallery.map(({ path }) => [path]))('%s runs, has a title, and no fault of it is moot', (path) => {
    const simulation = run(path);
    expect(simulation.status).toBe('finished');
    expect(simulation.scenario.title).not.toBe('');
    const kinds = Array.from({ length: simulation.trace.length }, (_, id) => simulation.trace.kind(id));
    expect(kinds).not.toContain('moot');
  });

  it.each(raft.gallery.map(({ path }) => [path]))('%s breaks a claim only where a rule is left out', (path) => {
    const simulation = run(path);
    expect(broken(simulation).length > 0).toBe(simulation.scenario.flaws.length > 0);
  });
});

describe('each flaw', () => {
  it.each(raft.flaws.map((flaw) => [flaw.id, flaw] as const))(
    '%s breaks every claim it names in the run that exposes it, and only with the flaw',
    (id, flaw) => {
      const simulation = run(flaw.exposedBy);
      expect(simulation.scenario.flaws).toEqual([id]);
      expect(broken(simulation)).toEqual(expect.arrayContaining([...flaw.breaks]));
      for (const { events, holds, type } of simulation.verdicts)
        if (holds === false && type === 'safety') expect(events.length).toBeGreaterThan(0);
      expect(broken(runToEnd({ ...simulation.scenario, flaws: [] }, raft))).toEqual([]);
    },
  );

  it('has a safety claim that it breaks, for each safety claim', () => {
    const safety = raft.monitors.filter(({ type }) => type === 'safety').map(({ id }) => id);
    const covered = new Set(raft.gallery.flatMap(({ path }) => broken(run(path))));
    // A leader that keeps its own log is a matter of the chart: no flaw of ours lets one truncate it.
    expect(safety.filter((id) => !covered.has(id))).toEqual(['leader-append-only']);
  });
});

describe('what the sentences of the gallery say', () => {
  it('start-up: one leader, and heartbeats keep it', () => {
    expect(leaders(run('start-up'))).toHaveLength(1);
  });

  it('leader-crashes: a later term has a leader within half a second', () => {
    const [first, second] = leaders(run('leader-crashes'));
    expect(first?.process).toBe('S4');
    expect(second?.term).toBeGreaterThan(1);
    expect(second?.at).toBeLessThan(3500 * MS);
  });

  it('split-vote-twice: terms 1 and 2 have candidates and no leader', () => {
    const simulation = run('split-vote-twice');
    expect(seen(simulation, 'split-vote')).toHaveLength(2);
    expect(leaders(simulation)[0]?.term).toBe(3);
  });

  it('leader-paused: two lead at once, and the old one steps down after it wakes', () => {
    const simulation = run('leader-paused');
    expect(seen(simulation, 'two-leaders').length).toBeGreaterThan(0);
    const [down] = steps(simulation, 'role').filter(({ process, at }) => process === 'S4' && at >= 4000 * MS);
    expect(down?.detail.role).toBe('follower');
    expect(down?.at).toBeLessThan(4100 * MS);
  });

  it('even-split: nothing is committed while it lasts', () => {
    const simulation = run('even-split');
    const during = (at: number) => at > 2050 * MS && at < 5000 * MS;
    expect(leaders(simulation).filter(({ at }) => during(at))).toEqual([]);
    expect(steps(simulation, 'commit').filter(({ at }) => during(at))).toEqual([]);
  });

  it('one-way-link: S1 stands and a healthy leader is unseated', () => {
    const simulation = run('one-way-link');
    const stood = steps(simulation, 'role').filter(
      ({ process, detail, at }) => process === 'S1' && detail.role === 'candidate' && at > 2000 * MS,
    );
    expect(stood.length).toBeGreaterThan(0);
    expect(leaders(simulation).length).toBeGreaterThan(1);
  });

  it('fast-clock: S2 stands though nothing is broken', () => {
    const stood = steps(run('fast-clock'), 'role').filter(
      ({ process, detail, at }) => process === 'S2' && detail.role === 'candidate' && at > 2000 * MS,
    );
    expect(stood.length).toBeGreaterThan(0);
  });

  it('old-leader-comes-back: S4 loses an entry that was never committed', () => {
    const simulation = run('old-leader-comes-back');
    expect(seen(simulation, 'two-leaders').length).toBeGreaterThan(0);
    expect(steps(simulation, 'truncate').map(({ process }) => process)).toContain('S4');
    expect(steps(simulation, 'truncate')[0]?.at).toBeGreaterThan(5500 * MS);
  });

  it('minority-cannot-commit: the client waits for the partition to end', () => {
    const { trace } = run('minority-cannot-commit');
    const answered = trace.operations.filter(({ return: at }) => at !== null && at > 3100 * MS && at < 6000 * MS);
    expect(answered).toEqual([]);
    expect(trace.operations.at(-1)?.status).toBe('ok');
  });

  it('far-behind: S2 comes back with about ten entries of more than fifty, and gets batches of eight', () => {
    const simulation = run('far-behind');
    expect(logAt(simulation, 'S2', 5900 * MS).length).toBeLessThan(12);
    expect(logAt(simulation, 'S4', 6000 * MS).length).toBeGreaterThan(50);
    expect(logAt(simulation, 'S2', 7000 * MS)).toEqual(
      logAt(simulation, 'S4', 7000 * MS).slice(0, logAt(simulation, 'S2', 7000 * MS).length),
    );
    const sizes = Array.from({ length: simulation.trace.length }, (_, id) => id)
      .filter((id) => simulation.trace.kind(id) === 'send' && simulation.trace.word(id) === 'Append')
      .map((id) => (simulation.trace.extra(id) as { entries: unknown[] }).entries.length);
    expect(Math.max(...sizes)).toBe(8);
  });

  it('lossy-network: each append is applied exactly once', () => {
    const simulation = run('lossy-network');
    const written = simulation.trace.operations.filter(({ op, status }) => op === 'append' && status === 'ok');
    const state = worldAt(simulation, simulation.scenario.duration).processes.map(
      ({ snapshot }) => snapshot.context as RaftContext,
    );
    const value = Math.max(
      ...state.filter(({ log }) => log !== undefined).map((context) => context.state.values.get('x')?.length ?? 0),
    );
    const longest = written.map((operation) => operation.value ?? '').join('').length;
    expect(value).toBeGreaterThanOrEqual(longest);
    const applied = steps(simulation, 'apply')
      .filter(({ process }) => process === 'S1')
      .map(({ detail }) => detail.index);
    expect(new Set(applied).size).toBe(applied.length);
  });

  it('figure-7: the leader of term 8 makes all logs agree', () => {
    const simulation = run('figure-7');
    expect(leaders(simulation).map(({ process, term }) => `${process} ${term}`)).toEqual(['S1 8']);
    const logs = simulation.scenario.processes.map((process) =>
      logAt(simulation, process, simulation.scenario.duration),
    );
    for (const log of logs) expect(log).toEqual([1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 8]);
  });

  it('figure-8: on S1, S2 and S3, not committed, overwritten', () => {
    const simulation = run('figure-8');
    for (const process of ['S1', 'S2', 'S3']) expect(logAt(simulation, process, 1300 * MS)).toEqual([1, 2]);
    expect(steps(simulation, 'commit').filter(({ at, detail }) => at < 1700 * MS && Number(detail.index) > 1)).toEqual(
      [],
    );
    expect(logAt(simulation, 'S3', 1900 * MS)[1]).toBe(3);
  });
});
