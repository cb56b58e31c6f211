import { describe, expect, it } from 'vitest';
import { became, edited, galleryRun, s, sightings, steps } from './raft-run.ts';

describe('start-up', () => {
  const run = galleryRun('start-up');

  it('one process stands, wins with every vote, and nobody stands again', () => {
    expect(became(run, 'candidate')).toEqual(['S4 1']);
    expect(became(run, 'leader')).toEqual(['S4 1']);
    expect(steps(run, 'vote').map(({ detail }) => detail.candidate)).toEqual(['S4', 'S4', 'S4', 'S4', 'S4']);
  });

  it('every write is answered and applied by all five', () => {
    expect(run.trace.operations.every(({ status }) => status === 'ok')).toBe(true);
    expect(steps(run, 'apply')).toHaveLength(5 * run.trace.operations.length);
  });
});

describe('leader-crashes', () => {
  it('S3 leads term 2 before 3.2 s, and nothing that was acknowledged is lost', () => {
    const run = galleryRun('leader-crashes');
    expect(became(run, 'leader')).toEqual(['S4 1', 'S3 2']);
    expect(became(run, 'leader', s(3), s(3.2))).toEqual(['S3 2']);
    expect(run.trace.operations.every(({ status }) => status === 'ok')).toBe(true);
  });

  it('attempt: back at 3.1 s, before anybody stands, S4 leads no more', () => {
    const run = edited('leader-crashes', ['3s..6s crash', '3s..3.1s crash']);
    expect(became(run, 'candidate', s(3), s(3.1))).toEqual([]);
    expect(became(run, 'leader', s(3))).toEqual(['S3 2']);
  });
});

describe('split-vote-twice', () => {
  const run = galleryRun('split-vote-twice');

  it('all four stand in terms 1 and 2 and nobody wins; term 3 has a leader', () => {
    for (const term of [1, 2]) {
      expect(
        became(run, 'candidate')
          .filter((one) => one.endsWith(` ${term}`))
          .sort(),
      ).toEqual(['S1', 'S2', 'S3', 'S4'].map((process) => `${process} ${term}`));
    }
    expect(sightings(run, 'split-vote')).toHaveLength(2);
    expect(became(run, 'leader')).toEqual(['S4 3']);
  });

  it('attempt: with timeouts further apart the first election is enough', () => {
    const wider = edited('split-vote-twice', ['150..170ms', '150..300ms']);
    expect(sightings(wider, 'split-vote')).toEqual([]);
  });
});

describe('leader-paused', () => {
  const run = galleryRun('leader-paused');

  it('S4 wakes as leader, appends a write that had waited, and takes it back', () => {
    expect(became(run, 'leader')).toEqual(['S4 1', 'S3 2']);
    expect(sightings(run, 'two-leaders')).toHaveLength(1);
    expect(sightings(run, 'stale-leader-rejoins')).toHaveLength(1);
    const [first, second] = steps(run, 'append', s(4), s(4.05)).filter(({ process }) => process === 'S4');
    expect(first?.detail).toMatchObject({ index: 8, term: 1 });
    expect(second?.detail).toMatchObject({ index: 8, term: 2 });
    const [truncated] = steps(run, 'truncate');
    expect(truncated).toMatchObject({ process: 'S4', detail: { from: 8 } });
  });

  it('attempt: a pause of 100 ms makes nobody stand', () => {
    expect(became(edited('leader-paused', ['3s..4s', '3s..3.1s']), 'candidate', s(3))).toEqual([]);
  });
});
