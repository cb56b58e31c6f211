import { describe, expect, it } from 'vitest';
import { EPOCH_COLOURS, epochIndex } from '../../src/marks/epoch-colour.ts';
import { arcPath } from '../../src/marks/timer-arc.tsx';

describe('the colour of an epoch', () => {
  it('depends on its value alone and comes round again', () => {
    expect([0, 1, 7, 8, 17, -1].map(epochIndex)).toEqual([0, 1, 7, 0, 1, EPOCH_COLOURS - 1]);
  });
});

describe('a timer arc', () => {
  it('is nothing when the time has run out, and never more than whole', () => {
    expect(arcPath(30, 0)).toBe('');
    expect(arcPath(30, 1.5)).toBe(arcPath(30, 1));
    expect(arcPath(30, 0.4)).not.toBe(arcPath(30, 0.5));
  });
});
