import { describe, expect, it } from 'vitest';
import { quantile, readLatencies } from '../../../src/protocols/raft/latencies.ts';
import type { Operation } from '../../../src/sim/trace-event.ts';

const read = (invoke: number, answered: number | null): Operation => ({
  client: 'C1',
  op: 'read',
  key: 'x',
  invoke,
  return: answered,
  result: null,
  status: answered === null ? 'unknown' : 'ok',
});

describe('latencies of reads', () => {
  it('counts answers and those that never came, and leaves writes out', () => {
    const write: Operation = { ...read(0, 500), op: 'write', value: '1' };
    expect(readLatencies([read(10, 40), read(50, 60), read(70, null), write])).toEqual({ spent: [10, 30], asked: 3 });
  });

  it('has quantiles by rank', () => {
    expect(quantile([], 0.5)).toBeUndefined();
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2);
    expect(quantile([1, 2, 3, 4], 0.99)).toBe(4);
  });
});
