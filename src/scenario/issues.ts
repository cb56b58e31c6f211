/** What the schema found wrong, as problems with a sentence and a path. */
import type * as v from 'valibot';
import type { Problem } from '../base/result.ts';
import { MAX_PROBLEMS } from './limits.ts';
import { quote } from './sentences.ts';

const NOUNS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  number: 'a number',
  strict_tuple: 'a range of two numbers',
  string: 'a text',
};

/** The sentence for what the schema has no words of its own for: a value of the wrong kind. */
export function sayIssue(issue: v.BaseIssue<unknown>): string {
  if (issue.input === undefined) return 'is missing';
  const found = typeof issue.input === 'string' ? quote(issue.input) : issue.received;
  return `${found === 'Object' ? 'an object' : found === 'Array' ? 'a list' : found} is not ${NOUNS[issue.type] ?? issue.expected}`;
}

export function problemsOf(issues: readonly v.BaseIssue<unknown>[]): readonly Problem[] {
  return issues.slice(0, MAX_PROBLEMS).map(({ message, path }) => ({ message, path: pathOf(path ?? []) }));
}

/** `faults[2].process`. */
function pathOf(items: readonly { readonly key?: unknown }[]): string {
  return items.reduce(
    (path, { key }) => (typeof key === 'number' ? `${path}[${key}]` : path === '' ? `${key}` : `${path}.${key}`),
    '',
  );
}
