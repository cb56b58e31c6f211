/** How long reads took and how many were answered, read off a run. */
import type { Micros } from '../../sim/scenario.ts';
import type { Operation } from '../../sim/trace-event.ts';

export interface Latencies {
  /** Of those answered, in growing order. */
  readonly spent: readonly Micros[];
  readonly asked: number;
}

export function readLatencies(operations: readonly Operation[]): Latencies {
  const reads = operations.filter(({ op }) => op === 'read');
  const spent = reads.flatMap(({ invoke, return: answered, status }) =>
    answered === null || status !== 'ok' ? [] : [answered - invoke],
  );
  return { spent: spent.sort((a, b) => a - b), asked: reads.length };
}

/** The smallest value that at least this share of all does not exceed; undefined: there is none. */
export function quantile(sorted: readonly Micros[], share: number): Micros | undefined {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
