/** A run as the document that outside checkers read (trace version 1), and its hash. */
import { Fnv64 } from './fnv.ts';
import type { Json } from './scenario.ts';
import type { Simulation } from './simulation.ts';
import type { Trace } from './trace.ts';

/** The document as text: one event a line, so that two traces can be compared line by line. `scenario` is its JSON form. */
export function printTrace(simulation: Simulation, scenario: Json): string {
  const { trace } = simulation;
  const field = (name: string, value: unknown) => `"${name}":${JSON.stringify(value)}`;
  return [
    '{',
    [
      field('format', 'lightcone-trace'),
      field('version', 1),
      field('scenario', scenario),
      // Clients are processes too: they have lanes, clocks and vectors.
      field('processes', trace.lanes),
      `"events":${printLines(trace.length, (id) => JSON.stringify(trace.event(id)))}`,
      `"operations":${printLines(trace.operations.length, (index) => JSON.stringify(trace.operations[index]))}`,
      `"verdicts":${printLines(simulation.verdicts.length, (index) => JSON.stringify(simulation.verdicts[index]))}`,
      field('hash', traceHash(trace)),
    ].join(',\n'),
    '}\n',
  ].join('\n');
}

function printLines(count: number, line: (index: number) => string): string {
  if (count === 0) return '[]';
  return `[\n${Array.from({ length: count }, (_, index) => line(index)).join(',\n')}\n]`;
}

/**
 * 16 hex digits: FNV-1a, 64 bits, over the events as one JSON array without white space,
 * keys sorted, characters beyond ASCII as \uXXXX.
 */
export function traceHash(trace: Trace): string {
  const hash = new Fnv64();
  hash.add('[');
  for (let id = 0; id < trace.length; id += 1) {
    if (id > 0) hash.add(',');
    hash.add(canonical(trace.event(id)));
  }
  hash.add(']');
  return hash.digest();
}

/** JSON with sorted keys, in ASCII. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, inner]) => `${quoted(key)}:${canonical(inner)}`).join(',')}}`;
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
