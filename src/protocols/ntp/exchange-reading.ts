/** An exchange read off a trace: when its four moments truly were. */
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { Exchange, Tell } from './messages.ts';

export interface ExchangeReading extends Exchange {
  readonly event: EventId;
  readonly client: ProcessId;
  /** True times of T1 to T4. */
  readonly at: readonly [TrueTime, TrueTime, TrueTime, TrueTime];
}

/** The exchanges of `process` among the first `events`, the latest last; of every client where it is undefined. */
export function exchangesOf(trace: Trace, events: number, process?: ProcessId): readonly EventId[] {
  const found: EventId[] = [];
  for (let id = 0; id < events; id += 1) {
    if (trace.kind(id) !== 'step' || trace.word(id) !== 'exchange') continue;
    if (process === undefined || trace.lanes[trace.lane(id)] === process) found.push(id);
  }
  return found;
}

/** undefined: its messages are not in the trace. */
export function readExchange(trace: Trace, event: EventId): ExchangeReading | undefined {
  const exchange = trace.extra(event) as Exchange; // what `exchange` in `state.ts` writes down
  const client = trace.lanes[trace.lane(event)] as ProcessId; // lanes are in range
  const receipt = trace.cause(event);
  const told = trace.cause(receipt);
  if (receipt < 0 || told < 0) return undefined;
  const { round } = trace.extra(told) as Tell;
  const arrival = backTo(
    told,
    (id) => isAsk(trace, id, 'receive', exchange.server, round) && fromLane(trace, id, client),
  );
  const question = arrival === undefined ? undefined : trace.cause(arrival);
  if (arrival === undefined || question === undefined || question < 0) return undefined;
  const at = [question, arrival, told, event].map((id) => trace.at(id)) as [number, number, number, number];
  return { ...exchange, event, client, at };
}

function isAsk(trace: Trace, id: EventId, kind: 'receive', process: ProcessId, round: number): boolean {
  if (trace.kind(id) !== kind || trace.word(id) !== 'Ask' || trace.lanes[trace.lane(id)] !== process) return false;
  return (trace.extra(id) as { readonly round: number }).round === round;
}

function fromLane(trace: Trace, id: EventId, process: ProcessId): boolean {
  return trace.lanes[trace.from(id)] === process;
}

function backTo(from: EventId, is: (id: EventId) => boolean): EventId | undefined {
  for (let id = from; id >= 0; id -= 1) if (is(id)) return id;
  return undefined;
}
