import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkHistory } from '../../../src/check/check-history.ts';
import type { Operation } from '../../../src/sim/trace-event.ts';
import { boxesIn, layoutOf, ticksOf } from '../../../src/views/history/layout.ts';
import { historyArbitrary } from '../../support/history-arbitrary.ts';

describe('the lanes of a history', () => {
  it('hold every operation once, and no two share a place while rows are left', () => {
    fc.assert(
      fc.property(historyArbitrary({ most: 20, clients: 4 }), (operations) => {
        const { boxes, clients, rows } = layoutOf(operations);
        expect(boxes.map(({ index }) => index).sort((a, b) => a - b)).toEqual(operations.map((_, index) => index));
        for (const a of boxes) {
          expect(clients[a.lane]).toBe(a.operation.client);
          expect(a.row).toBeLessThan(rows[a.lane] ?? 0);
          const over = boxes.find(
            (b) => b !== a && b.lane === a.lane && b.row === a.row && b.from < a.to && a.from < b.to,
          );
          if (over !== undefined) expect(rows[a.lane]).toBe(4);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('put ticks within the boxes and in order', () => {
    fc.assert(
      fc.property(historyArbitrary({ most: 12 }), (operations) => {
        const verdict = checkHistory(operations, { model: 'linearizable' });
        fc.pre(verdict.verdict === 'holds');
        const layout = layoutOf(operations);
        let last = Number.NEGATIVE_INFINITY;
        for (const { index, at } of ticksOf(verdict.order, operations, layout.end)) {
          const operation = operations[index] as Operation;
          expect(at).toBeGreaterThanOrEqual(Math.max(last, operation.invoke));
          expect(at).toBeLessThanOrEqual(operation.return ?? layout.end);
          last = at;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('show only what lies in view', () => {
    const at = (invoke: number): Operation => ({
      ...{ client: 'C1', op: 'read', key: 'x', invoke, return: invoke + 5, result: null, status: 'ok' },
    });
    const layout = layoutOf([at(0), at(10), at(20), at(30)]);
    expect(boxesIn(layout, 12, 22, 10).map(({ index }) => index)).toEqual([1, 2]);
    expect(layoutOf([]).boxes).toEqual([]);
  });
});
