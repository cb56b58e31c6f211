/**
 * Sequential consistency (Lamport 1979): one order of all operations that explains every answer and keeps each client's
 * own order, whatever the clocks say. It is not local, so all keys are searched together, and deciding it is
 * NP-complete: what is linearizable is found out first, the rest is a search within limits.
 */
import { present } from '../base/assert.ts';
import type { Operation } from '../sim/trace-event.ts';
import { hadSaid, says } from './call-words.ts';
import { type Forced, forcedOrder } from './forced-order.ts';
import { type Call, callsOf, isKnown } from './history.ts';
import { LinearizableCheck } from './linearizable.ts';
import { effectOn, explains, type State } from './register.ts';
import type { Check, HistoryVerdict, Point } from './verdict.ts';

/** Steps for the shortcut: a search that needs more is not short. */
const STEPS_OF_SHORTCUT = 2_000_000;
/** Blocked operations that a verdict spells out. */
const MOST_NAMED = 3;

/** One call given its place, and what is needed to take it back. */
interface Placed {
  readonly call: Call;
  readonly before: State;
  /** Candidate to go on with when it is taken back; −1: there is no other way. */
  readonly resume: number;
}

export class SequentialCheck implements Check {
  private readonly shortcut: LinearizableCheck | undefined;
  private readonly calls: readonly Call[];
  private readonly search: Interleaving;
  private isPrepared = false;

  constructor(operations: readonly Operation[]) {
    const calls = callsOf(operations);
    this.calls = calls;
    this.search = new Interleaving(calls);
    this.shortcut = isInTurn(calls) ? new LinearizableCheck(operations) : undefined;
  }

  get steps(): number {
    return this.search.steps + (this.shortcut?.steps ?? 0);
  }

  get progress(): number {
    return this.search.progress;
  }

  advance(steps: number): HistoryVerdict | undefined {
    const limit = this.steps + steps;
    if (this.shortcut !== undefined && this.search.steps === 0 && this.shortcut.steps < STEPS_OF_SHORTCUT) {
      const verdict = this.shortcut.advance(steps);
      if (verdict?.verdict === 'holds')
        return {
          ...verdict,
          message: `Sequentially consistent, and even linearizable: ${verdict.order.length} operations in one order.`,
        };
      if (verdict === undefined && this.shortcut.steps < STEPS_OF_SHORTCUT) return undefined;
    }
    if (!this.isPrepared) {
      this.isPrepared = true;
      const forced = forcedOrder(this.calls);
      if (forced?.kind === 'contradiction') return contradiction(forced);
      if (forced?.kind === 'order') this.search.keep(forced.before);
    }
    return this.search.advance(Math.max(1, limit - this.steps));
  }
}

function contradiction({ other, read }: Extract<Forced, { kind: 'contradiction' }>): HistoryVerdict {
  const why =
    other === undefined
      ? 'which nothing wrote'
      : `though ${hadSaid(other)} in between, whatever the order, for each client’s own order and what others read demand it`;
  return {
    verdict: 'violated',
    longest: [],
    conflict: other === undefined ? [read.index] : [other.index, read.index],
    message: `Not sequentially consistent: ${says(read)}, ${why}.`,
  };
}

/** Whether every client waits for its answer before it goes on: then an order by real time keeps every client's own. */
function isInTurn(calls: readonly Call[]): boolean {
  const last = new Map<string, Call>();
  return calls.every((call) => {
    const before = last.get(call.client);
    if (isKnown(call)) last.set(call.client, call);
    return before === undefined || before.return <= call.invoke;
  });
}

/** The search: at each step the next call of some client, or one whose outcome is unknown. */
class Interleaving {
  steps = 0;
  /** By client, in its own order; calls of unknown outcome apart, each with the number of calls that come before it. */
  private readonly queues: readonly (readonly Call[])[];
  private readonly next: number[];
  private readonly loose: readonly { readonly call: Call; readonly queue: number; readonly after: number }[];
  private readonly used: boolean[];
  private readonly states = new Map<string, State>();
  private readonly order: Placed[] = [];
  private readonly seen = new Set<string>();
  private readonly total: number;
  private left: number;
  private readonly placed = new Set<Call>();
  /** By call: those that must have their place before it. */
  private before: ReadonlyMap<Call, readonly Call[]> = new Map();
  private resume = 0;
  private entering = true;
  private longest: readonly Point[] = [];
  private blocked: readonly Call[] = [];

  constructor(calls: readonly Call[]) {
    const clients = [...new Set(calls.map(({ client }) => client))];
    this.queues = clients.map((client) => calls.filter((call) => call.client === client && isKnown(call)));
    this.next = clients.map(() => 0);
    this.loose = calls
      .filter((call) => !isKnown(call))
      .map((call) => {
        const queue = clients.indexOf(call.client);
        const after = (this.queues[queue] ?? []).filter((other) => calls.indexOf(other) < calls.indexOf(call)).length;
        return { call, queue, after };
      });
    this.used = this.loose.map(() => false);
    this.total = calls.filter(isKnown).length;
    this.left = this.total;
  }

