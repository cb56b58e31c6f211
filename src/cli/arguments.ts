/** Command lines: `[FILE] --flag --option VALUE`, with one sentence for whatever is wrong. */
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../base/result.ts';

export interface OptionKinds {
  readonly [name: string]: { readonly type: 'boolean' | 'string' };
}

export interface Parsed {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
}

/** Unknown options, options without their value and too many words are sentences, not exceptions. */
export function readArguments(args: readonly string[], options: OptionKinds, words: number): Result<Parsed, string> {
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    if (positionals.length > words) return fail(`"${positionals[words]}" is one word too many`);
    return ok({ positionals, values: values as Parsed['values'] }); // each option is a string or a boolean
  } catch (error) {
    return fail(error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error));
  }
}

/** A number in `[min, max]`, or a sentence that names the option. */
export function readNumber(
  raw: string | boolean | undefined,
  name: string,
  min: number,
  max: number,
): Result<number | undefined, string> {
  if (raw === undefined) return ok(undefined);
  const value = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : Number.NaN;
  if (!(value >= min && value <= max)) return fail(`--${name} takes a number from ${min} to ${max}, not "${raw}"`);
  return ok(value);
}
