import { describe, expect, it } from 'vitest';
import { linksCutBy, newLinks, withCuts, withDegrades } from '../../src/sim/links.ts';
import type { Fault, Network } from '../../src/sim/scenario.ts';

const LANES = ['S1', 'S2', 'S3', 'C1'];
const NETWORK: Network = { delay: [2000, 10_000], loss: 0.01, duplicate: 0, fifo: false, transport: 'datagram' };

const named = (links: readonly number[]) =>
  links.map((link) => `${LANES[Math.floor(link / LANES.length)]}-${LANES[link % LANES.length]}`).sort();
const cutBy = (fault: Fault) => named(linksCutBy(fault, LANES));

describe('what a fault cuts', () => {
  it('cut: one direction or both', () => {
    expect(cutBy({ kind: 'cut', from: 'S1', to: 'S2', bothWays: false, at: 0 })).toEqual(['S1-S2']);
    expect(cutBy({ kind: 'cut', from: 'S1', to: 'S2', bothWays: true, at: 0 })).toEqual(['S1-S2', 'S2-S1']);
  });

  it('isolate: every link of one process, clients included', () => {
    expect(cutBy({ kind: 'isolate', process: 'S2', at: 0 })).toEqual(
      ['C1-S2', 'S1-S2', 'S2-C1', 'S2-S1', 'S2-S3', 'S3-S2'].sort(),
    );
  });

  it('partition: every link between groups; who is in none stays connected to all', () => {
    expect(cutBy({ kind: 'partition', groups: [['S1'], ['S2', 'S3']], at: 0 })).toEqual([
      'S1-S2',
      'S1-S3',
      'S2-S1',
      'S3-S1',
    ]);
    expect(cutBy({ kind: 'partition', groups: [['S1', 'C1'], ['S2']], at: 0 })).toEqual([
      'C1-S2',
      'S1-S2',
      'S2-C1',
      'S2-S1',
    ]);
  });

  it('no other fault cuts anything', () => {
    expect(cutBy({ kind: 'pause', process: 'S1', at: 0 })).toEqual([]);
  });
});

describe('the state of links', () => {
  it('is never changed, only replaced', () => {
    const links = newLinks(LANES.length, NETWORK);
    const cut = withCuts(links, [1, 2], 'cut', 0);
    expect(links.open.every(Boolean)).toBe(true);
    expect(cut.open.flatMap((open, link) => (open ? [] : [link]))).toEqual([1, 2]);
    expect(withCuts(cut, [1], 'heal', 0).open.flatMap((open, link) => (open ? [] : [link]))).toEqual([2]);
  });
});

describe('degraded links', () => {
  const faults: readonly Fault[] = [
    { kind: 'degrade', from: '*', to: '*', bothWays: true, at: 0, loss: 0.5 },
    { kind: 'degrade', from: 'S1', to: 'S2', bothWays: false, at: 0, delay: [1, 2] },
    { kind: 'degrade', from: 'S1', to: '*', bothWays: true, at: 0, loss: 1, duplicate: 0.25 },
  ];
  const figure = (degrading: readonly number[], link: string) => {
    const { figures } = withDegrades(newLinks(LANES.length, NETWORK), degrading, faults, NETWORK, LANES);
    const [from = '', to = ''] = link.split('-');
    return figures[LANES.indexOf(from) * LANES.length + LANES.indexOf(to)];
  };

  it('keep the network’s figures where a fault says nothing', () => {
    expect(figure([1], 'S1-S2')).toEqual({ lossPpm: 10_000, duplicatePpm: 0, delay: [1, 2] });
    expect(figure([1], 'S2-S1')).toEqual({ lossPpm: 10_000, duplicatePpm: 0, delay: [2000, 10_000] });
  });

  it('stand for every process where a star does', () => {
    expect(figure([0], 'C1-S3')?.lossPpm).toBe(500_000);
    expect(figure([2], 'S3-S1')).toEqual({ lossPpm: 1_000_000, duplicatePpm: 250_000, delay: [2000, 10_000] });
    expect(figure([2], 'S3-S2')?.lossPpm).toBe(10_000);
  });

  it('of several faults, the one that began last counts, figure by figure', () => {
    expect(figure([0, 1, 2], 'S1-S2')).toEqual({ lossPpm: 1_000_000, duplicatePpm: 250_000, delay: [1, 2] });
    expect(figure([2, 0], 'S1-S2')?.lossPpm).toBe(500_000);
  });
});
