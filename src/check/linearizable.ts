/** Linearizability (Herlihy and Wing 1990): key by key, for it is local (theorem 1). */
import { present } from '../base/assert.ts';
import type { Operation } from '../sim/trace-event.ts';
import { conflictOf } from './conflict.ts';
import { type Call, callsOf, partition, withoutUnobserved } from './history.ts';
import { Linearization } from './linearize.ts';
import type { Check, HistoryVerdict, Point } from './verdict.ts';

export class LinearizableCheck implements Check {
  private readonly searches: readonly Linearization[];
  private readonly total: number;
  private current = 0;

  constructor(operations: readonly Operation[]) {
    const parts = [...partition(callsOf(operations)).values()];
    this.searches = parts.map((calls) => new Linearization(withoutUnobserved(calls)));
    this.total = this.searches.reduce((sum, { left }) => sum + left, 0);
  }

  get steps(): number {
    return this.searches.reduce((sum, { steps }) => sum + steps, 0);
  }

  get progress(): number {
    const left = this.searches.reduce((sum, search) => sum + (search.outcome === undefined ? search.left : 0), 0);
    return this.total === 0 ? 1 : 1 - left / this.total;
  }

  advance(steps: number): HistoryVerdict | undefined {
    const limit = this.steps + steps;
    for (; this.current < this.searches.length; this.current += 1) {
      const search = present(this.searches[this.current], 'search');
      const outcome = search.advance(limit - this.steps);
      if (outcome === undefined) return undefined;
      if (outcome === 'violated') return violated(search);
    }
    return holds(this.searches);
  }
}

function violated(search: Linearization): HistoryVerdict {
  const { operations, message } = conflictOf(search.calls, search.stuck);
  return {
    verdict: 'violated',
    longest: [pointsOf(search.longest.map((place) => present(search.calls[place], 'call')))],
    conflict: operations,
    message: `Not linearizable: ${message}`,
  };
}

function holds(searches: readonly Linearization[]): HistoryVerdict {
  const order = merged(
    searches.map(({ calls, witness }) => pointsOf(witness.map((place) => present(calls[place], 'call')))),
  );
  const keys = searches.length === 1 ? 'one key' : `${searches.length} keys`;
  return {
    verdict: 'holds',
    order,
    message: `Linearizable: ${order.length} operation${order.length === 1 ? '' : 's'} on ${keys} in one order.`,
  };
}

/** Each call as early as its place in the order lets it take effect. */
export function pointsOf(order: readonly Call[]): Point[] {
  let at = Number.NEGATIVE_INFINITY;
  return order.map(({ index, invoke }) => {
    at = Math.max(at, invoke);
    return { operation: index, at };
  });
}

/** One order of all keys by the moments at which calls take effect. */
function merged(parts: readonly (readonly Point[])[]): Point[] {
  return parts
    .flat()
    .map((point, place) => ({ point, place }))
    .sort((a, b) => a.point.at - b.point.at || a.place - b.place)
    .map(({ point }) => point);
}
