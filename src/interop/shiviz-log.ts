/** Reads logs in the formats of ShiViz and GoVector, by ShiViz's rules. Everything that is wrong has its line and what was expected. */
import { fail, ok, type Result } from '../base/result.ts';
import { type ImportedExecution, type ImportedLog, type LogFormat, MAX_LOG_BYTES } from './imported-log.ts';
import { compileFormat, guessFormat } from './log-format.ts';
import { type MatchedExecution, matchEvents } from './match-events.ts';
import { type Causality, orderEvents } from './order-events.ts';
import { type Clocks, readClocks } from './read-clocks.ts';

/** Shares of the work by pass: finding events, reading clocks, ordering. */
const PASSES = { match: 0.4, read: 0.4, order: 0.2 } as const;

/** Reads a log in slices: yields how much of the work is done, from 0 to 1. What is not asked for is guessed. */
export function* readLog(written: string, asked: Partial<LogFormat> = {}): Generator<number, Result<ImportedLog>> {
  const refused = tooLarge(written.length);
  if (refused !== undefined) return fail([{ path: '', message: refused }]);
  const text = written.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const format = { ...guessFormat(text), ...asked };
  const compiled = compileFormat(format);
  if (!compiled.ok) return compiled;
  yield 0;
  const matched = yield* scaled(matchEvents(text, compiled.value), 0, PASSES.match);
  if (!matched.ok) return matched;
  const { executions, unread } = matched.value;
  const total = executions.reduce((sum, { events }) => sum + events.length, 0);
  const read: ImportedExecution[] = [];
  let before = 0;
  for (const execution of executions) {
    const share = execution.events.length / total;
    const start = PASSES.match + (1 - PASSES.match) * before;
    const done = yield* scaled(readExecution(execution), start, (1 - PASSES.match) * share);
    if (!done.ok) return done;
    read.push(done.value);
    before += share;
  }
  return ok({ text, format, executions: read, unread });
}

/** The whole of it at once. */
export function parseLog(text: string, format?: Partial<LogFormat>): Result<ImportedLog> {
  const reading = readLog(text, format);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}

/** What a person is told of a log of so many bytes; undefined: it may be read. */
export function tooLarge(bytes: number): string | undefined {
  if (bytes <= MAX_LOG_BYTES) return undefined;
  const size = (bytes / 1024 / 1024).toFixed(1);
  return `the log is too large: ${size} MB, and at most ${MAX_LOG_BYTES / 1024 / 1024} MB are read`;
}

function* readExecution(execution: MatchedExecution): Generator<number, Result<ImportedExecution>> {
  const reads = PASSES.read / (PASSES.read + PASSES.order);
  const clocks = yield* scaled(readClocks(execution), 0, reads);
  if (!clocks.ok) return clocks;
  const causality = yield* scaled(orderEvents(execution, clocks.value), reads, 1 - reads);
  if (!causality.ok) return causality;
  return ok(columnsOf(execution, clocks.value, causality.value));
}

/** Passes on the progress of one part as part of the whole. */
function* scaled<Value>(part: Generator<number, Value>, from: number, share: number): Generator<number, Value> {
  for (;;) {
    const step = part.next();
    if (step.done === true) return step.value;
    yield from + share * step.value;
  }
}

/** The columns in the order of the trace: by depth, and within one depth as in the text. */
function columnsOf({ label, events }: MatchedExecution, clocks: Clocks, causality: Causality): ImportedExecution {
  const { hosts } = clocks;
  const order = byDepth(causality.depth);
  const place = new Int32Array(order.length);
  order.forEach((event, at) => {
    place[event] = at;
  });
  const inOrder = (value: (event: number) => number) => Int32Array.from(order, (event) => value(event));
  const cause = inOrder((event) => {
    const sender = causality.cause[event] as number;
    return sender < 0 ? -1 : (place[sender] as number);
  });
  const sends = new Uint8Array(order.length);
  for (const sender of cause) if (sender >= 0) sends[sender] = 1;
  const vectors = new Int32Array(order.length * hosts.length);
  order.forEach((event, at) => {
    vectors.set(causality.vectors.subarray(event * hosts.length, (event + 1) * hosts.length), at * hosts.length);
  });
  const lines = causality.completed.map((event) => events[event]?.line ?? 0);
  const hasFields = events.some(({ fields }) => fields !== undefined);
  return {
    label,
    hosts,
    length: order.length,
    lane: inOrder((event) => clocks.lane[event] as number),
    depth: inOrder((event) => causality.depth[event] as number),
    cause,
    sends,
    vectors,
    from: inOrder((event) => events[event]?.from ?? 0),
    to: inOrder((event) => events[event]?.to ?? 0),
    line: inOrder((event) => events[event]?.line ?? 0),
    fields: hasFields ? Array.from(order, (event) => events[event]?.fields ?? {}) : [],
    arrows: cause.reduce((count, sender) => count + (sender < 0 ? 0 : 1), 0),
    undetermined: causality.undetermined,
    completed: lines.length,
    firstCompleted: lines.reduce((first, line) => Math.min(first, line), lines[0] ?? 0),
  };
}

function byDepth(depth: Int32Array): Int32Array {
  const most = depth.reduce((largest, one) => Math.max(largest, one), 0);
  const starts = new Int32Array(most + 2);
  for (const one of depth) starts[one + 1] = (starts[one + 1] as number) + 1;
  for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] as number) + (starts[at - 1] as number);
  const order = new Int32Array(depth.length);
  depth.forEach((one, event) => {
    const slot = starts[one] as number;
    order[slot] = event;
    starts[one] = slot + 1;
  });
  return order;
}
