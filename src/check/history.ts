/** A history as checkers read it: what certainly did not happen left out, keys apart, order made explicit. */
import type { Json, ProcessId } from '../sim/scenario.ts';
import type { Operation } from '../sim/trace-event.ts';
import { type Asked, onlyObserves } from './register.ts';

/** One operation that may have taken effect. */
export interface Call extends Asked {
  /** Index into the history that was given. */
  readonly index: number;
  readonly client: ProcessId;
  readonly invoke: number;
  /** Infinity where the outcome is unknown: it may take effect at any time after `invoke`, or never. */
  readonly return: number;
  readonly result: Json;
}

export function isKnown(call: Call): boolean {
  return call.return !== Number.POSITIVE_INFINITY;
}

/** In order of invocation. `fail` did not happen; a read without an answer tells nothing and changes nothing. */
export function callsOf(operations: readonly Operation[]): Call[] {
  return operations
    .flatMap((operation, index): Call[] => {
      const { client, op, key, value, expected, invoke, result, status } = operation;
      if (status === 'fail') return [];
      const known = status === 'ok' && operation.return !== null;
      if (!known && op === 'read') return [];
      const asked = {
        op,
        key,
        ...(value === undefined ? {} : { value }),
        ...(expected === undefined ? {} : { expected }),
      };
      const end = known ? (operation.return ?? 0) : Number.POSITIVE_INFINITY;
      return [{ ...asked, index, client, invoke, return: end, result: known ? result : null }];
    })
    .sort((a, b) => a.invoke - b.invoke || a.index - b.index);
}

/** By key, keys in order of their first invocation; each part keeps the order of `calls`. */
export function partition(calls: readonly Call[]): ReadonlyMap<string, readonly Call[]> {
  const parts = new Map<string, Call[]>();
  for (const call of calls) {
    const part = parts.get(call.key);
    if (part === undefined) parts.set(call.key, [call]);
    else part.push(call);
  }
  return parts;
}

/**
 * Whether `a` had returned before `b` was invoked. At one and the same instant two clients are concurrent, while
 * one client goes on only after its answer.
 */
export function precedes(a: Call, b: Call): boolean {
  if (a.return < b.invoke) return true;
  return a.return === b.invoke && a.client === b.client && (a.invoke < b.invoke || a.index < b.index);
}

/**
 * Leaves out calls of unknown outcome that nothing can tell from calls that never happened: writes and cas of one key
 * whose value no read returned, no cas expected and no append could have prolonged. A cas that was refused is an
 * observation of any other value, so where there is one, all stay.
 */
export function withoutUnobserved(calls: readonly Call[]): readonly Call[] {
  if (calls.every(isKnown)) return calls;
  const telling = (call: Call) =>
    call.op === 'append' || (call.op === 'cas' && isKnown(call) && onlyObserves(call, call.result));
  if (calls.some(telling)) return calls;
  const seen = new Set<Json>();
  for (const call of calls) {
    if (call.op === 'cas') seen.add(call.expected ?? null);
    else if (call.op === 'read') seen.add(call.result);
  }
  return calls.filter((call) => isKnown(call) || seen.has(call.value ?? ''));
}