  /** From now on only orders that keep these are tried. */
  keep(before: ReadonlyMap<Call, readonly Call[]>): void {
    this.before = before;
  }

  get progress(): number {
    return this.total === 0 ? 1 : this.longest.length / this.total;
  }

  advance(steps: number): HistoryVerdict | undefined {
    const limit = this.steps + steps;
    while (this.steps < limit) {
      if (this.left === 0) return this.holds();
      this.steps += 1;
      if (!this.move()) return this.violated();
    }
    return undefined;
  }

  /** false: everything was tried. */
  private move(): boolean {
    const candidates = this.candidates();
    if (this.entering) {
      this.entering = false;
      const forced = candidates.find((call) => this.changesNothing(call));
      if (forced !== undefined) return this.place(forced, -1);
      if (this.wasHere()) return this.takeBack(candidates);
    }
    for (let at = this.resume; at < candidates.length; at += 1) {
      const call = present(candidates[at], 'candidate');
      if (this.fits(call)) return this.place(call, at + 1);
    }
    return this.takeBack(candidates);
  }

  /** In order of invocation, which is most often the order looked for. */
  private candidates(): Call[] {
    const loose = this.loose.flatMap(({ call, queue, after }, index) =>
      this.used[index] || (this.next[queue] ?? 0) < after ? [] : [call],
    );
    const inTurn = [...this.heads(), ...loose];
    return inTurn.filter((call) => this.before.get(call)?.every((other) => this.placed.has(other)) !== false);
  }

  private heads(): Call[] {
    return this.queues
      .flatMap((queue, index) => queue[this.next[index] ?? 0] ?? [])
      .sort((a, b) => a.invoke - b.invoke || a.index - b.index);
  }

  private changesNothing(call: Call): boolean {
    if (call.op === 'write' || !isKnown(call)) return false;
    const state = this.stateOf(call);
    return explains(state, call, call.result) && effectOn(state, call) === state;
  }

  private fits(call: Call): boolean {
    const state = this.stateOf(call);
    return isKnown(call) ? explains(state, call, call.result) : effectOn(state, call) !== state;
  }

  private place(call: Call, resume: number): true {
    const before = this.stateOf(call);
    this.order.push({ call, before, resume });
    this.count(call, 1);
    this.states.set(call.key, effectOn(before, call));
    this.resume = 0;
    this.entering = true;
    return true;
  }

  private takeBack(candidates: readonly Call[]): boolean {
    if (this.order.length > this.longest.length || this.blocked.length === 0) {
      this.longest = this.points();
      this.blocked = candidates.some(isKnown) ? candidates.filter(isKnown) : this.heads();
    }
    for (let last = this.order.pop(); last !== undefined; last = this.order.pop()) {
      this.count(last.call, -1);
      this.states.set(last.call.key, last.before);
      if (last.resume < 0) continue;
      this.resume = last.resume;
      return true;
    }
    return false;
  }

  private count(call: Call, by: 1 | -1): void {
    if (by === 1) this.placed.add(call);
    else this.placed.delete(call);
    if (!isKnown(call)) {
      this.used[this.loose.findIndex((other) => other.call === call)] = by === 1;
      return;
    }
    const queue = this.queues.findIndex((calls) => calls[0]?.client === call.client);
    this.next[queue] = (this.next[queue] ?? 0) + by;
    this.left -= by;
  }

  private wasHere(): boolean {
    const used = this.used.flatMap((taken, index) => (taken ? [index] : []));
    const states = [...this.states].filter(([, state]) => state !== null).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([this.next, used, states]);
    if (this.seen.has(key)) return true;
    this.seen.add(key);
    return false;
  }

  private stateOf({ key }: Call): State {
    return this.states.get(key) ?? null;
  }

  private points(): Point[] {
    return this.order.map(({ call }, place) => ({ operation: call.index, at: place }));
  }

  private holds(): HistoryVerdict {
    const order = this.points();
    return {
      verdict: 'holds',
      order,
      message: `Sequentially consistent, but in an order that real time does not allow: ${order.length} operations.`,
    };
  }

  private violated(): HistoryVerdict {
    const { longest, blocked, total } = this;
    const last = present(blocked.at(-1), 'blocked call');
    const named = blocked.slice(0, MOST_NAMED).map(says).join('; ');
    const rest = blocked.length > MOST_NAMED ? `; and ${blocked.length - MOST_NAMED} more` : '';
    return {
      verdict: 'violated',
      longest: [longest],
      conflict: blocked.length > 1 ? [present(blocked[0], 'blocked call').index, last.index] : [last.index],
      message: `Not sequentially consistent: no order of all operations keeps each client’s own and explains every answer. The longest places ${longest.length} of ${total}; then none of these can follow: ${named}${rest}.`,
    };
  }
}
