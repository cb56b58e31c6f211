/** Of a key's calls that no order explains: the call that cannot be placed, and the one it cannot be ordered with. */
import { present } from '../base/assert.ts';
import { hadSaid, keyText, says, valueText } from './call-words.ts';
import { type Call, isKnown, precedes } from './history.ts';
import { Linearization } from './linearize.ts';
import { effectOn, explains, onlyObserves } from './register.ts';

export interface Conflict {
  /** Indices into the history that was given: the earlier operation first, the one that nothing explains last. */
  readonly operations: readonly number[];
  readonly message: string;
}

/** Partners tried, nearest first: an operation it cannot be ordered with is hardly ever far back. */
const MOST_TRIED = 12;
/** Steps of each try: it explains a verdict that stands already. */
const STEPS = 5_000;
/** Calls above which nothing is tried: the nearest one that contradicts is named. */
const MOST_CALLS = 1_000;

/** `stuck`: index into `calls` of the call that no order gets past. */
export function conflictOf(calls: readonly Call[], stuck: number): Conflict {
  const culprit = present(calls[stuck], 'call');
  const until = calls.filter(({ invoke }) => invoke <= culprit.return);
  if (isFromNowhere(until, culprit)) {
    const what = culprit.result === null ? says(culprit) : `${says(culprit)}, which nothing had written by then`;
    return { operations: [culprit.index], message: `${what}.` };
  }
  const partner = partnerOf(until, culprit);
  if (partner === undefined)
    return {
      operations: [culprit.index],
      message: `${says(culprit)}, which no order of the operations on ${keyText(culprit)} explains.`,
    };
  const when = precedes(partner, culprit) ? `${hadSaid(partner)} before` : `at the same time ${says(partner)}`;
  return {
    operations: [partner.index, culprit.index],
    message: `${says(culprit)} though ${when}${heldText(partner)}: no order of the operations on ${keyText(culprit)} explains both.`,
  };
}

/** A read of what nobody had asked to be written when it returned. */
function isFromNowhere(until: readonly Call[], culprit: Call): boolean {
  if (culprit.op !== 'read' || culprit.result === null) return false;
  return !until.some((call) => call.op === 'append' || (call.op !== 'read' && call.value === culprit.result));
}

/** The call without whose answer the rest could be ordered; where there is no such single one, the last that contradicts. */
function partnerOf(until: readonly Call[], culprit: Call): Call | undefined {
  const known = until.filter((call) => isKnown(call) && call !== culprit);
  const earlier = known
    .filter((call) => precedes(call, culprit))
    .sort((a, b) => b.return - a.return || b.index - a.index);
  const beside = known
    .filter((call) => !precedes(call, culprit))
    .sort((a, b) => a.return - b.return || a.index - b.index);
  const asIfPending = until.length > MOST_CALLS ? [] : withLaterPending(until, culprit);
  const tried = [...earlier, ...beside].filter(({ index }) =>
    asIfPending.some((call) => call.index === index && isKnown(call)),
  );
  return (
    tried.slice(0, MOST_TRIED).find((call) => holds(without(asIfPending, call))) ??
    earlier.find((call) => contradicts(call, culprit)) ??
    beside.find((call) => contradicts(call, culprit))
  );
}

/** What returns later than the culprit need not be looked at for its answer, as long as the conflict stays without it. */
function withLaterPending(until: readonly Call[], culprit: Call): readonly Call[] {
  const open = until.filter((call) => call.return > culprit.return && isKnown(call)).reduce(without, until);
  return violated(open) ? open : until;
}

/** The same calls with one of them without its answer. */
function without(calls: readonly Call[], one: Call): readonly Call[] {
  if (one.op === 'read') return calls.filter((call) => call.index !== one.index);
  const open = { ...one, return: Number.POSITIVE_INFINITY, result: null };
  return calls.map((call) => (call.index === one.index ? open : call));
}

/** Whether the register, right after `earlier`, answers something else than `culprit` was answered. */
function contradicts(earlier: Call, culprit: Call): boolean {
  if (culprit.op !== 'read' && culprit.op !== 'cas') return false;
  if (earlier.op === 'append') return true;
  if (earlier.op === 'cas' && onlyObserves(earlier, earlier.result)) return false;
  const held = earlier.op === 'read' ? (earlier.result as string | null) : effectOn(earlier.expected ?? null, earlier);
  return !explains(held, culprit, culprit.result);
}

/** What a refused cas was refused for is worth a word. */
function heldText(call: Call): string {
  return call.op === 'cas' && call.result === false
    ? ` (it held something else than ${valueText(call.expected ?? null)})`
    : '';
}

function holds(calls: readonly Call[]): boolean {
  return new Linearization(calls).advance(STEPS) === 'holds';
}

function violated(calls: readonly Call[]): boolean {
  return new Linearization(calls).advance(STEPS) === 'violated';
}
