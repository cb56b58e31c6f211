/** The tree of what one general has heard: who said that who said … what the order is. Majorities from the leaves up. */
import type { ProcessId } from '../../sim/scenario.ts';
import { DEFAULT_VALUE, keyOf, type Path, type Value } from './messages.ts';

/** Who hears: what it was told, by path; a path that is missing was never told in time. */
export interface Hearing {
  readonly id: ProcessId;
  readonly processes: readonly ProcessId[];
  readonly heard: Readonly<Record<string, Value>>;
  /** Rounds of relaying: m of OM(m), or fewer where there is nobody left to relay to. */
  readonly depth: number;
}

export interface Node {
  readonly path: Path;
  /** What the last of the path said; undefined: nothing in time. */
  readonly said: Value | undefined;
  /** What the general makes of it after all. */
  readonly value: Value;
  readonly children: readonly Node[];
}

/** OM(m), steps 2 and 3, for one lieutenant: its own word from the commander and what each other one makes of his. */
export function treeOf(hearing: Hearing, path: Path): Node {
  const said = hearing.heard[keyOf(path)];
  const children = path.length > hearing.depth ? [] : nextSpeakers(hearing, path).map((next) => treeOf(hearing, next));
  const votes = [said ?? DEFAULT_VALUE, ...children.map(({ value }) => value)];
  return { path, said, value: majority(votes), children };
}

/** The value that more than half have; without one the default. */
export function majority(votes: readonly Value[]): Value {
  const attacks = votes.filter((vote) => vote === 'attack').length;
  return attacks * 2 > votes.length ? 'attack' : DEFAULT_VALUE;
}

/** All paths of `length` generals by which `id` can be told, in the order of the processes. */
export function pathsTo({ id, processes }: Pick<Hearing, 'id' | 'processes'>, length: number): readonly Path[] {
  const [commander] = processes;
  if (commander === undefined || commander === id) return [];
  let paths: readonly Path[] = [[commander]];
  for (let longer = 1; longer < length; longer += 1)
    paths = paths.flatMap((path) => nextSpeakers({ id, processes }, path));
  return paths;
}

function nextSpeakers({ id, processes }: Pick<Hearing, 'id' | 'processes'>, path: Path): readonly Path[] {
  return processes.filter((other) => other !== id && !path.includes(other)).map((other) => [...path, other]);
}
