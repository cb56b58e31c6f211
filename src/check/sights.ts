/** What the answers of a key tell about the states it went through. */
import { type Call, isKnown } from './history.ts';
import { onlyObserves, type State } from './register.ts';

export class Sights {
  /** Values that were read, or that a cas expected. */
  private readonly values: readonly string[];
  /** A refused cas tells of every value but one. */
  private readonly isVague: boolean;
  private readonly known = new Map<State, boolean>();

  constructor(calls: readonly Call[]) {
    const seen = calls.map((call) => (call.op === 'read' ? call.result : call.op === 'cas' ? call.expected : null));
    this.values = [...new Set(seen.filter((value) => typeof value === 'string'))];
    this.isVague = calls.some((call) => call.op === 'cas' && isKnown(call) && onlyObserves(call, call.result));
  }

  /** Whether `state`, or what appends make of it, was ever seen. */
  mayLeadTo(state: State): boolean {
    if (this.isVague || state === null) return true;
    const before = this.known.get(state);
    if (before !== undefined) return before;
    const answer = this.values.some((value) => value.startsWith(state));
    this.known.set(state, answer);
    return answer;
  }
}
