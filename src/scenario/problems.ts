/** Collecting what is wrong with an input, and saying it. */
import type { Problem } from '../base/result.ts';
import { MAX_PROBLEMS } from './limits.ts';

/** Grows while one input is looked at; keeps the first `MAX_PROBLEMS`. */
export interface ProblemList {
  add(path: string, message: string): void;
  readonly found: readonly Problem[];
}

export function createProblemList(): ProblemList {
  const found: Problem[] = [];
  return {
    add(path, message) {
      if (found.length < MAX_PROBLEMS) found.push({ message, path });
    },
    found,
  };
}

/** The problem on one line: `line 9: faults[2].process: "S9" is no process of this run (S1…S5)`. */
export function formatProblem({ line, path, message }: Problem): string {
  return `${line === undefined ? '' : `line ${line}: `}${path === '' ? '' : `${path}: `}${message}`;
}
