/** The section on consistency: what each way to read shows, and when it keeps silent. */
import { describe, expect, it } from 'vitest';
import type { Simulation } from '../../../src/sim/simulation.ts';
import {
  answeredIn,
  brokenClaims,
  edited,
  galleryRun,
  runText,
  s,
  sends,
  sightings,
  steps,
  textOf,
} from './raft-run.ts';

const reads = (run: Simulation, client: string, from: number, until: number) =>
  answeredIn(run, client, from, until).filter(({ op }) => op === 'read');
const verdict = (run: Simulation, claim: string) => run.verdicts.find((one) => one.claim === claim);
const during = [s(3.3), s(5.5)] as const;

describe('linearizable reads', () => {
  it('a stale leader that reads alone shows what is old', () => {
    const run = galleryRun('stale-leader-reads');
    expect(brokenClaims(run)).toEqual(['linearizable']);
    expect(reads(run, 'C2', ...during).length).toBeGreaterThan(5);
    expect(new Set(reads(run, 'C2', ...during).map(({ result }) => result)).size).toBe(1);
    expect(answeredIn(run, 'C1', ...during).length).toBeGreaterThan(5);
    const mended = edited('stale-leader-reads', ['\nbreak leader-reads-locally', '']);
    expect(brokenClaims(mended)).toEqual([]);
    expect(reads(mended, 'C2', ...during)).toEqual([]);
  });

  it('read index: no entry a read, a majority’s answer before it, silence in the partition', () => {
    const run = galleryRun('read-index');
    expect(verdict(run, 'linearizable')?.holds).toBe(true);
    expect(reads(run, 'C2', ...during)).toEqual([]);
    expect(reads(run, 'C2', s(5.5), s(8)).length).toBeGreaterThan(5);
    expect(steps(run, 'append').some(({ detail }) => String(detail.value).startsWith('read'))).toBe(false);
    expect(steps(run, 'serve').length).toBeGreaterThan(15);
    for (const { at, process } of steps(run, 'serve'))
      expect(
        sends(run, 'Appended').filter((send) => send.to === process && send.at < at && send.at > at - s(0.1)).length,
      ).toBeGreaterThanOrEqual(2);
    const log = edited('read-index', ['set reads=read-index', 'set reads=log']);
    expect(steps(log, 'append').some(({ detail }) => String(detail.value).startsWith('read'))).toBe(true);
    expect(brokenClaims(log)).toEqual([]);
  });

  it('leader lease: answered at once while it lasts, not a moment longer; with clocks too far apart it promises nothing', () => {
    const run = galleryRun('leader-lease');
    expect(verdict(run, 'linearizable')?.holds).toBe(true);
    const before = reads(run, 'C2', s(2), s(3));
    expect(before.length).toBeGreaterThan(3);
    for (const { invoke, return: answered } of before) expect((answered ?? 0) - invoke).toBeLessThan(s(0.025));
    expect(steps(run, 'serve', s(3.13), s(5.5))).toEqual([]);
    const slow = runText(`${textOf('leader-lease')}\n@3s drift S4 ppm=-800000`);
    expect(verdict(slow, 'linearizable')?.holds).toBeNull();
    expect(steps(slow, 'serve', s(3.2), s(5.5)).length).toBeGreaterThan(0);
  });

  it('only the policies that promise it are held to it', () => {
    for (const policy of ['leader-local', 'any-follower', 'pinned-follower']) {
      const run = edited('read-index', ['set reads=read-index', `set reads=${policy}`]);
      expect(verdict(run, 'linearizable')).toMatchObject({
        holds: null,
        message: `Not promised with reads=${policy}.`,
      });
      expect(brokenClaims(run)).toEqual([]);
    }
  });
});

describe('weaker reads', () => {
  it('pinned: C1 is behind for two seconds, and nobody sees time run backwards', () => {
    const run = galleryRun('pinned-follower');
    const values = (client: string) => reads(run, client, s(2.2), s(3.9)).map(({ result }) => Number(result));
    expect(values('C1').length).toBeGreaterThan(5);
    expect(new Set(values('C1')).size).toBe(1);
    expect(new Set(values('C2')).size).toBeGreaterThan(5);
    expect(sightings(run, 'time-backwards')).toEqual([]);
    expect(brokenClaims(run)).toEqual([]);
    const crashed = runText(`${textOf('pinned-follower')}\n@3s crash S1`);
    expect(new Set(reads(crashed, 'C1', s(3.4), s(3.9)).map(({ result }) => result)).size).toBeGreaterThan(1);
    expect(brokenClaims(crashed)).toEqual([]);
  });

  it('a session forgotten: its own writes are not there', () => {
    const run = galleryRun('session-forgotten');
    expect(brokenClaims(run)).toEqual(['reads-in-order']);
    expect(sightings(run, 'time-backwards').length).toBeGreaterThan(0);
    const mended = edited('session-forgotten', ['\nbreak forget-session', '']);
    expect(sightings(mended, 'time-backwards')).toEqual([]);
    expect(reads(mended, 'C1', s(2.3), s(3.9)).length).toBeGreaterThan(2);
  });

  it('any follower: time runs backwards, and in the end all agree', () => {
    const run = galleryRun('any-follower');
    expect(sightings(run, 'time-backwards').length).toBeGreaterThan(1);
    expect(verdict(run, 'converges')?.holds).toBe(true);
    const pinned = edited('any-follower', ['reads=any-follower', 'reads=pinned-follower']);
    expect(sightings(pinned, 'time-backwards')).toEqual([]);
  });
});

describe('CAP and PACELC', () => {
  const cut = [s(3.1), s(5.5)] as const;
  it('one option, two outcomes: silence, or an answer that is old', () => {
    expect(reads(galleryRun('cap-refuse'), 'C2', ...cut)).toEqual([]);
    const answered = reads(galleryRun('cap-answer'), 'C2', ...cut);
    expect(answered.length).toBeGreaterThan(8);
    const newest = Math.max(...answeredIn(galleryRun('cap-answer'), 'C1', ...cut).map(({ value }) => Number(value)));
    expect(Math.max(...answered.map(({ result }) => Number(result)))).toBeLessThan(newest);
    expect({ ...galleryRun('cap-refuse').scenario, options: {}, title: '' }).toEqual({
      ...galleryRun('cap-answer').scenario,
      options: {},
      title: '',
    });
  });

  it('asking a majority takes about twice as long as answering at once', () => {
    const mean = (run: Simulation) => {
      const spent = reads(run, 'C1', s(2), s(6)).map(({ invoke, return: at }) => (at ?? 0) - invoke);
      return spent.reduce((sum, one) => sum + one, 0) / spent.length;
    };
    const asking = mean(galleryRun('pacelc'));
    const alone = mean(edited('pacelc', ['reads=read-index', 'reads=lease']));
    expect(asking / alone).toBeGreaterThan(1.6);
    expect(asking / alone).toBeLessThan(2.6);
  });
});
