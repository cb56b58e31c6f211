import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkHistory, type HistoryModel } from '../../src/check/check-history.ts';
import type { Operation } from '../../src/sim/trace-event.ts';
import { programOrder, someOrderExplains } from '../support/brute-force.ts';
import { historyArbitrary } from '../support/history-arbitrary.ts';

type Span = readonly [invoke: number, end: number | null];

function write(client: string, value: string, [invoke, end]: Span, key = 'x'): Operation {
  return {
    client,
    op: 'write',
    key,
    value,
    invoke,
    return: end,
    result: null,
    status: end === null ? 'unknown' : 'ok',
  };
}
function append(client: string, value: string, span: Span): Operation {
  return { ...write(client, value, span), op: 'append' };
}
function read(client: string, result: string | null, [invoke, end]: Span, key = 'x'): Operation {
  return { client, op: 'read', key, invoke, return: end, result, status: 'ok' };
}
function cas(client: string, expected: string | null, value: string, result: boolean, span: Span): Operation {
  return { ...write(client, value, span), op: 'cas', expected, result };
}
const say = (operations: readonly Operation[], model: HistoryModel, budget?: number) =>
  checkHistory(operations, { model, ...(budget === undefined ? {} : { budget }) });

describe('known histories', () => {
  it('Herlihy and Wing: a read may see a write that overlaps it, and none after may go back', () => {
    const slow = write('A', '1', [0, 100]);
    expect(say([slow, read('B', '1', [10, 20]), read('C', '1', [30, 40])], 'linearizable').verdict).toBe('holds');
    expect(say([slow, read('B', null, [10, 20]), read('C', '1', [30, 40])], 'linearizable').verdict).toBe('holds');
    const back = say([slow, read('B', '1', [10, 20]), read('C', null, [30, 40])], 'linearizable');
    expect(back).toMatchObject({ verdict: 'violated', conflict: [1, 2] });
    expect(back.message).toContain('C reads x as never written though B had read x=1 before');
  });

  it('a lost update: two cas from one value cannot both succeed', () => {
    const both = [write('A', '0', [0, 1]), cas('A', '0', '1', true, [2, 9]), cas('B', '0', '2', true, [3, 8])];
    expect(say(both, 'linearizable')).toMatchObject({ verdict: 'violated', conflict: [2, 1] });
    expect(say([...both.slice(0, 2), cas('B', '0', '2', false, [3, 8])], 'linearizable').verdict).toBe('holds');
  });

  it('an update that timed out may take effect much later, but only once', () => {
    const lost = write('A', '1', [0, null]);
    const late = [lost, read('B', null, [10, 11]), write('B', '2', [12, 13]), read('B', '1', [20, 21])];
    expect(say(late, 'linearizable').verdict).toBe('holds');
    const twice = [...late, write('B', '3', [30, 31]), read('B', '1', [40, 41])];
    expect(say(twice, 'linearizable').verdict).toBe('violated');
  });

  it('appends stand in the order in which they were answered', () => {
    const two = [append('A', 'a', [0, 1]), append('B', 'b', [2, 3])];
    expect(say([...two, read('A', 'ab', [4, 5])], 'linearizable').verdict).toBe('holds');
    expect(say([...two, read('A', 'ba', [4, 5])], 'linearizable').verdict).toBe('violated');
  });

  it('Lamport: sequential consistency does not ask what time it is', () => {
    const stale = [write('A', '1', [0, 1]), write('A', '2', [2, 3]), read('B', '1', [10, 11])];
    expect(say(stale, 'linearizable')).toMatchObject({ verdict: 'violated', conflict: [1, 2] });
    expect(say(stale, 'sequential').verdict).toBe('holds');
    const back = [...stale.slice(0, 2), read('B', '2', [10, 11]), read('B', '1', [12, 13])];
    expect(say(back, 'sequential').verdict).toBe('violated');
  });

  it('sequential consistency is not local: each key alone is fine, both together are not', () => {
    const keys = [
      write('A', '1', [0, 1], 'x'),
      read('A', null, [2, 3], 'y'),
      write('B', '1', [0, 1], 'y'),
      read('B', null, [2, 3], 'x'),
    ];
    expect(say(keys, 'sequential').verdict).toBe('violated');
    for (const key of ['x', 'y'])
      expect(
        say(
          keys.filter((one) => one.key === key),
          'sequential',
        ).verdict,
      ).toBe('holds');
  });

  it('eventual consistency asks only what readers see when writes have stopped', () => {
    const writes = [write('A', '1', [0, 5]), write('B', '2', [0, 5])];
    const settled = [...writes, read('A', '1', [6, 7]), read('A', '2', [20, 21]), read('B', '2', [20, 21])];
    expect(say(settled, 'eventual').verdict).toBe('holds');
    expect(say([...writes, read('A', '1', [20, 21]), read('B', '2', [20, 21])], 'eventual')).toMatchObject({
      verdict: 'violated',
      conflict: [2, 3],
    });
    const open = [...writes, write('C', '1', [0, null]), read('A', '1', [20, 21]), read('B', '2', [20, 21])];
    expect(say(open, 'eventual').verdict).toBe('undecided');
    expect(say([...writes, read('A', '9', [20, 21])], 'eventual')).toMatchObject({
      verdict: 'violated',
      conflict: [2],
    });
  });

  it('an empty history keeps to every model', () => {
    for (const model of ['linearizable', 'sequential', 'eventual'] as const)
      expect(say([], model).verdict).toBe('holds');
  });
});

