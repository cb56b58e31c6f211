/**
 * The record of a run: columns, not objects, so that 100,000 events with vector clocks stay small and quick to search.
 * A `Trace` is an immutable handle on an append-only store; handles of edited runs share the chunks of their common past.
 */
import { assert } from '../base/assert.ts';
import { CHUNK_BITS, type Chunk, copyChunk, MASK, newChunk } from './columns.ts';
import { Ids } from './ids.ts';
import { KIND_NUMBER, KINDS } from './kinds.ts';
import { readAnswer, readOperations } from './operations.ts';
import type { Json, ProcessId, TrueTime } from './scenario.ts';
import type { EventBody, EventId, EventKind, LossReason, Operation, TraceEvent } from './trace-event.ts';

/** One causal step on the axis of a timeless trace, in the unit of `at`. */
export const CAUSAL_STEP = 10_000;

/** The append-only store behind traces, written inside one `advance`; `done()` gives the new handle. */
export class TraceWriter {
  readonly chunks: Chunk[] = [];
  length = 0;
  /** By lane: the events that ticked its logical clock; the k-th (from 0) has own counter k + 1. */
  ticks: Ids[];
  /** Every event that is not a send, receive, timer, step or acknowledgement astray, and `step role`: what no picture may leave out. */
  landmarks = new Ids();
  /** Invocations and responses. */
  calls = new Ids();
  /** The k-th began operation k. */
  invocations = new Ids();
  /** Longest time a message took so far, or will take that waits to be sent again, µs. */
  longestFlight = 0;
  /** Messages travel as segments of the transport. */
  streams = false;
  readonly lanes: readonly ProcessId[];
  readonly serverCount: number;
  readonly timeless: boolean;

  constructor(lanes: readonly ProcessId[], serverCount: number, timeless = false) {
    this.lanes = lanes;
    this.serverCount = serverCount;
    this.timeless = timeless;
    this.ticks = lanes.map(() => new Ids());
  }

  /** One parameter a column: no object is made for an event. */
  append(
    at: TrueTime,
    kind: EventKind,
    lane: number,
    cause: EventId,
    lamport: number,
    clock: number,
    subject: number,
    number: number,
    copy: number,
    word: string,
    extra: unknown,
    vector: Int32Array | undefined,
  ): EventId {
    const id = this.length++;
    const slot = id & MASK;
    if (slot === 0) this.chunks.push(newChunk(this.lanes.length));
    const chunk = this.chunks[id >> CHUNK_BITS] as Chunk;
    chunk.at[slot] = at;
    chunk.kind[slot] = KIND_NUMBER[kind];
    chunk.lane[slot] = lane;
    chunk.cause[slot] = cause;
    chunk.lamport[slot] = lamport;
    chunk.clock[slot] = clock;
    chunk.subject[slot] = subject;
    chunk.number[slot] = number;
    chunk.copy[slot] = copy;
    chunk.word[slot] = word;
    chunk.extra[slot] = extra;
    if (vector !== undefined) chunk.vector.set(vector, slot * this.lanes.length);
    this.index(id, kind, lane, word);
    return id;
  }

  private index(id: EventId, kind: EventKind, lane: number, word: string): void {
    switch (kind) {
      case 'send':
      case 'receive':
      case 'timer':
        (this.ticks[lane] as Ids).push(id);
        return;
      case 'step':
        (this.ticks[lane] as Ids).push(id);
        if (word === 'role') this.landmarks.push(id);
        return;
      case 'astray':
        return;
      case 'invoke':
        this.invocations.push(id);
        this.calls.push(id);
        break;
      case 'respond':
        this.calls.push(id);
        break;
      default:
    }
    this.landmarks.push(id);
  }

  /** The trace as it stands now; later appends do not show in it. */
  done(): Trace {
    return Trace.of(this);
  }

  /** The vector clock of an event written before. */
  vectorOf(id: EventId): Int32Array {
    const start = (id & MASK) * this.lanes.length;
    return (this.chunks[id >> CHUNK_BITS] as Chunk).vector.subarray(start, start + this.lanes.length);
  }

  lamport(id: EventId): number {
    return (this.chunks[id >> CHUNK_BITS] as Chunk).lamport[id & MASK] as number;
  }

  noteFlight(micros: number): void {
    if (micros > this.longestFlight) this.longestFlight = micros;
  }

  noteStreams(): void {
    this.streams = true;
  }

