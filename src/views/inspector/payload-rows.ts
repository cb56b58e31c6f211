/** JSON as short lines of path and value. */
import type { Json } from '../../sim/scenario.ts';

export interface PayloadRow {
  /** E.g. `entries[0].term`; empty: the value itself. */
  readonly path: string;
  readonly value: string;
}

/** More is for a file, not for a panel; what is left out is counted. */
export const MOST_ROWS = 40;

export function payloadRows(json: Json): { readonly rows: readonly PayloadRow[]; readonly leftOut: number } {
  const rows = [...flatten(json, '')];
  return { rows: rows.slice(0, MOST_ROWS), leftOut: Math.max(0, rows.length - MOST_ROWS) };
}

function* flatten(json: Json, path: string): Generator<PayloadRow> {
  if (json === null || typeof json !== 'object') {
    yield { path, value: json === null ? '–' : String(json) };
    return;
  }
  const entries: readonly (readonly [string, Json])[] = Array.isArray(json)
    ? json.map((value: Json, index) => [`${path}[${index}]`, value] as const)
    : Object.entries(json).map(([key, value]) => [path === '' ? key : `${path}.${key}`, value as Json] as const);
  if (entries.length === 0) yield { path, value: Array.isArray(json) ? 'none' : 'empty' };
  for (const [below, value] of entries) yield* flatten(value, below);
}
