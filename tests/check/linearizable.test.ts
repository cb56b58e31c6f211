import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinearizableCheck } from '../../src/check/linearizable.ts';
import { effectOn, explains, type State } from '../../src/check/register.ts';
import type { HistoryVerdict } from '../../src/check/verdict.ts';
import type { Operation } from '../../src/sim/trace-event.ts';
import { realTime, someOrderExplains } from '../support/brute-force.ts';
import { historyArbitrary } from '../support/history-arbitrary.ts';

const check = (operations: readonly Operation[]) => new LinearizableCheck(operations).advance(1_000_000);

describe('the search', () => {
  it('agrees with the definition on small histories', () => {
    const seen = { holds: 0, violated: 0 };
    fc.assert(
      fc.property(historyArbitrary(), (operations) => {
        const verdict = check(operations)?.verdict;
        expect(verdict).toBe(someOrderExplains(operations, realTime) ? 'holds' : 'violated');
        seen[verdict as 'holds'] += 1;
      }),
      { numRuns: 1500 },
    );
    expect(Math.min(seen.holds, seen.violated)).toBeGreaterThan(50);
  });

  it('agrees with the definition on one busy key', () => {
    fc.assert(
      fc.property(historyArbitrary({ keys: ['x'], clients: 4, most: 8 }), (operations) => {
        expect(check(operations)?.verdict).toBe(someOrderExplains(operations, realTime) ? 'holds' : 'violated');
      }),
      { numRuns: 1000 },
    );
  });

  it('gives a witness that a register explains, within every span and in order of time', () => {
    fc.assert(
      fc.property(historyArbitrary({ most: 12 }), (operations) => {
        const verdict = check(operations);
        if (verdict?.verdict === 'holds') expectWitness(operations, verdict);
      }),
      { numRuns: 1000 },
    );
  });

  it('is the same in slices', () => {
    fc.assert(
      fc.property(historyArbitrary({ most: 12 }), fc.integer({ min: 1, max: 5 }), (operations, slice) => {
        const sliced = new LinearizableCheck(operations);
        let verdict = sliced.advance(slice);
        while (verdict === undefined) verdict = sliced.advance(slice);
        expect(verdict).toEqual(check(operations));
      }),
      { numRuns: 300 },
    );
  });

  it('names operations of the history, the unexplained one last', () => {
    fc.assert(
      fc.property(historyArbitrary({ most: 12 }), (operations) => {
        const verdict = check(operations);
        if (verdict?.verdict !== 'violated') return;
        expect(verdict.conflict.length).toBeGreaterThan(0);
        expect(new Set(verdict.conflict).size).toBe(verdict.conflict.length);
        for (const index of verdict.conflict) expect(operations[index]?.status).toBe('ok');
      }),
      { numRuns: 1000 },
    );
  });
});

function expectWitness(
  operations: readonly Operation[],
  { order }: Extract<HistoryVerdict, { verdict: 'holds' }>,
): void {
  const states = new Map<string, State>();
  let at = Number.NEGATIVE_INFINITY;
  for (const point of order) {
    const operation = operations[point.operation] as Operation;
    const state = states.get(operation.key) ?? null;
    if (operation.status === 'ok') expect(explains(state, operation, operation.result)).toBe(true);
    states.set(operation.key, effectOn(state, operation));
    expect(point.at).toBeGreaterThanOrEqual(Math.max(at, operation.invoke));
    expect(point.at).toBeLessThanOrEqual(operation.return ?? Number.POSITIVE_INFINITY);
    at = point.at;
  }
  const told = new Set(order.map(({ operation }) => operation));
  expect(told.size).toBe(order.length);
  operations.forEach((operation, index) => {
    if (operation.status === 'ok') expect(told.has(index)).toBe(true);
    if (operation.status === 'fail') expect(told.has(index)).toBe(false);
  });
}
