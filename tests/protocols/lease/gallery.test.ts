/** The gallery of leases shows what its sentences say, each flaw only with the flaw. */
import { describe, expect, it } from 'vitest';
import {
  beliefs,
  brokenClaims,
  edited,
  galleryRun,
  grants,
  mended,
  runText,
  s,
  sends,
  sightings,
  steps,
  textOf,
  writes,
} from './lease-run.ts';

describe('a lease', () => {
  it('is kept by renewal for the whole run, and the other is denied', () => {
    const run = galleryRun('lease/acquire-and-renew');
    expect(grants(run)).toEqual(['S1 1']);
    expect(steps(run, 'renew').length).toBeGreaterThan(8);
    expect(steps(run, 'expire')).toEqual([]);
    expect(new Set(steps(run, 'deny').map(({ detail }) => detail.client))).toEqual(new Set(['S2']));
    expect(writes(run).length).toBeGreaterThan(10);
    expect(new Set(writes(run))).toEqual(new Set(['S1 1 taken']));
  });

  it('of a dead holder ends a time to live after its last renewal, and not before', () => {
    const run = galleryRun('lease/holder-dies');
    const last = steps(run, 'renew', 0, s(2)).at(-1)?.at ?? 0;
    expect(steps(run, 'expire').map(({ at }) => at)).toEqual([last + s(1)]);
    expect(grants(run)).toEqual(['S1 1', 'S2 2']);
    expect(steps(run, 'grant', last + s(1)).length).toBe(1);
    expect(new Set(writes(run, s(3.2)))).toEqual(new Set(['S2 2 taken']));
    const shorter = edited('lease/holder-dies', ['@2s', 'set ttl=600ms\n@2s']);
    expect(steps(shorter, 'grant')[1]?.at).toBeLessThan(steps(run, 'grant')[1]?.at ?? 0);
  });

  it('goes round when it is given back, with a greater token each time', () => {
    const run = galleryRun('lease/given-back');
    const tokens = steps(run, 'grant').map(({ detail }) => detail.token);
    expect(tokens).toEqual(tokens.map((_, index) => index + 1));
    expect(new Set(steps(run, 'grant').map(({ detail }) => detail.client))).toEqual(new Set(['S1', 'S2', 'S3']));
    expect(steps(run, 'release').length).toBeGreaterThan(3);
    expect(steps(run, 'expire')).toEqual([]);
    const [release] = sends(run, 'Release');
    const dropped = runText(`${textOf('lease/given-back')}\n@1s drop ${release?.message}`);
    const holder = release?.process;
    const [, next] = steps(dropped, 'grant');
    expect(next?.detail.client === holder || steps(dropped, 'expire', 0, next?.at).length === 1).toBe(true);
  });

  it('is over for a holder that is cut off before it is over for the store', () => {
    const run = galleryRun('lease/cut-off');
    const [, , lost] = beliefs(run, 'S1');
    const [expired] = steps(run, 'expire');
    expect(lost?.[1]).toBe(0);
    expect(lost?.[0]).toBeLessThan(expired?.at ?? 0);
    expect((expired?.at ?? 0) - (lost?.[0] ?? 0)).toBeLessThan(s(0.02));
    const slow = edited('lease/cut-off', ['@1.2s', '@0s drift S1 ppm=-500000\n@1.2s']);
    expect(beliefs(slow, 'S1')[2]?.[0]).toBeGreaterThan(steps(slow, 'expire')[0]?.at ?? 0);
  });
});

