/** What a run gave its clients and what that cost, for two runs to be held against each other. */
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId, Operation } from '../../sim/trace-event.ts';

export interface RunFigures {
  readonly writes: Latencies;
  readonly reads: Latencies;
  readonly messages: number;
  readonly lost: number;
  /** Messages that were sent because of a write before it was answered, on average; undefined: no write was answered. */
  readonly messagesAWrite: number | undefined;
}

export interface Latencies {
  readonly asked: number;
  readonly answered: number;
  /** µs; undefined: none was answered. */
  readonly median: number | undefined;
  readonly p95: number | undefined;
  /** When each was asked and how long it took, µs, in order of asking. */
  readonly points: readonly (readonly [at: TrueTime, took: number])[];
}

/** So many writes say how many messages one takes. */
const SAMPLE = 200;

export function runFigures(trace: Trace): RunFigures {
  let [messages, lost] = [0, 0];
  for (let id = 0; id < trace.length; id += 1) {
    if (trace.kind(id) === 'send') messages += 1;
    else if (trace.kind(id) === 'lost') lost += 1;
  }
  return {
    writes: latencies(trace, ({ op }) => op !== 'read'),
    reads: latencies(trace, ({ op }) => op === 'read'),
    messages,
    lost,
    messagesAWrite: messagesAWrite(trace),
  };
}

function latencies({ operations }: Trace, counts: (operation: Operation) => boolean): Latencies {
  const asked = operations.filter(counts);
  const points = asked.flatMap(({ invoke, return: end }) => (end === null ? [] : [[invoke, end - invoke] as const]));
  const sorted = points.map(([, took]) => took).sort((a, b) => a - b);
  return {
    asked: asked.length,
    answered: points.length,
    median: sorted[Math.floor(sorted.length / 2)],
    p95: sorted[Math.floor(sorted.length * 0.95)],
    points,
  };
}

function messagesAWrite(trace: Trace): number | undefined {
  const called = new Map<number, EventId>();
  let [writes, messages] = [0, 0];
  for (let id = 0; id < trace.length && writes < SAMPLE; id += 1) {
    if (trace.kind(id) === 'invoke') called.set(trace.subject(id), id);
    if (trace.kind(id) !== 'respond') continue;
    const call = called.get(trace.subject(id));
    if (call === undefined || trace.operations[trace.subject(id)]?.op === 'read') continue;
    writes += 1;
    messages += sentBecauseOf(trace, call, id);
  }
  return writes === 0 ? undefined : messages / writes;
}

/** How many messages of the chains of causes that begin with the call were sent before the answer. */
function sentBecauseOf(trace: Trace, call: EventId, answer: EventId): number {
  const caused = new Set([call]);
  let messages = 0;
  for (let id = call + 1; id < answer; id += 1) {
    if (!caused.has(trace.cause(id))) continue;
    caused.add(id);
    if (trace.kind(id) === 'send') messages += 1;
  }
  return messages;
}

/** Answers a second of each span of `width` µs, as points at the middle of the span: [µs, operations a second]. */
export function throughput(
  { operations }: Trace,
  until: TrueTime,
  width: number,
): readonly (readonly [number, number])[] {
  const counts = new Array<number>(Math.ceil(until / width)).fill(0);
  for (const { return: end } of operations)
    if (end !== null && end < until) counts[Math.floor(end / width)] = (counts[Math.floor(end / width)] ?? 0) + 1;
  return counts.map((count, index) => [(index + 0.5) * width, (count * 1e6) / width] as const);
}
