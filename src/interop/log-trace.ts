/** An imported execution as a trace, so that every view of a run works on it too. */
import type { Json } from '../sim/scenario.ts';
import { CAUSAL_STEP, Trace } from '../sim/trace.ts';
import { eventWords, type ImportedExecution, type ImportedLog } from './imported-log.ts';

/** Said of an event without words. */
export const WORDLESS = 'event';

/**
 * Lanes are hosts and every event ticks. An event that received a known message is a `receive`, whatever else it does;
 * its cause is where the message was sent. An event's `word` is its words, its `extra` what else the log says of it.
 */
export function traceOf(log: Pick<ImportedLog, 'text'>, execution: ImportedExecution): Trace {
  const { hosts, length, lane, depth, cause, sends, vectors, line, fields } = execution;
  const writer = Trace.empty(hosts, [], true).extend();
  const width = hosts.length;
  const sent = new Map<number, number>();
  for (let event = 0; event < length; event += 1) {
    const own = lane[event] as number;
    const sender = cause[event] as number;
    const at = (depth[event] as number) * CAUSAL_STEP;
    const received = sender >= 0;
    const link = received ? (lane[sender] as number) * width + own : own * width + own;
    const number = received ? (sent.get(link) ?? 0) + 1 : 0;
    if (received) {
      sent.set(link, number);
      writer.noteFlight(at - (depth[sender] as number) * CAUSAL_STEP);
    }
    const extra: Json = { line: line[event] as number, ...fields[event] };
    writer.append(
      at,
      received ? 'receive' : sends[event] === 1 ? 'send' : 'step',
      own,
      sender,
      depth[event] as number,
      at,
      link,
      number,
      0,
      eventWords(log, execution, event) || WORDLESS,
      extra,
      vectors.subarray(event * width, (event + 1) * width),
    );
  }
  return writer.done();
}

/** Where the axis of the execution ends: one step after its last event. */
export function durationOf(execution: ImportedExecution): number {
  const last = execution.length === 0 ? 0 : (execution.depth[execution.length - 1] as number);
  return (last + 1) * CAUSAL_STEP;
}
