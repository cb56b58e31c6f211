/** Stops on what only a bug can cause. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Lightcone bug: ${message}`);
}

/** The end of every switch over a union: a compile error when a case is missing. */
export function unreachable(value: never): never {
  throw new Error(`Lightcone bug: unexpected ${JSON.stringify(value)}`);
}

/** A value that must be there, e.g. an index just checked; throws where it is not. */
export function present<Value>(value: Value | undefined | null, what: string): Value {
  if (value === undefined || value === null) throw new Error(`Lightcone bug: no ${what}`);
  return value;
}
