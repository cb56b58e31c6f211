/** Which steps of a trace are the transport's: views fold them away unless asked. */
import type { Trace } from '../trace.ts';
import type { EventId } from '../trace-event.ts';

const ENDS: ReadonlySet<string> = new Set(['hold', 'discard', 'deliver', 'ack', 'reset']);

/** A protocol may have steps of the same names; the transport's name a `peer`, or where a segment goes `to`. */
export function isTransportStep(trace: Trace, id: EventId): boolean {
  if (!trace.streams || trace.kind(id) !== 'step') return false;
  const detail = trace.extra(id) as Readonly<Record<string, unknown>>; // a step's detail
  const word = trace.word(id);
  return word === 'segment' ? 'to' in detail : ENDS.has(word) && 'peer' in detail;
}