describe('what a lease cannot do', () => {
  it('the pause: S1 looks, sleeps, wakes at 3.2 s and overwrites what S2 has written since', () => {
    const run = galleryRun('lease/pause-outlives-lease');
    expect(steps(run, 'check', s(1.2), s(1.3))).toMatchObject([{ process: 'S1', detail: { valid: true } }]);
    expect(grants(run)).toEqual(['S1 1', 'S2 2']);
    const late = steps(run, 'write', s(3.2)).find(({ detail }) => detail.client === 'S1');
    expect(late).toMatchObject({ detail: { accepted: true, seen: 2, version: 4 } });
    expect(brokenClaims(run)).toEqual(['one-acts', 'no-lost-update']);
    expect(sightings(run, 'two-believe')).toHaveLength(1);
    const whole = mended('lease/pause-outlives-lease');
    expect(brokenClaims(whole)).toEqual([]);
    expect(writes(whole, s(3.2), s(3.3))).toEqual(['S1 1 refused']);
  });

  it('a second look at the clock keeps S1 from writing', () => {
    const run = galleryRun('lease/looking-again');
    expect(steps(run, 'check', s(3.2), s(3.21))).toMatchObject([{ process: 'S1', detail: { valid: false } }]);
    expect(writes(run, s(1.3)).filter((write) => write.startsWith('S1'))).toEqual([]);
    expect(brokenClaims(run)).toEqual([]);
  });

  it('the write in flight leaves within the lease and arrives after one of the next holder', () => {
    const run = galleryRun('lease/write-in-flight');
    const sent = sends(run, 'Write').find(({ message }) => message === 'S1-R1.6');
    expect(sent?.at).toBeLessThan(steps(run, 'expire')[0]?.at ?? 0);
    expect(brokenClaims(run)).toEqual(['one-acts', 'no-lost-update']);
    expect(brokenClaims(mended('lease/write-in-flight'))).toEqual([]);
    const wide = edited('lease/write-in-flight', ['margin=400ms', 'margin=900ms']);
    expect(brokenClaims(wide)).toEqual([]);
  });

  it('a clock set back makes S1 believe while S2 has the lease, where it compares times of day', () => {
    const run = galleryRun('lease/skewed-clock');
    expect(brokenClaims(run)).toEqual(['one-believer']);
    expect(brokenClaims(mended('lease/skewed-clock'))).toEqual([]);
    const second = steps(run, 'grant')[1]?.at ?? 0;
    expect(steps(run, 'check', second).some(({ process, detail }) => process === 'S1' && detail.valid === true)).toBe(
      true,
    );
  });

  it('a slow clock is outside what is promised, and the resource refuses S1', () => {
    const run = galleryRun('lease/drifting-clock');
    expect(brokenClaims(run)).toEqual([]);
    expect(run.verdicts.find(({ claim }) => claim === 'one-believer')?.holds).toBeNull();
    const second = steps(run, 'grant')[1]?.at ?? 0;
    expect(steps(run, 'check', second).some(({ process, detail }) => process === 'S1' && detail.valid === true)).toBe(
      true,
    );
    expect(steps(run, 'read', second).some(({ detail }) => detail.client === 'S1' && detail.accepted === false)).toBe(
      true,
    );
    const allowed = edited(
      'lease/drifting-clock',
      ['ppm=-700000', 'ppm=-400000'],
      ['@500ms', 'set assumedDrift=500000\n@500ms'],
    );
    expect(allowed.verdicts.find(({ claim }) => claim === 'one-believer')?.holds).toBe(true);
    expect(beliefs(allowed, 'S1').at(2)?.[0]).toBeLessThan(steps(allowed, 'expire')[0]?.at ?? 0);
  });
});

describe('rules, broken', () => {
  it('a store that forgets gives S2 the token that S1 still has', () => {
    const run = galleryRun('lease/store-forgets');
    expect(grants(run).slice(0, 2)).toEqual(['S1 1', 'S2 1']);
    expect(brokenClaims(run)).toContain('one-believer');
    const whole = mended('lease/store-forgets');
    expect(brokenClaims(whole)).toEqual([]);
    expect(steps(whole, 'expire')[0]?.at).toBe(s(1.4) + s(1));
  });

  it('a lock without an end is never granted again', () => {
    const run = galleryRun('lease/never-expires');
    expect(grants(run)).toEqual(['S1 1']);
    expect(brokenClaims(run)).toEqual(['granted']);
    expect(grants(mended('lease/never-expires'))).toEqual(['S1 1', 'S2 2']);
  });
});
