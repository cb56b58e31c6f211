import { describe, expect, it } from 'vitest';
import { answeredIn, became, edited, galleryRun, logAt, s, sends, sightings, stateAt, steps } from './raft-run.ts';

type Appended = { readonly match: number; readonly success: boolean };
type Append = { readonly entries: readonly unknown[]; readonly prevIndex: number };

describe('old-leader-comes-back', () => {
  const run = galleryRun('old-leader-comes-back');

  it('S4 appends x=11 and does not commit it; S3 does, for the client asks on', () => {
    expect(logAt(run, 'S4', s(5.4))).toEqual([...new Array<number>(11).fill(1)]);
    expect(stateAt(run, 'S4', s(5.4)).commitIndex).toBe(10);
    const [answer] = answeredIn(run, 'C1', s(3), s(5.5));
    expect(answer).toMatchObject({ value: '11', status: 'ok' });
    expect(
      steps(run, 'commit', s(3.1), s(5.5)).every(({ process }) => ['S1', 'S2', 'S3'].includes(process ?? '')),
    ).toBe(true);
  });

  it('when the partition ends entry 11 of S4 and S5 is overwritten, and the old leader follows', () => {
    const truncated = steps(run, 'truncate');
    expect(truncated.map(({ process, detail }) => `${process} ${detail.from}`).sort()).toEqual(['S4 11', 'S5 11']);
    for (const { at } of truncated) expect(at).toBeGreaterThan(s(5.5));
    expect(sightings(run, 'two-leaders')).toHaveLength(1);
    expect(logAt(run, 'S4', s(10))).toEqual(logAt(run, 'S3', s(10)));
  });

  it('x=11, appended in two terms, is applied once', () => {
    const applied = steps(run, 'apply').filter(({ detail }) => detail.value === 'x=11');
    expect(applied.map(({ process }) => process).sort()).toEqual(['S1', 'S2', 'S3', 'S4', 'S5']);
  });

  it('attempt: a partition that ends before anybody stands overwrites nothing', () => {
    const shorter = edited('old-leader-comes-back', ['3s..5.5s', '3s..3.1s']);
    expect(steps(shorter, 'truncate')).toEqual([]);
    expect(became(shorter, 'leader')).toEqual(['S4 1']);
  });
});

describe('minority-cannot-commit', () => {
  const run = galleryRun('minority-cannot-commit');
  const groups = 'S1,S2,C1/S3,S4,S5,C2';

  it('S1 and S2 stand again and again, win nothing, commit nothing', () => {
    expect(became(run, 'candidate', s(3), s(6)).length).toBeGreaterThan(5);
    expect(became(run, 'leader', s(3), s(6))).toEqual([]);
    expect(steps(run, 'commit', s(3.05), s(6)).filter(({ process }) => process === 'S1' || process === 'S2')).toEqual(
      [],
    );
  });

  it('C1 waits for the end of the partition; C2 is answered as before', () => {
    expect(answeredIn(run, 'C1', s(3.05), s(6))).toEqual([]);
    const waits = answeredIn(run, 'C2', s(3), s(6)).map(({ invoke, return: at }) => (at ?? 0) - invoke);
    expect(waits).toHaveLength(7);
    expect(Math.max(...waits)).toBeLessThan(s(0.05));
    expect(run.trace.operations.every(({ status }) => status === 'ok')).toBe(true);
  });

  it('attempt: with S3 on the other side C2 waits, although the old leader is on its side', () => {
    const moved = edited('minority-cannot-commit', [groups, 'S1,S2,S3,C1/S4,S5,C2']);
    expect(answeredIn(moved, 'C2', s(3.05), s(6))).toEqual([]);
    expect(answeredIn(moved, 'C1', s(3.05), s(6)).length).toBeGreaterThan(3);
  });
});

describe('even-split', () => {
  const run = galleryRun('even-split');

  it('S4 keeps calling itself leader, and neither half elects or commits', () => {
    expect(became(run, 'leader', 0, s(5))).toEqual(['S4 1']);
    expect(became(run, 'follower', s(2), s(5)).filter((one) => one.startsWith('S4'))).toEqual([]);
    expect(became(run, 'candidate', s(2), s(5)).length).toBeGreaterThan(5);
    expect(steps(run, 'commit', s(2.05), s(5))).toEqual([]);
    expect(steps(run, 'commit', s(5)).length).toBeGreaterThan(0);
  });

  it('attempt: with a fifth process one side goes on', () => {
    const fifth = edited('even-split', ['processes=4', 'processes=5'], ['S1,S2/S3,S4', 'S1,S2,S5/S3,S4']);
    const during = steps(fifth, 'commit', s(2.05), s(5)).map(({ process }) => process ?? '');
    expect([...new Set(during)].sort()).toEqual(['S1', 'S2', 'S5']);
  });
});

describe('far-behind', () => {
  const run = galleryRun('far-behind');

  it('S2 comes back with 5 entries of 55, and soon has them all', () => {
    expect(logAt(run, 'S2', s(5.99))).toHaveLength(5);
    expect(logAt(run, 'S4', s(5.99))).toHaveLength(55);
    expect(logAt(run, 'S2', s(6.1))).toEqual(logAt(run, 'S4', s(6.1)));
  });

  it('the rest comes in batches of eight, no batch before the answer to the one before', () => {
    const batches = sends(run, 'Append').filter(({ to, at }) => to === 'S2' && at >= s(6) && at < s(6.1));
    const answers = sends(run, 'Appended').filter(({ process, at }) => process === 'S2' && at >= s(6));
    expect(batches.length).toBeGreaterThan(6);
    for (const { payload, at } of batches) {
      const { prevIndex, entries } = payload as Append;
      expect(prevIndex).toBeGreaterThanOrEqual(5);
      expect(entries.length).toBeLessThanOrEqual(8);
      if (prevIndex > 5)
        expect(answers.some((answer) => answer.at < at && (answer.payload as Appended).match >= prevIndex)).toBe(true);
    }
  });

  it('attempt: one entry at a time takes longer', () => {
    const slow = edited('far-behind', ['batch=8', 'batch=1']);
    const caughtUp = (of: typeof run) =>
      steps(of, 'append', s(6)).find(({ process, detail }) => process === 'S2' && detail.index === 55)?.at ?? 0;
    expect(caughtUp(slow)).toBeGreaterThan(s(6.4));
    expect(caughtUp(run)).toBeLessThan(s(6.1));
  });
});
