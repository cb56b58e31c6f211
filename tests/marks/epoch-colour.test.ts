import { describe, expect, it } from 'vitest';
import { EPOCH_COLOURS, epochIndex } from '../../src/marks/epoch-colour.ts';

describe('the colour of an epoch', () => {
  it('depends on its value alone and comes round again', () => {
    expect([0, 1, 7, 8, 17, -1].map(epochIndex)).toEqual([0, 1, 7, 0, 1, EPOCH_COLOURS - 1]);
  });
});
