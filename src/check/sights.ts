/** What the answers of a key tell about the states it went through, and which of them are still to be told. */
import { type Call, isKnown } from './history.ts';
import { onlyObserves, type State } from './register.ts';

export class Sights {
  /** Values that were read, or that a cas expected. */
  private readonly values: readonly string[];
  private readonly known = new Map<State, boolean>();
  /** By value: calls without a place that read or expect it. */
  private readonly waiting = new Map<State, number>();
  /** Calls without a place that tell of more values than one: refused cas, and appends. */
  private vague = 0;
  private readonly hasRefusals: boolean;

  constructor(calls: readonly Call[]) {
    for (const call of calls) this.count(call, 1);
    this.values = [...this.waiting.keys()].filter((value) => value !== null);
    this.hasRefusals = calls.some(isRefusal);
  }

  /** The call has its place. */
  take(call: Call): void {
    this.count(call, -1);
  }

  putBack(call: Call): void {
    this.count(call, 1);
  }

  /** Whether no call without a place can tell `state` from any other such state: only a write may follow it. */
  isDead(state: State): boolean {
    return this.vague === 0 && (this.waiting.get(state) ?? 0) === 0;
  }

  /** Whether `state`, or what appends make of it, was ever seen. */
  mayLeadTo(state: State): boolean {
    if (this.hasRefusals || state === null) return true;
    const before = this.known.get(state);
    if (before !== undefined) return before;
    const answer = this.values.some((value) => value.startsWith(state));
    this.known.set(state, answer);
    return answer;
  }

  private count(call: Call, by: 1 | -1): void {
    if (call.op === 'append' || isRefusal(call)) this.vague += by;
    if (call.op !== 'read' && call.op !== 'cas') return;
    const value = call.op === 'read' ? (call.result as State) : (call.expected ?? null);
    this.waiting.set(value, (this.waiting.get(value) ?? 0) + by);
  }
}

function isRefusal(call: Call): boolean {
  return call.op === 'cas' && isKnown(call) && onlyObserves(call, call.result);
}
