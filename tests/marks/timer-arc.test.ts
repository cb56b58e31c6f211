import { describe, expect, it } from 'vitest';
import { dashOf } from '../../src/marks/timer-arc.tsx';

describe('a timer arc', () => {
  it('is nothing when the time has run out, and never more than whole', () => {
    expect(dashOf(0)).toEqual({ strokeDasharray: '0 1', strokeDashoffset: -1 });
    expect(dashOf(1.5)).toEqual(dashOf(1));
    expect(dashOf(-1)).toEqual(dashOf(0));
  });

  it('begins later the less is left, and ends at the top', () => {
    expect(dashOf(0.25)).toEqual({ strokeDasharray: '0.25 1', strokeDashoffset: -0.75 });
  });
});
