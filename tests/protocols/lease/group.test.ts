/** The store as a Raft group: it survives its leader, and a leader without a majority grants and renews nothing. */
import { describe, expect, it } from 'vitest';
import { beliefs, brokenClaims, edited, galleryRun, grants, runText, s, steps, textOf } from './lease-run.ts';

const leaders = (name: string) =>
  steps(galleryRun(name), 'role')
    .filter(({ detail }) => detail.role === 'leader')
    .map(({ process }) => process);

describe('a store that survives', () => {
  it('its leader dies: the same lease is renewed by the next, and nobody else gets it', () => {
    const run = galleryRun('lease/store-leader-dies');
    expect(leaders('lease/store-leader-dies')).toEqual(['K1', 'K3']);
    expect(grants(run)).toEqual(['S1 1']);
    expect(new Set(steps(run, 'renew', s(1.6)).map(({ process }) => process))).toEqual(new Set(['K3']));
    expect(beliefs(run, 'S1').map(([, token]) => token)).toEqual([0, 1]);
    expect(brokenClaims(run)).toEqual([]);
    const single = edited('lease/store-leader-dies', ['processes=K1,K2,K3,S1,S2,R1', 'processes=K1,S1,S2,R1']);
    expect(beliefs(single, 'S1').some(([at, token]) => token === 0 && at > s(1.6) && at < s(3.5))).toBe(true);
    expect(steps(single, 'renew', s(1.6), s(3.5))).toEqual([]);
  });

  it('divided: the old leader renews nothing, the new one waits a whole time to live', () => {
    const run = galleryRun('lease/store-divided');
    expect(steps(run, 'renew', s(1.6), s(4)).every(({ process }) => process === 'K3')).toBe(true);
    expect(grants(run)).toEqual(['S1 1', 'S2 2']);
    const elected =
      steps(run, 'role').find(({ process, detail }) => process === 'K3' && detail.role === 'leader')?.at ?? 0;
    const [expired] = steps(run, 'expire');
    expect(expired?.process).toBe('K3');
    expect(expired?.at).toBeGreaterThanOrEqual(elected + s(1));
    const lost = beliefs(run, 'S1').find(([at, token]) => token === 0 && at > s(1))?.[0];
    expect(lost).toBeLessThan(expired?.at ?? 0);
    expect(brokenClaims(run)).toEqual([]);
    const other = edited('lease/store-divided', ['K1,S1/K2,K3,S2', 'K1/K2,K3,S1,S2']);
    expect(grants(other)).toEqual(['S1 1']);
  });

  it('remembers across crashes of all its processes what it has granted', () => {
    const run = runText(
      `lease processes=K1,K2,K3,S1,S2,R1 seed=3 duration=5s\n${['K1', 'K2', 'K3'].map((one) => `@1.6s..2s crash ${one}`).join('\n')}\n@1.5s crash S1`,
    );
    // The new leader tells once more what its log holds, then waits a whole time to live.
    expect(grants(run)).toEqual(['S1 1', 'S1 1', 'S2 2']);
    expect(steps(run, 'grant')[2]?.at).toBeGreaterThan(s(3));
    expect(brokenClaims(run)).toEqual([]);
  });

  it('takes one store or at least three', () => {
    expect(() => runText(textOf('lease/store-divided').replace('K1,K2,K3,', 'K1,K2,').replace(/\n@.*/, ''))).toThrow(
      /at least three/,
    );
  });
});
