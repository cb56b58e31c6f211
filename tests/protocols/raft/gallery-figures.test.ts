import { describe, expect, it } from 'vitest';
import { became, brokenClaims, edited, galleryRun, logAt, s, steps } from './raft-run.ts';

const all = ['S1', 'S2', 'S3', 'S4', 'S5'];
const logsAt = (run: ReturnType<typeof galleryRun>, at: number, processes = all) =>
  processes.map((process) => logAt(run, process, at));

describe('figure 7', () => {
  const run = galleryRun('figure-7');

  it('begins as the paper draws it', () => {
    expect(logsAt(run, s(0.05), ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7'])).toEqual([
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6],
      [1, 1, 1, 4, 4, 5, 5, 6, 6],
      [1, 1, 1, 4],
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 6],
      [1, 1, 1, 4, 4, 5, 5, 6, 6, 6, 7, 7],
      [1, 1, 1, 4, 4, 4, 4],
      [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3],
    ]);
  });

  it('S1 leads term 8, by the votes of those whose logs are not more up to date', () => {
    expect(became(run, 'leader')).toEqual(['S1 8']);
    const voters = steps(run, 'vote').map(({ process }) => process);
    expect(voters.sort()).toEqual(['S1', 'S2', 'S3', 'S6', 'S7']);
  });

  it('(a), (b), (e) and (f) are like the leader at once, (c) and (d) when a write needs the place', () => {
    const leader = logAt(run, 'S1', s(0.5));
    for (const follower of ['S2', 'S3', 'S6', 'S7']) expect(logAt(run, follower, s(0.2))).toEqual(leader);
    expect(logAt(run, 'S4', s(0.9))).toEqual([...leader, 6]);
    expect(logAt(run, 'S5', s(0.9))).toEqual([...leader, 7, 7]);
    for (const log of logsAt(run, s(2), [...run.scenario.processes])) expect(log).toEqual([...leader, 8]);
  });

  it('nothing is committed before an entry of term 8 is on a majority (§5.4.2)', () => {
    const [first] = steps(run, 'commit');
    expect(first).toMatchObject({ process: 'S1', detail: { index: 11 } });
    expect(first?.at).toBeGreaterThan(s(1));
  });
});

describe('figure 8, (a) to (c)', () => {
  it.each([['figure-8'], ['figure-8-e'], ['figure-8-broken']])('%s begins as the paper draws it', (path) => {
    const run = galleryRun(path);
    expect(logsAt(run, s(0.7))).toEqual([[1, 2], [1, 2], [1], [1], [1]]);
    expect(became(run, 'leader', 0, s(0.7))).toEqual(['S1 2']);
    expect(logsAt(run, s(1.4))).toEqual([[1, 2], [1, 2], [1], [1], [1, 3]]);
    const votes = steps(run, 'vote', s(0.9), s(1.4)).filter(({ detail }) => detail.candidate === 'S5');
    expect(votes.map(({ process }) => process).sort()).toEqual(['S3', 'S4', 'S5']);
    expect(became(run, 'leader', s(0.7), s(2.4))).toEqual(['S5 3', 'S1 4']);
    expect(logsAt(run, s(2.4))).toEqual([[1, 2], [1, 2], [1, 2], [1], [1, 3]]);
  });
});

describe('figure 8, (d)', () => {
  const run = galleryRun('figure-8');

  it('(c) S1 has an entry of term 4 too, and nothing of term 2 is committed though a majority has it', () => {
    expect(logsAt(run, s(2.7))).toEqual([[1, 2, 4], [1, 2], [1, 2], [1], [1, 3]]);
    expect(steps(run, 'commit', 0, s(4))).toEqual([]);
  });

  it('(d) S5 is elected with the votes of S2, S3 and S4, and all take its entry of term 3', () => {
    const votes = steps(run, 'vote', s(3.2), s(4)).map(({ process }) => process);
    expect(votes.sort()).toEqual(['S2', 'S3', 'S4', 'S5']);
    expect(became(run, 'leader', s(3))).toEqual(['S5 5']);
    expect(logsAt(run, s(3.9), ['S2', 'S3', 'S4', 'S5'])).toEqual([
      [1, 3],
      [1, 3],
      [1, 3],
      [1, 3],
    ]);
    expect(logsAt(run, s(4.5))).toEqual(all.map(() => [1, 3]));
  });

  it('nobody had been promised what was overwritten: every client is answered later, and only then', () => {
    expect(run.trace.operations.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
    for (const { return: at } of run.trace.operations) expect(at).toBeGreaterThan(s(4.5));
    expect(brokenClaims(run)).toEqual([]);
  });
});

describe('figure 8, (e)', () => {
  const run = galleryRun('figure-8-e');

  it('with an entry of term 4 on a majority, that of term 2 is committed and acknowledged too', () => {
    expect(logsAt(run, s(2.7))).toEqual([[1, 2, 4], [1, 2, 4], [1, 2, 4], [1], [1, 3]]);
    const [commit] = steps(run, 'commit');
    expect(commit).toMatchObject({ process: 'S1', detail: { index: 3 } });
    const acknowledged = run.trace.operations.filter(({ return: at }) => at !== null && at < s(2.8));
    expect(acknowledged.map(({ key, value }) => `${key}=${value}`)).toEqual(['x=a', 'z=c']);
  });

  it('S5 stands twice and cannot win', () => {
    expect(became(run, 'candidate', s(3), s(3.5))).toEqual(['S5 4', 'S5 5']);
    expect(became(run, 'leader', s(2.5))).toEqual(['S2 6']);
    expect(logsAt(run, s(4.5))).toEqual(all.map(() => [1, 2, 4]));
  });

  it('attempt: had S1 crashed before z=c reached it, S5 would have been elected', () => {
    const earlier = edited('figure-8-e', ['@2.8s..4s crash', '@2.6s..4s crash']);
    expect(became(earlier, 'leader', s(3), s(3.5))).toEqual(['S5 5']);
    expect(logAt(earlier, 'S3', s(3.49))).toEqual([1, 3]);
  });
});