  fork(length: number): TraceWriter {
    const fork = new TraceWriter(this.lanes, this.serverCount, this.timeless);
    const whole = length >> CHUNK_BITS;
    for (let index = 0; index < whole; index += 1) fork.chunks.push(this.chunks[index] as Chunk);
    if ((length & MASK) !== 0)
      fork.chunks.push(copyChunk(this.chunks[whole] as Chunk, length & MASK, this.lanes.length));
    fork.length = length;
    fork.ticks = this.ticks.map((ids) => ids.below(length));
    fork.landmarks = this.landmarks.below(length);
    fork.calls = this.calls.below(length);
    fork.invocations = this.invocations.below(length);
    fork.longestFlight = this.longestFlight;
    fork.streams = this.streams;
    return fork;
  }
}

export class Trace {
  readonly length: number;
  /** Ids by lane: the protocol's processes, then the clients. */
  readonly lanes: readonly ProcessId[];
  /** Lanes from this one on are clients. */
  readonly serverCount: number;
  /** Nothing is known of times: `at` counts causal steps, `CAUSAL_STEP` each. */
  readonly timeless: boolean;
  private readonly store: TraceWriter;
  private operationsOnce: readonly Operation[] | undefined;

  private constructor(store: TraceWriter, length: number) {
    this.store = store;
    this.length = length;
    this.lanes = store.lanes;
    this.serverCount = store.serverCount;
    this.timeless = store.timeless;
  }

  static empty(processes: readonly ProcessId[], clients: readonly ProcessId[], timeless = false): Trace {
    return new Trace(new TraceWriter([...processes, ...clients], processes.length, timeless), 0);
  }

  /** A writer that goes on after this trace; the handle itself never changes. */
  extend(): TraceWriter {
    return this.store.length === this.length ? this.store : this.store.fork(this.length);
  }

  /** The first `length` events. */
  prefix(length: number): Trace {
    assert(length <= this.length, 'a prefix is no longer than the trace');
    return new Trace(this.store, length);
  }

  /** @internal For `TraceWriter`. */
  static of(store: TraceWriter): Trace {
    return new Trace(store, store.length);
  }

  at(id: EventId): TrueTime {
    return this.chunk(id).at[id & MASK] as number;
  }
  kind(id: EventId): EventKind {
    return KINDS[this.chunk(id).kind[id & MASK] as number] as EventKind;
  }
  /** Lane of the event's process; −1 for the world's own. */
  lane(id: EventId): number {
    return this.chunk(id).lane[id & MASK] as number;
  }
  /** −1: none. */
  cause(id: EventId): EventId {
    return this.chunk(id).cause[id & MASK] as number;
  }
  lamport(id: EventId): number {
    return this.chunk(id).lamport[id & MASK] as number;
  }
  /** Local clock, µs; NaN where the process was down. */
  clock(id: EventId): number {
    return this.chunk(id).clock[id & MASK] as number;
  }
  /** Entry for `lane` of the event's vector clock. */
  vector(id: EventId, lane: number): number {
    return this.chunk(id).vector[(id & MASK) * this.lanes.length + lane] as number;
  }
  /** The whole vector clock by lane: a view on the column, not to be written. */
  vectorOf(id: EventId): Int32Array {
    const start = (id & MASK) * this.lanes.length;
    return this.chunk(id).vector.subarray(start, start + this.lanes.length);
  }
  /** Of a message event: lanes of sender and receiver, and its number on that link. */
  from(id: EventId): number {
    return Math.floor((this.chunk(id).subject[id & MASK] as number) / this.lanes.length);
  }
  to(id: EventId): number {
    return (this.chunk(id).subject[id & MASK] as number) % this.lanes.length;
  }
  number(id: EventId): number {
    return this.chunk(id).number[id & MASK] as number;
  }
  /** Operation index of `invoke` and `respond`, fault index of `fault` and `moot`. */
  subject(id: EventId): number {
    return this.chunk(id).subject[id & MASK] as number;
  }
  copy(id: EventId): number {
    return this.chunk(id).copy[id & MASK] as number;
  }
  /** Message type of `send` and `receive`; reason of `lost` and `clock`; name of `timer` and `step`; phase of `fault` and `moot`. */
  word(id: EventId): string {
    return this.chunk(id).word[id & MASK] as string;
  }
  /** Payload of `send` and `receive`, detail of `step`. */
  extra(id: EventId): unknown {
    return this.chunk(id).extra[id & MASK];
  }
  /** `S1-S2.17` for a message event. */
  address(id: EventId): string {
    return `${this.lanes[this.from(id)]}-${this.lanes[this.to(id)]}.${this.number(id)}`;
  }

