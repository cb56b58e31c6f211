import { describe, expect, it } from 'vitest';
import { answerFrom, targetOf } from '../../src/app/picked-answer.ts';

const lanes = ['S1', 'S2', 'S10', 'C1'];

describe('an answer given by pressing', () => {
  it('is what was asked for and nothing else', () => {
    expect(answerFrom('process', { kind: 'process', process: 'S2' }, lanes)).toBe('S2');
    expect(answerFrom('event', { kind: 'event', event: 12, other: 3 }, lanes)).toBe('12');
    expect(answerFrom('process', { kind: 'event', event: 12 }, lanes)).toBeUndefined();
    expect(answerFrom('link', { kind: 'message', message: 'S1-S2.3', copy: 1 }, lanes)).toBeUndefined();
    expect(answerFrom('event', undefined, lanes)).toBeUndefined();
  });

  it('names a link once, whichever way it was pressed', () => {
    expect(answerFrom('link', { kind: 'link', from: 'S2', to: 'S10' }, lanes)).toBe('S2-S10');
    expect(answerFrom('link', { kind: 'link', from: 'S10', to: 'S2' }, lanes)).toBe('S2-S10');
    expect(answerFrom('link', { kind: 'link', from: 'C1', to: 'S1' }, lanes)).toBe('S1-C1');
  });

  it('can be shown again', () => {
    expect(targetOf('process', 'S3')).toEqual({ kind: 'process', process: 'S3' });
    expect(targetOf('event', '7')).toEqual({ kind: 'event', event: 7 });
    expect(answerFrom('link', targetOf('link', 'S1-C1'), lanes)).toBe('S1-C1');
  });
});
