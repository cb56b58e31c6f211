import { describe, expect, it } from 'vitest';
import { brokenRuns } from '../../../src/protocols/raft/gallery-broken.ts';
import { answeredIn, became, edited, galleryRun, logAt, s, sightings, stateAt, steps } from './raft-run.ts';

const mended = (path: string) => {
  const [flaw] = galleryRun(path).scenario.flaws;
  return edited(path, [`\nbreak ${flaw}`, '']);
};

it('every run in this section leaves out one rule', () => {
  for (const { path } of brokenRuns) expect(galleryRun(path).scenario.flaws).toHaveLength(1);
});

describe('fixed-timeout', () => {
  it('all five stand in every term, each votes for itself, nobody ever wins', () => {
    const run = galleryRun('fixed-timeout');
    const votes = steps(run, 'vote');
    expect(votes.length).toBeGreaterThan(300);
    for (const { process, detail } of votes) expect(detail.candidate).toBe(process);
    expect(became(run, 'leader')).toEqual([]);
    expect(sightings(run, 'split-vote').length).toBeGreaterThan(60);
  });

  it('with the rule the first election is the last', () => {
    const run = mended('fixed-timeout');
    expect(became(run, 'leader')).toHaveLength(1);
    expect(became(run, 'candidate')).toHaveLength(1);
  });
});

describe('forget-vote', () => {
  it('S3 votes twice in term 1, and so two processes lead it', () => {
    const run = galleryRun('forget-vote');
    const votes = steps(run, 'vote').filter(({ process }) => process === 'S3');
    expect(votes.map(({ detail }) => `${detail.candidate} ${detail.term}`)).toEqual(['S1 1', 'S2 1']);
    expect(became(run, 'leader')).toEqual(['S1 1', 'S2 1']);
  });

  it('with the rule S2 gets nothing', () => {
    expect(became(mended('forget-vote'), 'leader')).toEqual(['S1 1']);
  });
});

describe('no-up-to-date-check', () => {
  it('two writes are acknowledged, then S5 leads without them and everybody drops them', () => {
    const run = galleryRun('no-up-to-date-check');
    expect(answeredIn(run, 'C1', 0, s(0.8))).toHaveLength(2);
    expect(became(run, 'leader')).toEqual(['S1 1', 'S5 2']);
    for (const process of ['S2', 'S3', 'S4', 'S5']) expect(logAt(run, process, s(3))).toEqual([2]);
  });

  it('with the rule nobody votes for S5', () => {
    const votes = steps(mended('no-up-to-date-check'), 'vote', s(0.9));
    expect(votes.map(({ process }) => process)).toEqual(['S5']);
  });
});

describe('no-consistency-check', () => {
  it('S3 ends like the leader and differs in the middle', () => {
    const run = galleryRun('no-consistency-check');
    expect(logAt(run, 'S1', s(2))).toEqual([1, 1, 2, 3]);
    expect(logAt(run, 'S3', s(2))).toEqual([1, 1, 1, 3]);
  });

  it('with the rule S3 is mended before the write arrives', () => {
    const run = mended('no-consistency-check');
    expect(logAt(run, 'S3', s(0.4))).toEqual([1, 1, 2]);
    expect(logAt(run, 'S3', s(2))).toEqual([1, 1, 2, 3]);
  });
});

describe('leader-drops-entries', () => {
  it('x=1 is acknowledged, S2 has it when it is elected and throws it away', () => {
    const run = galleryRun('leader-drops-entries');
    expect(answeredIn(run, 'C1', s(0.5), s(0.6)).map(({ value }) => value)).toEqual(['1']);
    expect(logAt(run, 'S2', s(1))).toEqual([1]);
    expect(became(run, 'leader')).toEqual(['S1 1', 'S2 2']);
    for (const process of ['S2', 'S3', 'S4', 'S5']) expect(logAt(run, process, s(3))).toEqual([2]);
  });

  it('with the rule S2 keeps x=1 and commits it together with y=2', () => {
    const run = mended('leader-drops-entries');
    expect(logAt(run, 'S2', s(3))).toEqual([1, 2]);
    const commits = steps(run, 'commit', s(1)).filter(({ process }) => process === 'S2');
    expect(commits.map(({ detail }) => detail.index)).toEqual([2]);
  });
});

describe('commit-without-majority', () => {
  const during = [s(2), s(4)] as const;

  it('S4 acknowledges x=2 alone; S3 puts y=3 in its place', () => {
    const run = galleryRun('commit-without-majority');
    expect(answeredIn(run, 'C1', ...during).map(({ value }) => value)).toEqual(['2']);
    expect(became(run, 'leader', ...during)).toEqual(['S3 2']);
    const second = (process: string) => stateAt(run, process, s(6)).log.get(1)?.command;
    for (const process of run.scenario.processes) expect(second(process)).toMatchObject({ key: 'y', value: '3' });
  });

  it('with the rule x=2 is acknowledged only when a majority has it', () => {
    const run = mended('commit-without-majority');
    const [answer] = answeredIn(run, 'C1', ...during);
    const copies = steps(run, 'append', ...during).filter(
      ({ detail, at }) => detail.value === 'x=2' && detail.term === 2 && at < (answer?.return ?? 0),
    );
    expect(new Set(copies.map(({ process }) => process)).size).toBeGreaterThanOrEqual(3);
  });
});

describe('figure-8-broken', () => {
  it('S1 commits an entry of term 2 by counting and answers; S5 applies another at its index', () => {
    const run = galleryRun('figure-8-broken');
    const [commit] = steps(run, 'commit', s(2.2), s(2.3));
    expect(commit).toMatchObject({ process: 'S1', detail: { index: 2 } });
    expect(answeredIn(run, 'C1', s(2.2), s(2.3))).toHaveLength(1);
    const applied = steps(run, 'apply').filter(({ detail }) => detail.index === 2);
    expect(new Set(applied.map(({ detail }) => detail.value))).toEqual(new Set(['x=a', 'y=b']));
  });

  it('differs from figure 8 in this rule alone', () => {
    expect(mended('figure-8-broken').scenario).toEqual({
      ...galleryRun('figure-8').scenario,
      title: galleryRun('figure-8-broken').scenario.title,
    });
  });
});
