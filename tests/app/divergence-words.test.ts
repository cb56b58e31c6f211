import { describe, expect, it } from 'vitest';
import { divergenceSentence, firstWords } from '../../src/app/divergence-words.ts';
import { divergenceOf } from '../../src/sim/divergence.ts';
import { runText } from '../support/gallery-run.ts';

/** Two pairs that never speak to each other: what happens to one pair is nothing to the other. */
const PAIRS = 'raft processes=4 clients=0 seed=5 duration=2s\n@0ms partition S1,S2/S3,S4';

describe('a what-if in words', () => {
  it('names who is affected, from when on, and who is out of reach', () => {
    const [before, now] = [runText(PAIRS), runText(`${PAIRS}\n@1s crash S2`)];
    const found = divergenceOf(before, now);
    if (found === undefined) throw new Error('a crash makes no difference');
    expect(divergenceSentence(found)).toMatch(
      /^Differs from 1\.000 s on: S1 and S2 are affected, [\d,]+ of [\d,]+ events are new, [\d,]+ of the old ones gone; S3 and S4 are outside its light cone\.$/,
    );
    expect(firstWords(found, before, now)?.now).toBe('S2 crashes (1.000 s)');
  });

  it('says where nothing but the change itself differs', () => {
    const found = divergenceOf(runText(PAIRS), runText(`${PAIRS}\n@1s..1.5s cut S1-S3`));
    expect(found && divergenceSentence(found)).toBe(
      'Differs from 1.000 s on: only by the change itself; every process does the same.',
    );
  });

  it('says that a process of the one run is not in the other', () => {
    const [before, now] = [runText('chain seed=1 duration=1s'), runText('raft processes=3 seed=1 duration=1s')];
    const found = divergenceOf(before, now);
    expect(found?.first?.process).toBe('M1');
    expect(found && firstWords(found, before, now)?.now).toBe('there is no M1');
  });
});
