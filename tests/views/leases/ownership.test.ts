import { describe, expect, it } from 'vitest';
import { ownershipOf, sayOwnership } from '../../../src/protocols/lease/ownership.ts';
import { labelled, overlapsOf, type Tenure } from '../../../src/views/leases/ownership.ts';
import { galleryRun, s } from '../../protocols/lease/lease-run.ts';

const tenure = (process: string, token: number, from: number, until: number): Tenure => ({
  process,
  token,
  event: from,
  from,
  until,
});

describe('overlapsOf', () => {
  it('finds a belief that goes on while another has been granted it, and only that part', () => {
    const granted = [tenure('S1', 1, 0, 100), tenure('S2', 2, 150, 400)];
    const believed = [tenure('S1', 1, 10, 200), tenure('S2', 2, 160, 300)];
    expect(overlapsOf({ granted, believed })).toEqual([
      { process: 'S1', token: 1, other: 'S2', from: 150, until: 200 },
    ]);
  });

  it('finds nothing where one ends as the other begins', () => {
    expect(overlapsOf({ granted: [tenure('S2', 2, 100, 200)], believed: [tenure('S1', 1, 0, 100)] })).toEqual([]);
  });
});

describe('labelled', () => {
  it('leaves out labels that would touch the one before', () => {
    const attempts = [0, 5, 19, 20, 45].map((at) => ({ at, process: 'S1', token: 1, accepted: true, event: at }));
    expect([...labelled(attempts, (at) => at, 20)]).toEqual([0, 20, 45]);
  });
});

describe('the lease of figure 8-5, read off the trace', () => {
  const { trace } = galleryRun('fencing/figure-8-5');
  const at = (seconds: number) => ownershipOf(trace, trace.countAt(s(seconds)), s(seconds));

  it('shows S1 believing in 33 while S2 has 34, until S1 wakes', () => {
    expect(overlapsOf(at(5))).toMatchObject([{ process: 'S1', token: 33, other: 'S2', until: s(3.2) }]);
    expect(sayOwnership(at(3), s(3))).toBe('S2 has the lease, token 34. S1 still believes in token 33.');
    expect(sayOwnership(at(2.2), s(2.2))).toBe('Nobody has the lease.');
    expect(at(3).stills).toEqual([{ process: 'S1', from: s(1.3), until: s(3) }]);
  });

  it('tells nothing of what comes later', () => {
    expect(at(1).granted).toMatchObject([{ process: 'S1', token: 33, until: s(1) }]);
    expect(at(1).attempts.every((one) => one.at <= s(1))).toBe(true);
    expect(at(5).attempts.filter(({ accepted }) => !accepted)).toMatchObject([{ process: 'S1', token: 33 }]);
  });
});
