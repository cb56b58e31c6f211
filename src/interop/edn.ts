/** Reads Clojure's data notation (EDN) as far as histories use it. */
import { fail, ok, type Result } from '../base/result.ts';

export type Edn = null | boolean | number | string | Keyword | readonly Edn[] | EdnMap;

/** `:ok`; symbols come out as keywords too. */
export interface Keyword {
  readonly keyword: string;
}

/** Keys as they are written, keywords without their colon. */
export interface EdnMap {
  readonly entries: ReadonlyMap<string, Edn>;
}

/** Collections within collections: histories need three or four. */
const DEEPEST = 40;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

const TOKEN = /[\s,]*(?:;[^\n]*[\s,]*)*([()[\]{}]|"(?:[^"\\]|\\.)*"|[^\s,()[\]{}";]+|"|$)/y;

/** Every form of the text, one after another. */
export function parseEdn(text: string): Result<readonly Edn[], string> {
  const reader = new Reader(text);
  const forms: Edn[] = [];
  for (let token = reader.next(); token !== ''; token = reader.next()) {
    const form = reader.form(token, 0);
    if (!form.ok) return fail(`line ${reader.line}: ${form.error}`);
    if (form.value !== undefined) forms.push(form.value);
  }
  return ok(forms);
}

export function isKeyword(form: Edn | undefined): form is Keyword {
  return typeof form === 'object' && form !== null && 'keyword' in form;
}

export function isMap(form: Edn | undefined): form is EdnMap {
  return typeof form === 'object' && form !== null && 'entries' in form && form.entries instanceof Map;
}

/** Any form as a text: what histories compare values by. */
export function ednText(form: Edn): string {
  if (form === null) return 'nil';
  if (typeof form !== 'object') return String(form);
  if (isKeyword(form)) return form.keyword;
  if (isMap(form)) return `{${[...form.entries].map(([key, value]) => `${key} ${ednText(value)}`).join(', ')}}`;
  return `[${form.map(ednText).join(' ')}]`;
}

class Reader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get line(): number {
    return this.text.slice(0, this.at).split('\n').length;
  }

  /** '': the end. */
  next(): string {
    TOKEN.lastIndex = this.at;
    const token = TOKEN.exec(this.text)?.[1] ?? '';
    this.at = TOKEN.lastIndex === 0 ? this.text.length : TOKEN.lastIndex;
    return token;
  }

  /** undefined: a form that is thrown away (`#_`). */
  form(token: string, depth: number): Result<Edn | undefined, string> {
    if (depth > DEEPEST) return fail('too many brackets within brackets');
    const closing = CLOSING[token];
    if (closing !== undefined) return this.collection(token, closing, depth);
    if (token.startsWith('#')) return this.tagged(token, depth);
    return atom(token);
  }

  private collection(opening: string, closing: string, depth: number): Result<Edn, string> {
    const forms: Edn[] = [];
    for (let token = this.next(); token !== closing; token = this.next()) {
      if (token === '') return fail(`"${opening}" is never closed`);
      const form = this.form(token, depth + 1);
      if (!form.ok) return form;
      if (form.value !== undefined) forms.push(form.value);
    }
    if (opening !== '{') return ok(forms);
    if (forms.length % 2 === 1) return fail('a map has a key without a value');
    const entries = new Map<string, Edn>();
    for (let index = 0; index < forms.length; index += 2)
      entries.set(ednText(forms[index] ?? null), forms[index + 1] ?? null);
    return ok({ entries });
  }

  /** `#tag form` stands for the form, `#{…}` for its members, `#_ form` for nothing. */
  private tagged(token: string, depth: number): Result<Edn | undefined, string> {
    const next = this.next();
    if (next === '') return fail(`"${token}" stands before nothing`);
    if (token === '#' && next === '{') return this.collection('(', '}', depth);
    const form = this.form(next, depth + 1);
    return form.ok && token === '#_' ? ok(undefined) : form;
  }
}

function atom(token: string): Result<Edn, string> {
  if (token.startsWith('"')) return string(token);
  if (token === 'nil') return ok(null);
  if (token === 'true' || token === 'false') return ok(token === 'true');
  if (/^[)\]}]$/.test(token)) return fail(`"${token}" closes nothing`);
  if (/^[-+]?\d/.test(token)) {
    const number = Number(token.replace(/[NM]$/, ''));
    return Number.isFinite(number) ? ok(number) : fail(`"${token}" is no number`);
  }
  return ok({ keyword: token.replace(/^:/, '') });
}

function string(token: string): Result<string, string> {
  if (token.length < 2 || !token.endsWith('"')) return fail('a text is never closed');
  const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return ok(token.slice(1, -1).replace(/\\(.)/g, (_, letter: string) => escapes[letter] ?? letter));
}
