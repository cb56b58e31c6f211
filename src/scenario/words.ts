/** The words of a line: apart by spaces, which quotes (JSON's) keep inside a word. */
import { fail, ok, type Result } from '../base/result.ts';
import { quote } from './sentences.ts';

/** What needs no quotes; anything else in a value is written as a JSON string. */
const PLAIN = /^[A-Za-z0-9_.:/+*@-]+$/;

export function isPlainWord(text: string): boolean {
  return PLAIN.test(text);
}

export function printWord(text: string): string {
  return isPlainWord(text) ? text : JSON.stringify(text);
}

/** The text that a word stands for. */
export function readWord(raw: string): Result<string, string> {
  if (raw === '') return fail('a value is missing; an empty one is written ""');
  if (!raw.includes('"')) return ok(raw);
  try {
    const text: unknown = JSON.parse(raw);
    if (typeof text === 'string') return ok(text);
  } catch {
    // Said below.
  }
  return fail(
    `${quote(raw)} is no text in quotes: they go around the whole value, and inside it \\" stands for a quote`,
  );
}

/** The words of a line as written, quotes included; fails where a quote is never closed. */
export function splitWords(line: string): Result<readonly string[], string> {
  const { parts, open } = scan(line, ' ');
  if (open) return fail(`the quote in ${quote(parts.at(-1) ?? '')} is never closed`);
  return ok(parts.filter((word) => word !== ''));
}

/** `key=value` as written: the text before the first `=` outside quotes, and all after it where there is one. */
export function splitPair(word: string): readonly [key: string, value: string | undefined] {
  const [key = '', ...rest] = scan(word, '=').parts;
  return [key, rest.length === 0 ? undefined : rest.join('=')];
}

/** The items of a list as written, apart by commas that are not in quotes. */
export function splitList(text: string): readonly string[] {
  return scan(text, ',').parts;
}

/** Splits at each `separator` outside quotes, a space standing for any white space; `open`: a quote is not closed. */
function scan(text: string, separator: ' ' | ',' | '='): { readonly parts: readonly string[]; readonly open: boolean } {
  const parts: string[] = [];
  let start = 0;
  let open = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if (character === '"') open = !open;
    else if (open && character === '\\') index++;
    else if (!open && (character === separator || (separator === ' ' && /\s/.test(character)))) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return { parts: [...parts, text.slice(start)], open };
}