describe('sequential consistency', () => {
  it('agrees with its definition on small histories', () => {
    const seen = { holds: 0, violated: 0 };
    fc.assert(
      fc.property(historyArbitrary({ most: 7 }), (operations) => {
        const { verdict } = say(operations, 'sequential');
        expect(verdict).toBe(someOrderExplains(operations, programOrder) ? 'holds' : 'violated');
        seen[verdict as 'holds'] += 1;
      }),
      { numRuns: 1000 },
    );
    expect(Math.min(seen.holds, seen.violated)).toBeGreaterThan(30);
  });

  it('agrees with its definition where every value tells who wrote it', () => {
    const seen = { holds: 0, violated: 0 };
    const distinct = historyArbitrary({ most: 8, values: ['1', '2', '3', '4'] }).map((operations) =>
      operations.filter(
        ({ op, key, value }, index) =>
          op !== 'append' &&
          (op === 'read' ||
            operations.findIndex((one) => one.op !== 'read' && one.key === key && one.value === value) === index),
      ),
    );
    fc.assert(
      fc.property(distinct, (operations) => {
        const { verdict } = say(operations, 'sequential');
        expect(verdict).toBe(someOrderExplains(operations, programOrder) ? 'holds' : 'violated');
        seen[verdict as 'holds'] += 1;
      }),
      { numRuns: 2000 },
    );
    expect(Math.min(seen.holds, seen.violated)).toBeGreaterThan(30);
  });

  it('follows from linearizability', () => {
    fc.assert(
      fc.property(historyArbitrary({ most: 12 }), (operations) => {
        fc.pre(say(operations, 'linearizable').verdict === 'holds');
        expect(say(operations, 'sequential').verdict).toBe('holds');
      }),
      { numRuns: 300 },
    );
  });
});

describe('a budget', () => {
  const hard = Array.from({ length: 40 }, (_, index) => write(`C${index}`, String(index), [index, 1000 + index]));
  const impossible = [
    ...hard,
    ...['1', '2', '1'].map((value, index) => read('R', value, [2000 + 10 * index, 2005 + 10 * index])),
  ];

  it('ends a search that is too long with a sentence, not with a guess', () => {
    expect(say(impossible, 'linearizable', 20)).toMatchObject({ verdict: 'undecided' });
    expect(say(impossible, 'sequential', 20)).toMatchObject({ verdict: 'undecided' });
  });

  it('is not needed where an order is easily found', () => {
    expect(say([...hard, read('R', '7', [2000, 2005])], 'linearizable', 10_000).verdict).toBe('holds');
  });
});
