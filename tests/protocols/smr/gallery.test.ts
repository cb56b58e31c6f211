import { describe, expect, it } from 'vitest';
import { smr } from '../../../src/protocols/smr/index.ts';
import type { ReplicaContext } from '../../../src/protocols/smr/replica.ts';
import { digestOf } from '../../../src/protocols/smr/state-machine.ts';
import { type Simulation, worldAt } from '../../../src/sim/simulation.ts';
import { brokenClaims, galleryRun, mended, runText, s, steps } from '../../support/clock-run.ts';

const run = (path: string, ...changes: [string, string][]) => galleryRun('smr', path, ...changes);
const replicas = (simulation: Simulation, at = simulation.scenario.duration) =>
  worldAt(simulation, at).processes.filter(({ client }) => !client);
const contexts = (simulation: Simulation, at?: number) =>
  replicas(simulation, at).map(({ snapshot }) => snapshot.context as ReplicaContext);
const texts = (simulation: Simulation, key = 'x') =>
  contexts(simulation).map(({ state }) => state.items.get(key)?.text);
const digests = (simulation: Simulation) => contexts(simulation).map(({ state }) => digestOf(state));
const answered = ({ trace }: Simulation) => trace.operations.every(({ status }) => status === 'ok');

describe('the flaws', () => {
  it.each(smr.flaws)('$id breaks exactly what it names, and nothing with the rule', (flaw) => {
    expect(run(flaw.exposedBy).scenario.flaws).toEqual([flaw.id]);
    expect(new Set(brokenClaims(run(flaw.exposedBy)))).toEqual(new Set(flaw.breaks));
    expect(brokenClaims(mended('smr', flaw.exposedBy))).toEqual([]);
  });
});

describe('the same log, the same state', () => {
  it('same-log: three are asked, one order comes of it, another one with another seed', () => {
    const one = run('same-log');
    expect(answered(one)).toBe(true);
    expect(new Set(texts(one)).size).toBe(1);
    expect(new Set(digests(one)).size).toBe(1);
    expect(texts(one)[0]).toHaveLength(one.trace.operations.length);
    const orders = [1, 2, 3, 4].map((seed) => texts(run('same-log', ['seed=1', `seed=${seed}`])));
    for (const order of orders) expect(new Set(order).size).toBe(1);
    expect(new Set(orders.map(([order]) => order)).size).toBeGreaterThan(1);
  });

  it('replay: S3 applies its log again from index 1 on, fetches the rest and is level with S1', () => {
    const crashed = run('replay');
    const [, , lost] = replicas(crashed, s(1.3));
    expect(lost?.status).toBe('crashed');
    const replayed = steps(crashed, 'apply', 'S3').filter(({ detail }) => detail.replayed === true);
    expect(replayed.map(({ detail }) => detail.index)).toEqual(replayed.map((_, place) => place + 1));
    expect(replayed.length).toBeGreaterThan(5);
    expect(new Set(digests(crashed)).size).toBe(1);
    expect(brokenClaims(crashed)).toEqual([]);
    expect(new Set(digests(run('replay', ['1s..1.7s', '1s..2.5s']))).size).toBe(1);
  });

  it('cut-off: S3 is behind for a while, in a state that the others had at the same index', () => {
    const parted = run('cut-off');
    const [first, , third] = contexts(parted, s(1.5));
    expect(third?.applied).toBeLessThan(first?.applied ?? 0);
    const [then] = steps(parted, 'apply', 'S1').filter(({ detail }) => detail.index === third?.applied);
    expect(then?.detail.state).toBe(third === undefined ? '' : digestOf(third.state));
    expect(new Set(digests(parted)).size).toBe(1);
    const turned = run('cut-off', ['S1,S2/S3', 'S1/S2,S3']);
    expect(answered(turned)).toBe(true);
    const [ahead, ...behind] = contexts(turned, s(1.5)).map(({ applied }) => applied);
    for (const one of behind) expect(one).toBeLessThan(ahead ?? 0);
  });

  it('asked-twice: twice in the log, one effect, on every replica', () => {
    const twice = run('asked-twice');
    expect(steps(twice, 'append').filter(({ detail }) => detail.command === 'C1/1')).toHaveLength(2);
    const idle = steps(twice, 'apply').filter(({ detail }) => detail.effective === false);
    expect(new Set(idle.map(({ process }) => process))).toEqual(new Set(['S1', 'S2', 'S3']));
    expect(texts(twice)).toEqual(['a', 'a', 'a']);
    expect(texts(run('asked-twice', ['@1s', 'break skip-duplicate-check\n@1s']))).toEqual(['aa', 'aa', 'aa']);
  });

  it('sequencer-down: no order and no answer without S1; without S2 all goes on', () => {
    const down = run('sequencer-down');
    const during = ({ at }: { readonly at: number }) => at > s(0.85) && at < s(1.6);
    expect(steps(down, 'append').filter(during)).toEqual([]);
    const answers = down.trace.operations.map((one) => ({ at: one.return ?? 0 }));
    expect(answers.filter(during)).toEqual([]);
    expect(answered(down)).toBe(true);
    const other = run('sequencer-down', ['crash S1', 'crash S2']);
    expect(steps(other, 'append').filter(during).length).toBeGreaterThan(3);
    expect(answered(other)).toBe(true);
  });
});

describe('rules left out', () => {
  it('operation-reads-local-clock: equal logs, three states, even without any skew', () => {
    for (const parted of [
      run('operation-reads-local-clock'),
      run('operation-reads-local-clock', ['@0s skew S3 by=40ms\n', '']),
    ]) {
      expect(new Set(contexts(parted).map(({ logDigest }) => logDigest)).size).toBe(1);
      expect(new Set(digests(parted)).size).toBe(3);
    }
    expect(new Set(digests(mended('smr', 'operation-reads-local-clock'))).size).toBe(1);
  });

  it('replay-reads-clock: one replica disagrees with its former life', () => {
    expect(brokenClaims(run('replay-reads-clock'))).toEqual(['same-state']);
    expect(brokenClaims(mended('smr', 'replay-reads-clock'))).toEqual([]);
  });

  it('skip-duplicate-check: aa is read; a write done twice goes unnoticed by its readers', () => {
    expect(run('skip-duplicate-check').trace.operations[1]?.result).toBe('aa');
    const write = run('skip-duplicate-check', ['append x=a', 'write x=a']);
    expect(write.trace.operations[1]?.result).toBe('a');
    expect(brokenClaims(write)).toEqual(['once']);
  });

  it('apply-as-they-come: S3 applies b first, and C3 reads it', () => {
    const late = run('apply-as-they-come');
    expect(steps(late, 'apply', 'S3')[0]?.detail.command).toBe('C2/1');
    expect(late.trace.operations[2]?.result).toBe('b');
    expect(mended('smr', 'apply-as-they-come').trace.operations[2]?.result).toBe('ab');
  });
});

describe('a replicated state machine', () => {
  it('keeps its claims under loss, duplicates, crashes and skew', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const rough = runText(`smr processes=4 clients=3 seed=${seed} duration=4s
network delay=1..60ms loss=15% duplicate=15%
@100ms..2s every=150ms C1 append x=a
@110ms..2s every=170ms C2 append x=b
@120ms..2s every=190ms C3 read x
@400ms..900ms crash S3
@600ms..1.1s crash S1
@500ms skew S2 by=-300ms`);
      expect(brokenClaims(rough)).toEqual([]);
    }
  });
});
