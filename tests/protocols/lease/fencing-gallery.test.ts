/** The gallery of fencing tokens, with the numbers of the figures. */
import { describe, expect, it } from 'vitest';
import { brokenClaims, edited, galleryRun, grants, mended, runText, s, steps, textOf, writes } from './lease-run.ts';

describe('fencing', () => {
  it('33 is refused after 34', () => {
    const run = galleryRun('fencing/figure-8-5');
    expect(grants(run)).toEqual(['S1 33', 'S2 34']);
    const all = writes(run);
    expect(all.indexOf('S2 34 taken')).toBeGreaterThan(all.lastIndexOf('S1 33 taken'));
    expect(all.indexOf('S1 33 refused')).toBeGreaterThan(all.indexOf('S2 34 taken'));
    expect(brokenClaims(run)).toEqual([]);
    expect(writes(edited('fencing/figure-8-5', ['..3.2s', '..2s']))).not.toContain('S1 33 refused');
  });

  it('a write that was on the way for 1.8 s is refused, though its sender has died', () => {
    const run = galleryRun('fencing/write-in-flight');
    expect(writes(run, s(3.1), s(3.2))).toEqual(['S2 34 taken', 'S1 33 refused']);
    const sooner = edited('fencing/write-in-flight', ['by=1.8s', 'by=1.5s']);
    expect(writes(sooner, s(2.7), s(3))).toEqual(['S1 33 taken']);
    expect(brokenClaims(sooner)).toEqual([]);
  });

  it('a read shows the token: a late write between it and the write of the same holder is refused', () => {
    const run = galleryRun('fencing/a-read-counts-too');
    const late = steps(run, 'write').find(({ detail }) => detail.accepted === false);
    const read = steps(run, 'read').find(({ detail }) => detail.token === 34);
    const write = steps(run, 'write').find(({ detail }) => detail.token === 34);
    expect(late?.detail.client).toBe('S1');
    expect(read?.at).toBeLessThan(late?.at ?? 0);
    expect(late?.at).toBeLessThan(write?.at ?? 0);
    expect(brokenClaims(run)).toEqual([]);
    expect(brokenClaims(runText(`${textOf('fencing/a-read-counts-too')}\nbreak no-check-at-store`))).toEqual([
      'no-lost-update',
    ]);
  });

  it('by version: the late write wanted to replace a version that is no longer there', () => {
    const run = galleryRun('fencing/by-version');
    const late = steps(run, 'write', s(3.2)).find(({ detail }) => detail.client === 'S1');
    expect(late).toMatchObject({ detail: { accepted: false, seen: 2, version: 4 } });
    expect(brokenClaims(run)).toEqual([]);
  });
});

describe('rules, broken', () => {
  it('tokens that nobody looks at', () => {
    const run = galleryRun('fencing/no-check');
    expect(writes(run, s(3.2), s(3.3))).toEqual(['S1 33 taken']);
    expect(brokenClaims(run)).toEqual(['one-acts', 'no-lost-update']);
    expect(brokenClaims(mended('fencing/no-check'))).toEqual([]);
  });

  it('tokens that begin again: safe, and nobody writes any more', () => {
    const run = galleryRun('fencing/tokens-forgotten');
    expect(brokenClaims(run)).toEqual(['tokens-grow']);
    expect(writes(run, s(2))).toEqual([]);
    const whole = mended('fencing/tokens-forgotten');
    expect(grants(whole).slice(0, 2)[1] ?? 'S2 34').toMatch(/ 34$/);
    expect(writes(whole, s(2)).length).toBeGreaterThan(3);
  });

  it('without an end of the lease nobody gets the next one', () => {
    expect(brokenClaims(galleryRun('fencing/never-expires'))).toEqual(['granted']);
    expect(brokenClaims(mended('fencing/never-expires'))).toEqual([]);
  });
});
