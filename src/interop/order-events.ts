/**
 * Third pass over one execution: an order that no cause contradicts, what every event knows, and which messages the
 * clocks prove. A clock that names an event knows all that the event knew, whether it says so or not.
 */
import { fail, ok, type Result } from '../base/result.ts';
import type { MatchedExecution } from './match-events.ts';
import type { Clocks } from './read-clocks.ts';

/** By event, in order of the text. */
export interface Causality {
  /** Whole clocks, one row of hosts an event. */
  readonly vectors: Int32Array;
  /** Longest chain of causes, the event itself included. */
  readonly depth: Int32Array;
  /** The one event from which all that is new came; −1. */
  readonly cause: Int32Array;
  readonly undetermined: number;
  /** Events whose clock had to be completed. */
  readonly completed: readonly number[];
}

const SLICE = 5_000;
/** Steps of a circle that are told. */
const MOST_STEPS = 4;

/** Yields the share of the events that stand in order. */
export function* orderEvents(execution: MatchedExecution, clocks: Clocks): Generator<number, Result<Causality>> {
  const sums = new Sums(clocks);
  const queue = new Queue(clocks);
  let placed = 0;
  for (let event = queue.next(); event >= 0; event = queue.next()) {
    sums.add(event);
    placed += 1;
    if (placed % SLICE === 0) yield placed / clocks.lane.length;
  }
  if (placed < clocks.lane.length) return fail([circleOf(execution, clocks, queue.done)]);
  return ok(sums);
}

/** Gives out events, each after all that it knows of. */
class Queue {
  /** By lane: how many of its events have been given out. */
  readonly done: Int32Array;
  private readonly clocks: Clocks;
  private readonly ready: number[];
  /** By lane: the lanes that wait for one of its events. */
  private readonly waiting: number[][];

  constructor(clocks: Clocks) {
    this.clocks = clocks;
    this.done = new Int32Array(clocks.hosts.length);
    this.ready = clocks.hosts.map((_, lane) => lane).reverse();
    this.waiting = clocks.hosts.map(() => []);
  }

  /** −1: no more, or none that could come next. */
  next(): number {
    for (let lane = this.ready.pop(); lane !== undefined; lane = this.ready.pop()) {
      const event = this.clocks.byCounter[lane]?.[this.done[lane] as number];
      if (event === undefined) continue;
      const missing = missingOf(this.clocks, this.done, event);
      if (missing >= 0) {
        this.waiting[this.clocks.pairs.lane[missing] as number]?.push(lane);
        continue;
      }
      this.done[lane] = (this.done[lane] as number) + 1;
      this.ready.push(lane, ...(this.waiting[lane]?.splice(0) ?? []));
      return event;
    }
    return -1;
  }
}

/** The first pair of `event` that names an event not given out yet; −1: none. */
function missingOf(clocks: Clocks, done: Int32Array, event: number): number {
  for (let pair = clocks.starts[event] as number; pair < (clocks.starts[event + 1] as number); pair += 1) {
    if ((clocks.pairs.counter[pair] as number) > (done[clocks.pairs.lane[pair] as number] as number)) return pair;
  }
  return -1;
}

/** Adds up what events know; each is added after all that it knows of. */
class Sums implements Causality {
  readonly vectors: Int32Array;
  readonly depth: Int32Array;
  readonly cause: Int32Array;
  undetermined = 0;
  readonly completed: number[] = [];
  private readonly clocks: Clocks;
  private readonly width: number;
  /** What the event's own host knew before it. */
  private readonly before: Int32Array;
  /** What the event's clock says and what its host knew before it. */
  private readonly stated: Int32Array;

  constructor(clocks: Clocks) {
    const count = clocks.lane.length;
    this.clocks = clocks;
    this.width = clocks.hosts.length;
    this.vectors = new Int32Array(count * this.width);
    this.depth = new Int32Array(count);
    this.cause = new Int32Array(count).fill(-1);
    this.before = new Int32Array(this.width);
    this.stated = new Int32Array(this.width);
  }

