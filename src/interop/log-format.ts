/** The expressions that read a log: the usual two, a person's own, and what can be wrong with one. */
import { fail, ok, type Problem, type Result } from '../base/result.ts';
import type { LogFormat } from './imported-log.ts';

/** What ShiViz expects where nothing else is said: the words, and below them host and clock. */
export const SHIVIZ_EXPRESSION = '(?<event>.*)\\n(?<host>\\S*) (?<clock>{.*})';
/** What GoVector writes: host and clock, and below them the words. */
export const GOVECTOR_EXPRESSION = '(?<host>\\S*) (?<clock>{.*})\\n(?<event>.*)';
/** What GoVector writes between executions. */
export const GOVECTOR_DELIMITER = '^=== (?<trace>.*) ===$';

export interface CompiledFormat {
  readonly expression: RegExp;
  readonly delimiter: RegExp | undefined;
}

/** Lines looked at to tell formats apart. */
const LOOKED_AT = 200;

/** The format that the first lines speak of: `host {clock}` before or after the words, `=== name ===` between executions. */
export function guessFormat(text: string): LogFormat {
  const lines = firstLines(text).map((line) => line.trim());
  const isDelimiter = (line: string) => /^=== .* ===$/.test(line);
  const first = lines.find((line) => line !== '' && line !== '{}' && !isDelimiter(line)) ?? '';
  const reversed = /^\S+ \{.*\}$/.test(first);
  return {
    expression: reversed ? GOVECTOR_EXPRESSION : SHIVIZ_EXPRESSION,
    delimiter: lines.some(isDelimiter) ? GOVECTOR_DELIMITER : '',
  };
}

function firstLines(text: string): readonly string[] {
  const lines: string[] = [];
  for (let from = 0; from < text.length && lines.length < LOOKED_AT; ) {
    const end = text.indexOf('\n', from);
    lines.push(text.slice(from, end < 0 ? text.length : end));
    from = end < 0 ? text.length : end + 1;
  }
  return lines;
}

/** Both expressions ready for use, with `^` and `$` at every line as in ShiViz. */
export function compileFormat(format: LogFormat): Result<CompiledFormat> {
  const expression = compile('expression', format.expression);
  if (!expression.ok) return expression;
  const missing = ['host', 'clock'].filter((group) => !hasGroup(format.expression, group));
  if (missing.length > 0) {
    const groups = missing.map((group) => `(?<${group}>…)`).join(' and ');
    return fail([problem('expression', `the expression has no group ${groups}: host and clock must both be named`)]);
  }
  if (format.delimiter.trim() === '') return ok({ expression: expression.value, delimiter: undefined });
  const delimiter = compile('delimiter', format.delimiter);
  return delimiter.ok ? ok({ expression: expression.value, delimiter: delimiter.value }) : delimiter;
}

function compile(what: 'expression' | 'delimiter', source: string): Result<RegExp> {
  if (source.trim() === '') return fail([problem(what, `the ${what} is empty`)]);
  try {
    return ok(new RegExp(source.trim(), 'gm'));
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error);
    return fail([problem(what, `the ${what} is no regular expression: ${reason}`)]);
  }
}

function problem(path: string, message: string): Problem {
  return { path, message };
}

function hasGroup(expression: string, name: string): boolean {
  return expression.replace(/\\./gs, '').includes(`(?<${name}>`);
}
