/**
 * Eventual consistency of what a finished history shows: once writes to a key have stopped, its readers converge.
 *
 * Exactly: a key is quiet after the last return of a write, an append or a cas that succeeded on it. Of each client the
 * last read of the key that was invoked after that moment counts. All of these must give the same value, and one that
 * some operation on the key can have left. Where the outcome of an operation that writes is unknown, it may yet take
 * effect, so that different last reads decide nothing.
 */
import type { Operation } from '../sim/trace-event.ts';
import { hadSaid, keyText, says } from './call-words.ts';
import { type Call, callsOf, isKnown, partition } from './history.ts';
import { onlyObserves } from './register.ts';
import type { Check, HistoryVerdict } from './verdict.ts';

export class EventualCheck implements Check {
  readonly steps = 0;
  readonly progress = 1;
  private readonly operations: readonly Operation[];

  constructor(operations: readonly Operation[]) {
    this.operations = operations;
  }

  advance(): HistoryVerdict {
    const parts = [...partition(callsOf(this.operations)).values()];
    const verdicts = parts.map(verdictOn);
    return (
      verdicts.find(({ verdict }) => verdict === 'violated') ??
      verdicts.find(({ verdict }) => verdict === 'undecided') ?? {
        verdict: 'holds',
        order: [],
        message: `Eventually consistent: on ${parts.length === 1 ? 'one key' : `${parts.length} keys`} the last reads agree once writes have stopped.`,
      }
    );
  }
}

function verdictOn(calls: readonly Call[]): HistoryVerdict {
  const writes = calls.filter((call) => !onlyObserves(call, call.result));
  const quietFrom = writes
    .filter(isKnown)
    .reduce((latest, call) => Math.max(latest, call.return), Number.NEGATIVE_INFINITY);
  const last = lastReads(calls, quietFrom);
  const stranger = last.find((read) => !canHaveBeenLeft(writes, read));
  if (stranger !== undefined) return violated([stranger.index], `${says(stranger)}, which nothing wrote.`);
  const [first] = last;
  const other = last.find((read) => read.result !== first?.result);
  if (first === undefined || other === undefined) return { verdict: 'holds', order: [], message: '' };
  const open = writes.find((call) => !isKnown(call));
  if (open !== undefined)
    return {
      verdict: 'undecided',
      message: `Undecided: readers of ${keyText(first)} differ at the end, but whether ${says(open)} took effect is not known, so writes may not have stopped.`,
    };
  return violated(
    [first.index, other.index],
    `${says(other)} though ${hadSaid(first)}, both after the last write to ${keyText(first)} was over.`,
  );
}

/** In order of invocation; one a client. */
function lastReads(calls: readonly Call[], quietFrom: number): Call[] {
  const last = new Map<string, Call>();
  for (const call of calls) if (call.op === 'read' && call.invoke > quietFrom) last.set(call.client, call);
  return [...last.values()].sort((a, b) => a.invoke - b.invoke || a.index - b.index);
}

function canHaveBeenLeft(writes: readonly Call[], { result }: Call): boolean {
  if (writes.some(({ op }) => op === 'append')) return true;
  if (result === null) return !writes.some(isKnown);
  return writes.some(({ value }) => value === result);
}

function violated(conflict: readonly number[], message: string): HistoryVerdict {
  return { verdict: 'violated', longest: [], conflict, message: `Not eventually consistent: ${message}` };
}
