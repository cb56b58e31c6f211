/** The JSON form while text is read into it, and the line on which each part of it was said. */
import { fail, ok, type Problem, type Result } from '../base/result.ts';
import type { Json } from '../sim/scenario.ts';
import { type FieldKind, readField } from './fields.ts';
import { VERSION } from './json-schema.ts';
import { isRecord } from './json-values.ts';
import { quote, unknownWord } from './sentences.ts';
import { splitPair } from './words.ts';

type Branch = Record<string, unknown>;

/** Grows while one text is read; nobody else sees it. */
export interface Draft {
  readonly json: Branch;
  readonly workload: Json[];
  readonly faults: Json[];
  readonly flaws: Json[];
  /** Path in the JSON form → line, from 1. */
  readonly lines: Map<string, number>;
}

export function createDraft(): Draft {
  const [workload, faults, flaws]: [Json[], Json[], Json[]] = [[], [], []];
  const json = Object.assign(emptyBranch(), { version: VERSION, workload, faults, flaws });
  return { json, workload, faults, flaws, lines: new Map() };
}

/** Puts a value at a path of at most three keys; gives a sentence where there already is one. */
export function put(draft: Draft, keys: readonly string[], value: Json, line: number): string | undefined {
  const last = keys.at(-1) ?? '';
  let branch = draft.json;
  for (const [depth, key] of keys.slice(0, -1).entries()) {
    branch[key] ??= emptyBranch();
    const inner = branch[key];
    if (!isRecord(inner)) return `${quote(key)} already has a value`;
    // Made here or by an earlier line, never shared.
    branch = inner as Branch;
    const around = keys.slice(0, depth + 1).join('.');
    if (!draft.lines.has(around)) draft.lines.set(around, line);
  }
  const path = keys.join('.');
  const earlier = draft.lines.get(path);
  if (earlier !== undefined || branch[last] !== undefined) {
    return `${quote(last)} is already set${earlier === undefined ? '' : ` on line ${earlier}`}`;
  }
  branch[last] = value;
  draft.lines.set(path, line);
  return undefined;
}

/** Adds an entry to one of the lists. */
export function push(draft: Draft, list: 'workload' | 'faults' | 'flaws', entry: Json, line: number): void {
  if (!draft.lines.has(list)) draft.lines.set(list, line);
  draft.lines.set(`${list}[${draft[list].length}]`, line);
  draft[list].push(entry);
}

/** The problem with the line of the nearest thing around it that the text says. */
export function locate(problem: Problem, lines: ReadonlyMap<string, number>, header: number): Problem {
  let path = problem.path;
  while (path !== '' && !lines.has(path)) path = path.replace(/(?:\.[^.[]*|\[\d+\]|^[^.[]+)$/, '');
  return { ...problem, line: lines.get(path) ?? header };
}

/** `key=value` words, each key at most once and one of `fields`, as [key, value]. */
export function readPairs(
  words: readonly string[],
  fields: (key: string) => FieldKind | undefined,
  known: readonly string[],
  what: string,
): Result<readonly (readonly [key: string, value: Json])[], string> {
  const pairs = new Map<string, Json>();
  for (const word of words) {
    const [key, raw] = splitPair(word);
    const kind = fields(key);
    if (kind === undefined) return fail(unknownWord(key, what, known));
    if (raw === undefined) return fail(`${quote(key)} needs a value: ${key}=…`);
    if (pairs.has(key)) return fail(`${quote(key)} is said twice`);
    const value = readField(kind, raw);
    if (!value.ok) return fail(`${key}: ${value.error}`);
    pairs.set(key, value.value);
  }
  return ok([...pairs]);
}

/** Nothing is inherited, so that no word in a text can mean something that nobody put there. */
function emptyBranch(): Branch {
  return Object.create(null) as Branch;
}
