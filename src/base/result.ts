/** What input can get wrong: a value, or problems a person can act on. A bug is an `assert`, not a `Result`. */
export type Result<Value, Failure = readonly Problem[]> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

/** One thing wrong with an input: a sentence, and where it is. */
export interface Problem {
  readonly message: string;
  /** Place in the parsed form, e.g. `faults[2].process`; empty for the whole. */
  readonly path: string;
  /** Line in the text, from 1, where the input was text. */
  readonly line?: number;
}

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function fail<Failure>(error: Failure): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error };
}
