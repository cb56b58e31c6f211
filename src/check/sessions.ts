/**
 * Session guarantees (Terry et al. 1994): what one client may rely on, whatever others see.
 *
 * A version is a value that one write gave a key, so values must be distinct: of keys whose values repeat, and of keys
 * with appends, nothing is decided. Version a is older than b where that is certain: nothing written is older than
 * everything; of two writes of one client the earlier is older; a version that a client read is older than what it
 * writes to that key afterwards; and whatever follows from these. A guarantee is violated only where a client goes back
 * to a version that is certainly older.
 */
import type { Operation } from '../sim/trace-event.ts';
import { hadSaid, keyText, says } from './call-words.ts';
import { type Call, callsOf, isKnown, partition } from './history.ts';
import { onlyObserves, type State } from './register.ts';

export const GUARANTEES = ['read your writes', 'monotonic reads', 'monotonic writes', 'writes follow reads'] as const;
export type Guarantee = (typeof GUARANTEES)[number];

export interface SessionVerdict {
  readonly guarantee: Guarantee;
  readonly verdict: 'holds' | 'violated' | 'undecided';
  /** Indices into the history; empty where nothing is violated. */
  readonly conflict: readonly number[];
  readonly message: string;
}

/** What a client saw or wrote before: a later read that finds less breaks a guarantee. */
interface Seen {
  readonly call: Call;
  readonly version: State;
  readonly wrote: boolean;
}

export function checkSessions(operations: readonly Operation[]): readonly SessionVerdict[] {
  const parts = [...partition(callsOf(operations)).values()];
  const clear = parts.filter(isClear);
  const found = clear.flatMap(violationsOn);
  const skipped = parts.filter((part) => !isClear(part)).map(([call]) => keyText(call as Call)); // parts are never empty
  return GUARANTEES.map((guarantee): SessionVerdict => {
    const violation = found.find((other) => other.guarantee === guarantee);
    if (violation !== undefined) return violation;
    if (skipped.length === 0)
      return { guarantee, verdict: 'holds', conflict: [], message: `No client contradicts ${guarantee}.` };
    const message = `Undecided: versions of ${skipped.slice(0, 5).join(', ')} cannot be told apart, for values repeat or are appended to.`;
    return { guarantee, verdict: 'undecided', conflict: [], message };
  });
}

function isClear(calls: readonly Call[]): boolean {
  const written = calls.filter(({ op }) => op !== 'read').map(({ value }) => value);
  return calls.every(({ op }) => op !== 'append') && new Set(written).size === written.length;
}

function violationsOn(calls: readonly Call[]): SessionVerdict[] {
  const writers = new Map(calls.filter((call) => writes(call)).map((call) => [call.value ?? '', call]));
  const older = olderVersions(calls);
  const found: SessionVerdict[] = [];
  for (const client of new Set(calls.map((call) => call.client))) {
    const seen: Seen[] = [];
    for (const call of calls.filter((other) => other.client === client && isKnown(other))) {
      const version = versionRead(call);
      const before = version === undefined ? undefined : seen.findLast((one) => isOlder(older, version, one.version));
      if (version !== undefined && before !== undefined) found.push(violation(call, version, before, writers, calls));
      if (version !== undefined) seen.push({ call, version, wrote: false });
      if (writes(call)) seen.push({ call, version: call.value ?? '', wrote: true });
    }
  }
  return found;
}

/** Which guarantee a client that goes back breaks: by what it had seen, and by why that is newer. */
function violation(
  call: Call,
  version: State,
  before: Seen,
  writers: ReadonlyMap<string, Call>,
  calls: readonly Call[],
): SessionVerdict {
  const guarantee = before.wrote ? 'read your writes' : reasonOf(version, before.version, writers, calls);
  return {
    guarantee,
    verdict: 'violated',
    conflict: [before.call.index, call.index],
    message: `Against ${guarantee}: ${says(call)} though ${hadSaid(before.call)} before, which is newer.`,
  };
}

function reasonOf(old: State, newer: State, writers: ReadonlyMap<string, Call>, calls: readonly Call[]): Guarantee {
  const first = old === null ? undefined : writers.get(old);
  const second = newer === null ? undefined : writers.get(newer);
  if (first === undefined || second === undefined) return 'monotonic reads';
  if (first.client === second.client) return 'monotonic writes';
  const read = calls.some(
    (call) => call.client === second.client && call.invoke <= second.invoke && versionRead(call) === old,
  );
  return read ? 'writes follow reads' : 'monotonic reads';
}

/** For each version those that are certainly older, one step back. */
function olderVersions(calls: readonly Call[]): ReadonlyMap<State, readonly State[]> {
  const older = new Map<State, readonly State[]>();
  for (const client of new Set(calls.map((call) => call.client))) {
    let latest: State[] = [];
    for (const call of calls.filter((other) => other.client === client)) {
      const version = versionRead(call);
      if (version !== undefined) latest = [...latest, version];
      if (!writes(call)) continue;
      older.set(call.value ?? '', [...(older.get(call.value ?? '') ?? []), ...latest]);
      latest = [call.value ?? ''];
    }
  }
  return older;
}

function isOlder(older: ReadonlyMap<State, readonly State[]>, version: State, than: State): boolean {
  if (version === than || than === null) return false;
  if (version === null) return true;
  const tried = new Set<State>();
  const open: State[] = [than];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const before of older.get(next) ?? []) {
      if (before === version) return true;
      if (!tried.has(before)) open.push(before);
      tried.add(before);
    }
  }
  return false;
}

/** undefined: the call tells of no version. */
function versionRead(call: Call): State | undefined {
  if (!isKnown(call)) return undefined;
  if (call.op === 'read') return call.result as State;
  return call.op === 'cas' && !onlyObserves(call, call.result) ? (call.expected ?? null) : undefined;
}

function writes(call: Call): boolean {
  return call.op === 'write' || (call.op === 'cas' && !onlyObserves(call, call.result));
}
