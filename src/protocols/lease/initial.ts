/** What a store or a resource can be given at time 0: `initial K1 token=32`, `initial R1 value=5`. */
import { fail, ok, type Result } from '../../base/result.ts';
import type { Json } from '../../sim/scenario.ts';

const FIELDS = ['token', 'value'];

export function parseInitial(values: Readonly<Record<string, Json>>): Result<unknown, string> {
  const stranger = Object.keys(values).find((name) => !FIELDS.includes(name));
  if (stranger !== undefined) return fail(`"${stranger}" is nothing that can be given here (${FIELDS.join(', ')})`);
  for (const [name, value] of Object.entries(values))
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > 1_000_000)
      return fail(`${name} must be a whole number from 0 to 1000000`);
  return ok(values);
}
