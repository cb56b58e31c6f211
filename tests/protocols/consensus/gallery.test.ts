import { describe, expect, it } from 'vitest';
import type { StableAcceptor } from '../../../src/protocols/consensus/acceptor.ts';
import { consensus } from '../../../src/protocols/consensus/index.ts';
import { type Ballot, ballotText } from '../../../src/protocols/consensus/messages.ts';
import { type Simulation, worldAt } from '../../../src/sim/simulation.ts';
import { brokenClaims, galleryRun, mended, runText, s, sightings, steps } from '../../support/clock-run.ts';

const run = (path: string, ...changes: [string, string][]) => galleryRun('consensus', path, ...changes);
const decisions = (simulation: Simulation) =>
  steps(simulation, 'decide').map(({ process, detail }) => `${process} ${detail.value}`);
const proposals = (simulation: Simulation) =>
  steps(simulation, 'propose').map(({ detail }) => `${ballotText(detail.ballot as Ballot)} ${detail.value}`);
const results = ({ trace }: Simulation) => trace.operations.map(({ value, result }) => [value, result]);
const firstDecision = (simulation: Simulation) => steps(simulation, 'decide')[0]?.at ?? Number.POSITIVE_INFINITY;
const terminates = ({ verdicts }: Simulation) => verdicts.find(({ claim }) => claim === 'termination');

describe('the flaws', () => {
  it.each(consensus.flaws)('$id breaks exactly what it names, and nothing with the rule', (flaw) => {
    expect(run(flaw.exposedBy).scenario.flaws).toEqual([flaw.id]);
    expect(new Set(brokenClaims(run(flaw.exposedBy)))).toEqual(new Set(flaw.breaks));
    expect(brokenClaims(mended('consensus', flaw.exposedBy))).toEqual([]);
  });
});

describe('one value', () => {
  it('one-proposer: two round trips, and L1 learns from the acceptors before P1 could tell it', () => {
    const alone = run('one-proposer');
    expect(steps(alone, 'promise')).toHaveLength(3);
    expect(decisions(alone)).toEqual(['L1 red', 'P1 red', 'P2 red']);
    const two = run('one-proposer', ['@100ms', '@0s crash A3\n@100ms']);
    expect(steps(two, 'accept').map(({ process }) => process)).not.toContain('A3');
    expect(decisions(two)).toHaveLength(3);
  });

  it('two-proposers: P2 proposes red in place of blue, and C2 is answered red', () => {
    const both = run('two-proposers');
    expect(proposals(both)).toEqual(['1.P1 red', '1.P2 red']);
    expect(results(both)).toEqual([
      ['red', 'red'],
      ['blue', 'red'],
    ]);
    const meeting = run('two-proposers', ['@220ms', '@110ms']);
    expect(steps(meeting, 'refuse').length).toBeGreaterThan(0);
    expect(new Set(steps(meeting, 'decide').map(({ detail }) => detail.value)).size).toBe(1);
  });

  it('half-way: one acceptance binds P2, unless the only witness is gone', () => {
    const half = run('half-way');
    expect(
      steps(half, 'accept')
        .filter(({ at }) => at < s(0.2))
        .map(({ process }) => process),
    ).toEqual(['A1']);
    expect(proposals(half)).toEqual(['1.P1 red', '1.P2 red']);
    expect(sightings(half, 'bound')).toHaveLength(1);
    expect(proposals(run('half-way', ['@200ms', '@180ms crash A1\n@200ms']))).toEqual(['1.P1 red', '1.P2 blue']);
  });
});

describe('failures', () => {
  it('acceptor-restarts: A2 tells of red from its disk; without A2 there is no majority', () => {
    const back = run('acceptor-restarts');
    const heldBy = (at: number) =>
      worldAt(back, at).processes.find(({ id }) => id === 'A2')?.snapshot.context as StableAcceptor;
    expect(heldBy(s(0.27)).accepted?.value).toBe('red');
    expect(proposals(back)).toEqual(['1.P1 red', '1.P2 red']);
    const down = run('acceptor-restarts', ['200ms..260ms crash', '200ms crash']);
    expect(steps(down, 'decide', 'P2')).toEqual([]);
    expect(terminates(down)?.holds).toBeNull();
    expect(terminates(down)?.message).toContain('majority of acceptors');
  });

  it('minority: P1 cannot decide before the partition ends, P2 can', () => {
    const parted = run('minority');
    expect(decisions(parted)).toEqual(['L1 blue', 'P2 blue', 'P1 blue']);
    expect(steps(parted, 'decide', 'P2')[0]?.at).toBeLessThan(s(1.5));
    expect(steps(parted, 'decide', 'P1')[0]?.at).toBeGreaterThan(s(1.5));
    const before = steps(parted, 'role', 'P1').filter(({ at, detail }) => at < s(1.5) && detail.role === 'preparing');
    expect(before.length).toBeGreaterThan(5);
    const other = run('minority', ['P1,A1,A2/P2,A3,A4,A5,L1', 'P1,A1,A2,A3/P2,A4,A5,L1']);
    expect(steps(other, 'decide', 'P1')[0]?.detail.value).toBe('red');
    expect(steps(other, 'decide', 'P1')[0]?.at).toBeLessThan(s(1.5));
    expect(steps(other, 'decide', 'P2')[0]?.at).toBeGreaterThan(s(1.5));
  });
});

