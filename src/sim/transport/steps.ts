/** Which steps of a trace are the transport's: views fold them away unless asked. */
import type { Trace } from '../trace.ts';
import type { EventId } from '../trace-event.ts';

const NAMES: ReadonlySet<string> = new Set(['hold', 'discard', 'deliver', 'reset']);

/** A protocol may have steps of the same names; the transport's name a `peer`. */
export function isTransportStep(trace: Trace, id: EventId): boolean {
  if (trace.kind(id) !== 'step') return false;
  const word = trace.word(id);
  if (word === 'segment') return true;
  return NAMES.has(word) && 'peer' in (trace.extra(id) as Readonly<Record<string, unknown>>); // a step's detail
}
