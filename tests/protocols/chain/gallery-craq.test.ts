/** What the sentences of CRAQ’s runs say, and of the run that is held against Raft. */
import { describe, expect, it } from 'vitest';
import { protocols } from '../../../src/protocols/catalog.ts';
import { definition, edited, galleryRun, latenciesOf, runText, s, sends, steps } from './chain-run.ts';

const share = (run: Parameters<typeof steps>[0]) => {
  const reads = steps(run, 'read');
  return reads.filter(({ detail }) => detail.served === 'tail').length / reads.length;
};

describe('reads-everywhere', () => {
  const run = galleryRun('reads-everywhere', 'craq');

  it('has every server answer about a third of the reads, nearly all by itself', () => {
    for (const server of ['S1', 'S2', 'S3'])
      expect(steps(run, 'read').filter(({ process }) => process === server).length).toBeGreaterThan(60);
    expect(share(run)).toBeLessThan(0.15);
  });

  it('asks the tail more often where there are more writes', () => {
    expect(share(edited('reads-everywhere', 'every=300ms', 'every=40ms', 'craq'))).toBeGreaterThan(share(run) * 2);
  });
});

describe('dirty-read-asks-tail', () => {
  const run = galleryRun('dirty-read-asks-tail', 'craq');

  it('asks for every read of a dirty object, and gives the version that the tail names', () => {
    const queries = steps(run, 'query');
    expect(queries.length).toBeGreaterThan(10);
    expect(sends(run, 'Query').every(({ to }) => to === 'S4')).toBe(true);
    const named = sends(run, 'Version').map(({ payload }) => (payload as { readonly version: number }).version);
    const given = steps(run, 'read')
      .filter(({ detail }) => detail.served === 'tail')
      .map(({ detail }) => detail.version);
    expect(given.length).toBeGreaterThan(10);
    expect(given.every((version) => named.includes(Number(version)))).toBe(true);
  });

  it('never asks at the tail', () => {
    expect(steps(run, 'query').filter(({ process }) => process === 'S4')).toEqual([]);
  });
});

describe('serve-dirty', () => {
  it('shows a version that the tail does not have, and asks nobody', () => {
    const run = galleryRun('serve-dirty', 'craq');
    expect(sends(run, 'Query')).toEqual([]);
    const [verdict] = run.verdicts.filter(({ holds }) => holds === false);
    expect(verdict?.claim).toBe('linearizable');
    expect(verdict?.at ?? 0).toBeLessThan(s(1));
  });
});

describe('chain-vs-raft', () => {
  const chain = galleryRun('chain-vs-raft');
  const raft = runText(definition('raft').gallery.find(({ path }) => path === 'slow-follower')?.text ?? '');
  const median = (all: readonly number[]) => all[Math.floor(all.length / 2)] ?? 0;

  it('has the same workload and the same slow server', () => {
    expect(chain.scenario.workload).toEqual(raft.scenario.workload);
    expect(chain.scenario.faults).toEqual(raft.scenario.faults);
    expect(raft.verdicts.filter(({ holds }) => holds === false)).toEqual([]);
  });

  it('makes every write of the chain wait for S2, and none of Raft’s', () => {
    const leader = steps(raft, 'role').find(({ detail }) => detail.role === 'leader')?.process;
    expect(leader).not.toBe('S2');
    expect(latenciesOf(chain, 'write')[0] ?? 0).toBeGreaterThan(120_000);
    expect(latenciesOf(raft, 'write').at(-1) ?? Infinity).toBeLessThan(100_000);
  });

  it('answers the reads of the chain sooner: the tail asks nobody', () => {
    expect(median(latenciesOf(chain, 'read'))).toBeLessThan(median(latenciesOf(raft, 'read')));
  });

  it('is quick again when the slow server is gone', () => {
    const without = edited('chain-vs-raft', '@500ms', '@2s crash S2\n@500ms');
    const late = without.trace.operations.filter(
      ({ op, invoke, return: end }) => op === 'write' && invoke > s(2.5) && end !== null,
    );
    expect(late.length).toBeGreaterThan(4);
    expect(late.every(({ invoke, return: end }) => (end ?? 0) - invoke < 60_000)).toBe(true);
  });
});

describe('one-dies', () => {
  const chain = galleryRun('one-dies');
  const raft = runText(definition('raft').gallery.find(({ path }) => path === 'one-dies')?.text ?? '');
  const mended = steps(chain, 'configure').find(({ process, detail }) => process === 'M1' && detail.epoch === 2);

  it('has the same workload and the same dead server, and no claim breaks', () => {
    expect(chain.scenario.workload).toEqual(raft.scenario.workload);
    expect(chain.scenario.faults).toEqual(raft.scenario.faults);
    for (const { verdicts } of [chain, raft]) expect(verdicts.filter(({ holds }) => holds === false)).toEqual([]);
  });

  it('makes the one write of the chain wait until it is mended, and none of Raft’s', () => {
    expect(mended?.at).toBe(s(1.8));
    const waiting = chain.trace.operations.filter(
      ({ op, invoke, return: end }) => op === 'write' && (end ?? Infinity) - invoke > 100_000,
    );
    expect(waiting.map(({ invoke }) => invoke)).toEqual([s(1.5)]);
    expect(waiting[0]?.return).toBeGreaterThan(mended?.at ?? Infinity);
    expect(latenciesOf(raft, 'write').at(-1) ?? Infinity).toBeLessThan(50_000);
    expect(steps(raft, 'role').find(({ detail }) => detail.role === 'leader')?.process).not.toBe('S2');
  });

  it('lets the reads at the tail go on', () => {
    expect(latenciesOf(chain, 'read').at(-1) ?? Infinity).toBeLessThan(20_000);
    const tail = edited('one-dies', 'crash S2', 'crash S3');
    expect(latenciesOf(tail, 'read').at(-1) ?? 0).toBeGreaterThan(200_000);
  });
});

describe('runs that are worth being held against each other', () => {
  it('name each other, and have the same workload, seed and faults', () => {
    const runs = protocols.flatMap(({ id, gallery }) =>
      gallery.map((run) => ({ ...run, address: `${id}/${run.path}` })),
    );
    const pairs = runs.filter(({ beside }) => beside !== undefined);
    expect(pairs.length).toBeGreaterThan(0);
    for (const { address, beside, text } of pairs) {
      const other = runs.find((run) => run.address === beside);
      expect(other?.beside).toBe(address);
      const [a, b] = [runText(text), runText(other?.text ?? '')].map(({ scenario }) => scenario);
      expect([a?.workload, a?.faults, a?.seed, a?.duration]).toEqual([b?.workload, b?.faults, b?.seed, b?.duration]);
    }
  });
});