describe('whether it ends', () => {
  it('kept-undecided: nothing while the pushes last, one value afterwards', () => {
    const kept = run('kept-undecided');
    expect(firstDecision(kept)).toBeGreaterThan(s(0.715));
    expect(sightings(kept, 'overtaken').length).toBeGreaterThan(4);
    expect(kept.trace.operations.every(({ status }) => status === 'ok')).toBe(true);
    const fewer = run('kept-undecided', [lastTriggers(10), '']);
    expect(firstDecision(fewer)).toBeLessThan(firstDecision(kept));
  });

  it('kept-undecided: while nobody bounds delays the claim is open and says who waits', () => {
    const cut = run('kept-undecided', ['duration=2s', 'duration=715ms']);
    expect(terminates(cut)).toMatchObject({ holds: null });
    expect(terminates(cut)?.message).toMatch(/P1, P2, L1.*Nobody says when delays are bounded/);
  });

  it('back-off: each is overtaken twice, then one comes through', () => {
    const duel = run('back-off');
    expect(proposals(duel)).toEqual(['1.P1 red', '1.P2 blue', '2.P1 red', '3.P2 blue', '4.P1 red']);
    expect(sightings(duel, 'overtaken')).toHaveLength(4);
    expect(new Set(decisions(duel))).toEqual(new Set(['P1 red', 'P2 red', 'L1 red']));
    expect(decisions(run('back-off', ['@100ms', 'break no-back-off\n@100ms']))).toEqual([]);
  });

  it('stabilization: nothing before 1.5 s, a decision soon after; a longer patience is lucky', () => {
    const stable = run('stabilization');
    expect(firstDecision(stable)).toBeGreaterThan(s(1.5));
    expect(firstDecision(stable)).toBeLessThan(s(1.6));
    expect(terminates(stable)?.holds).toBe(true);
    expect(firstDecision(run('stabilization', ['patience=60ms', 'patience=400ms']))).toBeLessThan(s(1.5));
  });
});

describe('the parts', () => {
  it('a proposer never uses a ballot twice, whatever life it is in', () => {
    const lives = runText(
      'consensus seed=1 duration=2s\n@0s isolate A1\n@0s isolate A2\n@50ms C1 write x=red\n@300ms..400ms crash P1',
    );
    const rounds = steps(lives, 'role', 'P1').filter(({ detail }) => detail.role === 'preparing');
    expect(rounds.length).toBeGreaterThan(4);
    expect(new Set(rounds.map(({ detail }) => detail.ballot)).size).toBe(rounds.length);
  });

  it('a learner that heard nothing asks and is told', () => {
    const late = runText('consensus seed=1 duration=2s\n@0s..1s isolate L1\n@50ms C1 write x=red');
    expect(steps(late, 'decide', 'L1')[0]?.at).toBeGreaterThan(s(1));
    expect(decisions(late)).toContain('L1 red');
  });

  it('has one value under loss, duplicates and crashes', () => {
    for (let seed = 1; seed <= 30; seed += 1) {
      const rough = runText(`consensus processes=9 clients=3 seed=${seed} duration=4s
network delay=1..60ms loss=15% duplicate=15%
set patience=120ms
@100ms..600ms every=100ms C1 write x
@110ms..600ms every=120ms C2 write x
@120ms..600ms every=90ms C3 write x
@200ms..500ms crash A1
@300ms..700ms crash A2
@250ms..450ms crash P1`);
      expect(brokenClaims(rough)).toEqual([]);
      expect(decisions(rough).length).toBeGreaterThan(0);
    }
  });
});

function lastTriggers(count: number): string {
  const text = consensus.gallery.find(({ path }) => path === 'kept-undecided')?.text ?? '';
  return `\n${text.split('\n').slice(-count).join('\n')}`;
}
