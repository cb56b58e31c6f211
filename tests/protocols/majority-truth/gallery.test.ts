/** The gallery of the majority shows what its sentences say, each flaw only with the flaw. */
import { describe, expect, it } from 'vitest';
import { majorityTruth } from '../../../src/protocols/majority-truth/index.ts';
import { membershipOf } from '../../../src/protocols/majority-truth/membership.ts';
import {
  brokenClaims,
  galleryRun as byName,
  edited as editedRun,
  mended as mendedRun,
  runText,
  s,
  sightings,
  steps,
  textOf,
} from '../lease/lease-run.ts';

const galleryRun = (path: string) => byName(`majority-truth/${path}`);
const mended = (path: string) => mendedRun(`majority-truth/${path}`);
const edited = (path: string, ...changes: readonly (readonly [string, string])[]) =>
  editedRun(`majority-truth/${path}`, ...changes);
const acts = (run: ReturnType<typeof galleryRun>, process: string, from: number, until: number) =>
  steps(run, 'act', from, until).filter((step) => step.process === process);
const roles = (run: ReturnType<typeof galleryRun>, process: string) =>
  steps(run, 'role')
    .filter((step) => step.process === process)
    .map(({ detail }) => `${detail.role} ${detail.epoch}`);

describe('the majority decides', () => {
  it('one that is heard by none stops, is declared dead, obeys, and comes back in a new life', () => {
    const run = galleryRun('heard-by-none');
    expect(roles(run, 'S3')).toEqual(['outside 1', 'member 1', 'outside 1', 'out 1', 'member 2']);
    const [declared] = steps(run, 'declare');
    expect(declared).toMatchObject({ detail: { dead: 'S3', life: 1 } });
    expect(acts(run, 'S3', 0, s(1)).length).toBeGreaterThan(2);
    expect(acts(run, 'S3', declared?.at ?? 0, s(2.6))).toEqual([]);
    expect(acts(run, 'S3', s(2.6), s(4)).every(({ detail }) => detail.life === 2)).toBe(true);
    expect(acts(run, 'S1', s(1), s(2.6)).length).toBeGreaterThan(5);
    expect(brokenClaims(run)).toEqual([]);
    const other = edited('heard-by-none', ['S3->S1', 'S1->S3'], ['S3->S2', 'S2->S3']);
    expect(acts(other, 'S3', s(1.6), s(2.6))).toEqual([]);
    expect(steps(other, 'declare', 0, s(2.6)).filter(({ detail }) => detail.dead === 'S3')).toEqual([]);
  });

  it('one vote of three decides nothing', () => {
    const run = galleryRun('one-opinion');
    expect(steps(run, 'vote')).toMatchObject([{ process: 'S1', detail: { dead: 'S3' } }]);
    expect(steps(run, 'declare')).toEqual([]);
    expect(acts(run, 'S3', s(1.5), s(4)).length).toBeGreaterThan(8);
  });

  it('one that slept does not act on waking, and votes nobody dead for it', () => {
    const run = galleryRun('the-long-pause');
    expect(roles(run, 'S3').slice(-2)).toEqual(['out 1', 'member 2']);
    expect(acts(run, 'S3', s(2.2), s(2.3))).toEqual([]);
    expect(steps(run, 'vote').filter(({ process }) => process === 'S3')).toEqual([]);
    expect(steps(edited('the-long-pause', ['..2.2s', '..1.4s']), 'vote')).toEqual([]);
  });

  it('a minority votes in vain, a majority does not', () => {
    const run = galleryRun('minority');
    const dead = new Set(steps(run, 'declare').map(({ detail }) => detail.dead));
    expect(dead).toEqual(new Set(['S1', 'S2']));
    expect(new Set(steps(run, 'vote').map(({ detail }) => detail.dead)).size).toBe(5);
    for (const process of ['S3', 'S4', 'S5']) expect(acts(run, process, s(1.6), s(2.6)).length).toBeGreaterThan(3);
    for (const process of ['S1', 'S2']) expect(acts(run, process, s(1.6), s(2.6))).toEqual([]);
    const fewer = runText(`${textOf('majority-truth/minority')}\n@1.1s..2.6s crash S5`);
    expect(steps(fewer, 'act', s(2), s(2.6))).toEqual([]);
  });
});

describe('rules, broken', () => {
  it('one that trusts itself acts though it is declared dead', () => {
    const run = galleryRun('trust-yourself');
    expect(brokenClaims(run)).toEqual(['acts-with-consent']);
    expect(acts(run, 'S3', s(1.6), s(2.6)).length).toBeGreaterThan(3);
    expect(sightings(run, 'obeys')).toEqual([]);
    expect(brokenClaims(mended('trust-yourself'))).toEqual([]);
    expect(membershipOf(run.trace, run.trace.length, s(4)).stale).toMatchObject([
      { process: 'S3', token: 1, until: s(4) },
    ]);
  });

  it('one witness is enough where nobody counts', () => {
    const run = galleryRun('declare-alone');
    expect(brokenClaims(run)).toEqual(['declared-by-majority']);
    expect(steps(run, 'declare')[0]).toMatchObject({ process: 'S1', detail: { voters: ['S1'] } });
    expect(brokenClaims(mended('declare-alone'))).toEqual([]);
  });
});

describe('the lesson', () => {
  it('asks what the run bears out, and its task can be done and not done', async () => {
    const [lesson] = (await majorityTruth.lessons?.()) ?? [];
    const [first, second, third] = lesson?.steps ?? [];
    const run = galleryRun('heard-by-none');
    expect(first?.look?.event?.(run)).toBeDefined();
    expect(second?.prediction?.truth(run)).toBe('stops');
    expect(second?.prediction?.truth(galleryRun('trust-yourself'))).toBe('declared');
    const task = third?.task;
    expect(task?.done(runText(task.solution))).toBe(true);
    expect(task?.done(runText(task.nonSolution))).toBe(false);
  });
});
