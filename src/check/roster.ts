/** Which calls of a search have their place already, and which may come next: linked lists that undo in reverse order. */
import { type Call, isKnown, precedes } from './history.ts';

export interface Candidates {
  /** Known calls first, each kind in order of invocation. */
  readonly places: readonly number[];
  /** The call without a place that returned first: nothing invoked later may come before it. */
  readonly blocking: number;
}

export class Roster {
  /** Known calls without a place. */
  left: number;
  private readonly calls: readonly Call[];
  private readonly known: Chain;
  private readonly unknown: Chain;
  private readonly taken: Uint8Array;
  /** For each call the one of the same client that returned at the very instant at which it was invoked; −1: none. */
  private readonly before: Int32Array;
  /** For each call of unknown outcome the earlier one that asks the same; −1: none. */
  private readonly twin: Int32Array;

  /** `calls` are in order of invocation. */
  constructor(calls: readonly Call[]) {
    this.calls = calls;
    const places = calls.map((_, place) => place);
    this.known = new Chain(
      places.filter((place) => isKnown(calls[place] as Call)),
      calls.length,
    );
    this.unknown = new Chain(
      places.filter((place) => !isKnown(calls[place] as Call)),
      calls.length,
    );
    this.taken = new Uint8Array(calls.length);
    this.left = this.known.members.length;
    this.before = tiedPredecessors(calls);
    this.twin = earlierTwins(calls);
  }

  candidates(): Candidates {
    const { calls, known, unknown } = this;
    const places: number[] = [];
    let blocking = -1;
    let first = Number.POSITIVE_INFINITY;
    for (let place = known.first; place >= 0; place = known.after(place)) {
      const call = calls[place] as Call; // chains hold places of calls
      if (call.invoke > first) break;
      if (call.return < first) {
        first = call.return;
        blocking = place;
      }
      if (this.mayFollow(place)) places.push(place);
    }
    for (let place = unknown.first; place >= 0; place = unknown.after(place)) {
      if ((calls[place] as Call).invoke > first) break;
      if (this.mayFollow(place)) places.push(place);
    }
    return { places, blocking };
  }

  take(place: number): void {
    this.taken[place] = 1;
    if (isKnown(this.calls[place] as Call)) {
      this.left -= 1;
      this.known.remove(place);
    } else this.unknown.remove(place);
  }

  /** Undoes the last `take` that is not undone yet. */
  putBack(place: number): void {
    this.taken[place] = 0;
    if (isKnown(this.calls[place] as Call)) {
      this.left += 1;
      this.known.restore(place);
    } else this.unknown.restore(place);
  }

  /** Whether an earlier call of unknown outcome asks the same and is still free: of twins the earlier goes first. */
  hasFreeTwin(place: number): boolean {
    const twin = this.twin[place] as number;
    return twin >= 0 && this.taken[twin] === 0;
  }

  /** The same for the same set of calls with a place, and for no other. */
  key(): string {
    return `${this.known.key(this.taken)}|${this.unknown.key(this.taken)}`;
  }

  private mayFollow(place: number): boolean {
    const before = this.before[place] as number;
    return before < 0 || this.taken[before] === 1;
  }
}

/** Members in order; removed and restored like the cells of Knuth's dancing links. */
class Chain {
  readonly members: readonly number[];
  private readonly next: Int32Array;
  private readonly previous: Int32Array;
  /** Members removed now. */
  private removed = 0;
  private readonly head: number;
  /** For each member its position in `members`. */
  private readonly position: Int32Array;

  /** `size` is above every member. */
  constructor(members: readonly number[], size: number) {
    this.members = members;
    this.head = size;
    this.next = new Int32Array(size + 1).fill(-1);
    this.previous = new Int32Array(size + 1).fill(-1);
    this.position = new Int32Array(size);
    let last = size;
    members.forEach((member, position) => {
      this.position[member] = position;
      this.next[last] = member;
      this.previous[member] = last;
      last = member;
    });
  }

  /** −1: empty. */
  get first(): number {
    return this.next[this.head] as number;
  }

  after(member: number): number {
    return this.next[member] as number;
  }

  remove(member: number): void {
    const previous = this.previous[member] as number;
    const next = this.next[member] as number;
    this.next[previous] = next;
    if (next >= 0) this.previous[next] = previous;
    this.removed += 1;
  }

  restore(member: number): void {
    this.next[this.previous[member] as number] = member;
    const next = this.next[member] as number;
    if (next >= 0) this.previous[next] = member;
    this.removed -= 1;
  }

  /** How many members are gone without a gap, then the gaps: short, because calls that overlap lie close together. */
  key(taken: Uint8Array): string {
    const start = this.first < 0 ? this.members.length : (this.position[this.first] as number);
    let open = this.removed - start;
    let key = String(start);
    let bits = 0;
    let width = 0;
    for (let position = start; open > 0; position += 1) {
      if (taken[this.members[position] as number] === 1) {
        bits |= 1 << width;
        open -= 1;
      }
      width += 1;
      if (width === 15 || open === 0) {
        key += `.${bits}`;
        bits = 0;
        width = 0;
      }
    }
    return key;
  }
}

function tiedPredecessors(calls: readonly Call[]): Int32Array {
  const latest = new Map<string, number>();
  const before = new Int32Array(calls.length).fill(-1);
  calls.forEach((call, place) => {
    const last = latest.get(call.client);
    if (last !== undefined && (calls[last] as Call).return === call.invoke && precedes(calls[last] as Call, call))
      before[place] = last;
    latest.set(call.client, place);
  });
  return before;
}

function earlierTwins(calls: readonly Call[]): Int32Array {
  const latest = new Map<string, number>();
  const twins = new Int32Array(calls.length).fill(-1);
  calls.forEach((call, place) => {
    if (isKnown(call)) return;
    const { op, value, expected = null } = call;
    const asks = JSON.stringify([op, value, expected]);
    twins[place] = latest.get(asks) ?? -1;
    latest.set(asks, place);
  });
  return twins;
}