  /** How many events have happened at `at`, those at that very instant included. */
  countAt(at: TrueTime): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Number of events on `lane` that ticked its logical clock. */
  tickCount(lane: number): number {
    return (this.store.ticks[lane] as Ids).countBelow(this.length);
  }
  /** The event of `lane` with own counter `counter` (from 1). */
  tick(lane: number, counter: number): EventId {
    return (this.store.ticks[lane] as Ids).get(counter - 1);
  }

  /** Ids of crashes, restarts, pauses, resumes, clock changes, faults, losses, calls and `step role`, in [first, end). */
  landmarks(first: EventId = 0, end: EventId = this.length): EventId[] {
    return slice(this.store.landmarks, first, Math.min(end, this.length));
  }

  /** Longest time a message took, µs: how far outside a window an arrow through it may start. */
  get longestFlight(): number {
    return this.store.longestFlight;
  }

  /** Whether messages travel as segments of the transport (docs/adr/0010): each reaches its process once, if at all. */
  get streams(): boolean {
    return this.store.streams;
  }

  /** Clients' operations in order of invocation. */
  get operations(): readonly Operation[] {
    this.operationsOnce ??= readOperations(this);
    return this.operationsOnce;
  }

  /** What operation `index` asked for; it must have been invoked. */
  asked(index: number): Pick<Operation, 'client' | 'op' | 'key' | 'value' | 'expected'> {
    const id = this.store.invocations.get(index);
    const asked = this.extra(id) as Pick<Operation, 'op' | 'key' | 'value' | 'expected'>;
    return { client: this.lanes[this.lane(id)] as string, ...asked };
  }

  /** What operation `index` was answered so far; undefined: nothing. It must have been invoked. */
  answered(index: number): Pick<Operation, 'result' | 'status'> | undefined {
    return readAnswer(this, index, this.store.invocations.get(index));
  }

  /** Events of `invoke` and `respond`, in [first, end). */
  calls(first: EventId = 0, end: EventId = this.length): EventId[] {
    return slice(this.store.calls, first, Math.min(end, this.length));
  }

  event(id: EventId): TraceEvent {
    assert(id >= 0 && id < this.length, `event ${id} of ${this.length}`);
    const lane = this.lane(id);
    const cause = this.cause(id);
    const clock = this.clock(id);
    const stamps =
      lane < 0
        ? {}
        : Number.isNaN(clock)
          ? { process: this.lanes[lane] as string }
          : { process: this.lanes[lane] as string, clock, lamport: this.lamport(id), vector: this.vectorRecord(id) };
    return { id, at: this.at(id), ...this.body(id), ...(cause < 0 ? {} : { cause }), ...stamps };
  }

  private vectorRecord(id: EventId): Record<ProcessId, number> {
    const record: Record<ProcessId, number> = {};
    this.lanes.forEach((process, lane) => {
      const counter = this.vector(id, lane);
      if (counter > 0) record[process] = counter;
    });
    return record;
  }

  private body(id: EventId): EventBody {
    const kind = this.kind(id);
    const word = this.word(id);
    const extra = this.extra(id);
    const copy = this.copy(id) > 1 ? { copy: this.copy(id) } : {};
    switch (kind) {
      case 'send':
        return {
          kind,
          message: this.address(id),
          to: this.lanes[this.to(id)] as string,
          type: word,
          payload: extra as Json,
        };
      case 'receive':
        return {
          kind,
          message: this.address(id),
          from: this.lanes[this.from(id)] as string,
          type: word,
          payload: extra as Json,
          ...copy,
        };
      case 'astray':
        return {
          kind,
          from: this.lanes[this.from(id)] as string,
          to: this.lanes[this.to(id)] as string,
          reason: word as LossReason,
          ...copy,
        };
      case 'lost':
        return { kind, message: this.address(id), reason: word as LossReason, ...copy };
      case 'timer':
        return { kind, timer: word };
      case 'step':
        return { kind, name: word, detail: extra as Record<string, Json> };
      case 'clock':
        return { kind, reason: word as 'skew', ...(extra as { offset: number; drift: number }) };
      case 'invoke':
      case 'respond':
        return { kind, operation: this.subject(id) };
      case 'fault':
      case 'moot':
        return { kind, fault: this.subject(id), phase: word as 'begin' };
      default:
        return { kind };
    }
  }

  private chunk(id: EventId): Chunk {
    return this.store.chunks[id >> CHUNK_BITS] as Chunk;
  }
}

function slice(ids: Ids, first: EventId, end: EventId): EventId[] {
  const result: EventId[] = [];
  for (let index = ids.countBelow(first), last = ids.countBelow(end); index < last; index += 1)
    result.push(ids.get(index));
  return result;
}
