/** Version vectors as values: join, comparison, one entry more. */
import type { ProcessId } from '../../sim/scenario.ts';
import type { Vector } from './messages.ts';

/** The larger entry of each; entries in the order of their names, so that equal vectors print alike. */
export function join(...vectors: readonly Vector[]): Vector {
  const names = [...new Set(vectors.flatMap((vector) => Object.keys(vector)))].sort();
  return Object.fromEntries(names.map((name) => [name, Math.max(...vectors.map((vector) => vector[name] ?? 0))]));
}

export function withEntry(vector: Vector, name: ProcessId, count: number): Vector {
  return join(vector, { [name]: count });
}

/** v ≥ w in every entry. */
export function dominates(v: Vector, w: Vector): boolean {
  return Object.entries(w).every(([name, count]) => (v[name] ?? 0) >= count);
}

/** v < w: w knows all that v knows, and more. */
export function isBelow(v: Vector, w: Vector): boolean {
  return dominates(w, v) && !dominates(v, w);
}

/** `S1 2, S2 1`; `nothing` where there is no entry. */
export function showVector(vector: Vector): string {
  const entries = Object.entries(vector).map(([name, count]) => `${name} ${count}`);
  return entries.length === 0 ? 'nothing' : entries.join(', ');
}
