/** Stable storage given by a scenario: `term`, `votedFor`, `log` as the terms of its entries (figure 7). */
import { fail, ok, type Result } from '../../base/result.ts';
import type { Json } from '../../sim/scenario.ts';
import { EMPTY_LOG, type Log } from './log.ts';
import type { Persistent } from './state.ts';

const FIELDS = ['term', 'votedFor', 'log'];
const MAX_ENTRIES = 1000;

export function parseInitial(values: Readonly<Record<string, Json>>): Result<Persistent, string> {
  const unknown = Object.keys(values).find((name) => !FIELDS.includes(name));
  if (unknown !== undefined) return fail(`"${unknown}" is nothing Raft stores (${FIELDS.join(', ')})`);
  const terms = values.log === undefined ? [] : Array.isArray(values.log) ? values.log : [values.log];
  if (terms.length > MAX_ENTRIES) return fail(`log has more than ${MAX_ENTRIES} entries`);
  let previous = 1;
  let log: Log = EMPTY_LOG;
  for (const term of terms as readonly Json[]) {
    if (!isTerm(term) || term < previous) return fail('log must be terms from 1 that never fall, such as 1,1,2');
    previous = term;
    const value = `${term}.${log.length + 1}`;
    log = log.push({
      term,
      command: { op: 'write', key: 'x', value, expected: null, client: 'initial', request: log.length + 1 },
    });
  }
  const term = values.term ?? (terms.length === 0 ? 0 : previous);
  if (!isTerm(term) || (terms.length > 0 && term < previous))
    return fail('term must be a whole number, no less than the last term of the log');
  const votedFor = values.votedFor ?? null;
  if (votedFor !== null && typeof votedFor !== 'string') return fail('votedFor must be a process');
  return ok({ term, votedFor, log });
}

function isTerm(value: Json): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1_000_000;
}