  add(event: number): void {
    const { clocks, width, before, stated } = this;
    const lane = clocks.lane[event] as number;
    const own = clocks.own[event] as number;
    const last = own > 1 ? (clocks.byCounter[lane]?.[own - 2] ?? -1) : -1;
    if (last < 0) before.fill(0);
    else before.set(this.vectors.subarray(last * width, (last + 1) * width));
    const row = this.vectors.subarray(event * width, (event + 1) * width);
    row.set(before);
    stated.set(before);
    stated[lane] = own;
    let depth = last < 0 ? 0 : (this.depth[last] as number);
    const senders: number[] = [];
    for (let pair = clocks.starts[event] as number; pair < (clocks.starts[event + 1] as number); pair += 1) {
      const other = clocks.pairs.lane[pair] as number;
      const counter = clocks.pairs.counter[pair] as number;
      if (counter <= (before[other] as number)) continue;
      stated[other] = counter;
      const sender = clocks.byCounter[other]?.[counter - 1] ?? -1;
      senders.push(sender);
      depth = Math.max(depth, this.depth[sender] as number);
      if (counter > (row[other] as number)) this.take(row, sender);
    }
    row[lane] = own;
    this.depth[event] = depth + 1;
    if (!this.saysAll(event, row, lane)) this.completed.push(event);
    if (senders.length === 0) return;
    const whole = row.every((counter, other) => counter === stated[other]);
    const cause = whole ? this.carrier(row, lane, senders) : -1;
    this.cause[event] = cause;
    if (whole && cause < 0) this.undetermined += 1;
  }

  /** Whether the event's clock as written has all that it knows. */
  private saysAll(event: number, row: Int32Array, lane: number): boolean {
    const { starts, pairs } = this.clocks;
    let said = 0;
    for (let pair = starts[event] as number; pair < (starts[event + 1] as number); pair += 1) {
      if (pairs.counter[pair] !== row[pairs.lane[pair] as number]) return false;
      said += 1;
    }
    for (let other = 0; other < this.width; other += 1) if (other !== lane && row[other] !== 0) said -= 1;
    return said === 0;
  }

  private take(row: Int32Array, from: number): void {
    const start = from * this.width;
    for (let lane = 0; lane < this.width; lane += 1) {
      const counter = this.vectors[start + lane] as number;
      if (counter > (row[lane] as number)) row[lane] = counter;
    }
  }

  /** The sender whose clock and the host's own before make up `row`. Two could not both: each would know of the other. */
  private carrier(row: Int32Array, lane: number, senders: readonly number[]): number {
    const carries = (sender: number) => {
      for (let other = 0; other < this.width; other += 1) {
        const known = Math.max(this.before[other] as number, this.vectors[sender * this.width + other] as number);
        if (other !== lane && known !== row[other]) return false;
      }
      return true;
    };
    return senders.find(carries) ?? -1;
  }
}

/** Events that wait for each other in a ring: none of them can have come first. */
function circleOf({ events }: MatchedExecution, clocks: Clocks, done: Int32Array) {
  const seen: number[] = [];
  let lane = done.findIndex((count, at) => count < (clocks.byCounter[at]?.length ?? 0));
  while (!seen.includes(lane)) {
    seen.push(lane);
    const event = clocks.byCounter[lane]?.[done[lane] as number] as number;
    lane = clocks.pairs.lane[missingOf(clocks, done, event)] as number;
  }
  const ring = seen.slice(seen.indexOf(lane)).map((of) => clocks.byCounter[of]?.[done[of] as number] as number);
  const steps = ring.slice(0, MOST_STEPS).map((event) => {
    const pair = missingOf(clocks, done, event);
    const known = `event ${clocks.pairs.counter[pair]} of "${clocks.hosts[clocks.pairs.lane[pair] as number]}"`;
    return `event ${clocks.own[event]} of "${events[event]?.host}" (line ${events[event]?.line}) knows of ${known}`;
  });
  return {
    path: '',
    line: Math.max(...ring.map((event) => events[event]?.line ?? 0)),
    message: `the clocks run in a circle: ${steps.join(', and ')}; expected an order in which causes come first`,
  };
}
