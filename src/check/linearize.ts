/**
 * Searches one key's calls for an order that a register explains: Wing and Gong's search with Lowe's memory of
 * configurations (Wing, Gong 1993; Lowe, “Testing for linearizability”, 2017). It runs in slices, so that whoever asks
 * can stop it, show how far it is, or set a limit in steps.
 */
import { present } from '../base/assert.ts';
import { type Call, isKnown } from './history.ts';
import { effectOn, explains, type State } from './register.ts';
import { Roster } from './roster.ts';
import { Sights } from './sights.ts';

/** One call given its place, and what is needed to take it back. */
interface Placed {
  readonly place: number;
  readonly before: State;
  /** The place among the candidates from which the search goes on when this one is taken back; −1: there is no other way. */
  readonly resume: number;
  readonly afterUnknown: boolean;
}

export type Outcome = 'holds' | 'violated';

export class Linearization {
  readonly calls: readonly Call[];
  outcome: Outcome | undefined;
  /** Candidates tried so far. */
  steps = 0;
  /** The longest order found of calls that no candidate could prolong: indices into `calls`. */
  longest: readonly number[] = [];
  /** Where no order gets past a call's return: that call, as an index into `calls`; −1: none yet. */
  stuck = -1;
  private readonly roster: Roster;
  private readonly sights: Sights;
  private readonly order: Placed[] = [];
  private readonly seen = new Set<string>();
  private readonly states = new Map<State, number>();
  private state: State = null;
  private afterUnknown = false;
  private covered = -1;
  /** The next candidate to try; 0 on entering a configuration. */
  private resume = 0;
  private entering = true;

  constructor(calls: readonly Call[]) {
    this.calls = calls;
    this.roster = new Roster(calls);
    this.sights = new Sights(calls);
    if (this.roster.left === 0) this.outcome = 'holds';
  }

  /** Known calls still without a place. */
  get left(): number {
    return this.roster.left;
  }

  /** Indices into `calls`, in the order found; only where it holds. */
  get witness(): readonly number[] {
    return this.order.map(({ place }) => place);
  }

  /** Tries at most `steps` candidates more; undefined: not decided yet. */
  advance(steps: number): Outcome | undefined {
    const limit = this.steps + steps;
    while (this.outcome === undefined && this.steps < limit) this.move();
    return this.outcome;
  }

  private move(): void {
    this.steps += 1;
    const { places, blocking } = this.roster.candidates();
    if (this.entering) {
      this.entering = false;
      const forced = places.find((place) => this.changesNothing(place));
      if (forced !== undefined) return this.place(forced, -1);
      this.covered = this.firstCovered(places);
      if (this.wasHere()) return this.takeBack(blocking);
    } else this.covered = this.firstCovered(places);
    for (let at = this.resume; at < places.length; at += 1) {
      const place = present(places[at], 'candidate');
      if (this.fits(place)) return this.place(place, at + 1);
    }
    this.takeBack(blocking);
  }

  /**
   * A known call that the register explains as it stands and that leaves it so may as well take effect now. Not a
   * write: of what it finds it may leave the same now and something else later.
   */
  private changesNothing(place: number): boolean {
    const call = this.call(place);
    if (call.op === 'write' || !isKnown(call)) return false;
    return explains(this.state, call, call.result) && effectOn(this.state, call) === this.state;
  }

  /**
   * The first write of what nobody looks at any more. Only another write can follow it, so whichever write comes next,
   * this one may as well come right before it.
   */
  private firstCovered(places: readonly number[]): number {
    return (
      places.find((place) => {
        const call = this.call(place);
        return call.op === 'write' && isKnown(call) && this.sights.isDead(effectOn(this.state, call));
      }) ?? -1
    );
  }

  /**
   * A call of unknown outcome takes effect only where it changes something that may be observed, where no twin of it
   * is still free, and where no blind write follows at once: without it, that order would be as good.
   */
  private fits(place: number): boolean {
    const call = this.call(place);
    if (call.op === 'write' && (this.afterUnknown || (this.covered >= 0 && this.covered !== place && isKnown(call))))
      return false;
    if (isKnown(call)) return explains(this.state, call, call.result);
    const state = effectOn(this.state, call);
    return (
      state !== this.state &&
      !this.sights.isDead(state) &&
      this.sights.mayLeadTo(state) &&
      !this.roster.hasFreeTwin(place)
    );
  }

  private place(place: number, resume: number): void {
    const call = this.call(place);
    this.order.push({ place, before: this.state, resume, afterUnknown: this.afterUnknown });
    this.roster.take(place);
    this.sights.take(call);
    this.state = effectOn(this.state, call);
    this.afterUnknown = !isKnown(call);
    this.resume = 0;
    this.entering = true;
    if (this.roster.left === 0) this.outcome = 'holds';
  }

  /** Back to the last configuration where something else can be tried. */
  private takeBack(blocking: number): void {
    this.note(blocking);
    for (;;) {
      const last = this.order.pop();
      if (last === undefined) {
        this.outcome = 'violated';
        return;
      }
      this.roster.putBack(last.place);
      this.sights.putBack(this.call(last.place));
      this.state = last.before;
      this.afterUnknown = last.afterUnknown;
      if (last.resume < 0) continue;
      this.resume = last.resume;
      return;
    }
  }

  private note(blocking: number): void {
    if (this.order.length > this.longest.length) this.longest = this.witness;
    if (this.stuck < 0 || this.call(blocking).return > this.call(this.stuck).return) this.stuck = blocking;
  }

  /** Whether the search has been in this configuration before; it is remembered from now on. */
  private wasHere(): boolean {
    const key = `${this.roster.key()}|${this.sights.isDead(this.state) ? '' : this.numberOf(this.state)}${this.afterUnknown ? '?' : ''}`;
    if (this.seen.has(key)) return true;
    this.seen.add(key);
    return false;
  }

  private numberOf(state: State): number {
    const number = this.states.get(state) ?? this.states.size;
    this.states.set(state, number);
    return number;
  }

  private call(place: number): Call {
    return present(this.calls[place], 'call');
  }
}
