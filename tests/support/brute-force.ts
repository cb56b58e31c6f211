/** Consistency by its definition: every order of every subset of what may have happened. Exponential, for tests only. */
import { effectOn, explains, type State } from '../../src/check/register.ts';
import type { Operation } from '../../src/sim/trace-event.ts';

/** Whether `a` must come before `b` in the order looked for. */
export type Before = (a: Operation, b: Operation, indexA: number, indexB: number) => boolean;

export function someOrderExplains(operations: readonly Operation[], before: Before): boolean {
  const possible = operations
    .map((operation, index) => ({ operation, index }))
    .filter(({ operation }) => operation.status !== 'fail');
  const go = (left: typeof possible, states: ReadonlyMap<string, State>): boolean => {
    if (left.every(({ operation }) => operation.status === 'unknown')) return true;
    return left.some(({ operation, index }) => {
      if (
        left.some(
          (other) =>
            other.operation.status === 'ok' &&
            other.index !== index &&
            before(other.operation, operation, other.index, index),
        )
      )
        return false;
      const state = states.get(operation.key) ?? null;
      if (operation.status === 'ok' && !explains(state, operation, operation.result)) return false;
      const after = new Map(states).set(operation.key, effectOn(state, operation));
      return go(
        left.filter((other) => other.index !== index),
        after,
      );
    });
  };
  return go(possible, new Map());
}

/** Real time, and at one instant the order of one client. */
export const realTime: Before = (a, b, indexA, indexB) =>
  a.return !== null &&
  (a.return < b.invoke || (a.return === b.invoke && a.client === b.client && (a.invoke < b.invoke || indexA < indexB)));

/** Each client's own order. */
export const programOrder: Before = (a, b, indexA, indexB) =>
  a.client === b.client && (a.invoke < b.invoke || (a.invoke === b.invoke && indexA < indexB));
