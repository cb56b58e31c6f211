/** Who takes part: stores `K1…`, holders `S1…`, one resource `R1`; the letter tells which is which. */
import type { ProcessId } from '../../sim/scenario.ts';

export type Part = 'store' | 'holder' | 'resource';

/** The store and the resource at the ends, the holders between them, as in the books' figures. */
export function namedCast(count: number): readonly ProcessId[] {
  return ['K1', ...Array.from({ length: Math.max(1, count - 2) }, (_, index) => `S${index + 1}`), 'R1'];
}

export function partOf(process: ProcessId): Part {
  if (process.startsWith('K')) return 'store';
  return process.startsWith('R') ? 'resource' : 'holder';
}

export function storesOf(processes: readonly ProcessId[]): readonly ProcessId[] {
  return processes.filter((process) => partOf(process) === 'store');
}

export function resourceOf(processes: readonly ProcessId[]): ProcessId {
  return processes.find((process) => partOf(process) === 'resource') ?? '';
}

export function checkCast(processes: readonly ProcessId[]): string | undefined {
  const count = (part: Part) => processes.filter((process) => partOf(process) === part).length;
  if (count('resource') !== 1) return 'a lease protects one resource: one process named with an R, such as R1';
  if (count('holder') < 1) return 'somebody must want the lease: processes such as S1';
  if (count('store') < 1 || count('store') === 2)
    return 'the store that grants the lease is one process, K1, or a group of at least three, K1, K2, K3';
  return undefined;
}
