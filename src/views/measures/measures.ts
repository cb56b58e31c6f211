/** What a run of reads and writes costs: how long clients wait, and how many messages that takes between servers. */
import type { Json } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { Operation } from '../../sim/trace-event.ts';

export interface Measures {
  readonly writes: number;
  readonly reads: number;
  /** µs; undefined: none was answered. */
  readonly medianWrite: number | undefined;
  readonly slowestWrite: number | undefined;
  readonly medianRead: number | undefined;
  /** Messages that carried them between servers, sent again or not, by operation that was answered; undefined: none was. */
  readonly messagesEach: number | undefined;
}

/** What goes from server to server on behalf of clients. */
export interface Carriers {
  /** Which operations need it: writes alone, or reads as well. */
  readonly of: 'writes' | 'operations';
  /** By type: whether a message with this payload carries one, or the word that it has arrived. */
  readonly types: Readonly<Record<string, (payload: Json) => boolean>>;
}

export function measuresOf(trace: Trace, carriers: Carriers): Measures {
  const writes = waits(trace, (op) => op !== 'read');
  const reads = waits(trace, (op) => op === 'read');
  let messages = 0;
  for (let id = 0; id < trace.length; id += 1) {
    const carries = trace.kind(id) === 'send' ? carriers.types[trace.word(id)] : undefined;
    const event = carries === undefined ? undefined : trace.event(id);
    if (event?.kind === 'send' && carries?.(event.payload) === true) messages += 1;
  }
  const carried = carriers.of === 'writes' ? writes.length : writes.length + reads.length;
  return {
    writes: writes.length,
    reads: reads.length,
    medianWrite: writes[Math.floor(writes.length / 2)],
    slowestWrite: writes.at(-1),
    medianRead: reads[Math.floor(reads.length / 2)],
    messagesEach: carried === 0 ? undefined : messages / carried,
  };
}

/** How long each answered operation took, sorted, µs. */
function waits({ operations }: Trace, counts: (op: Operation['op']) => boolean): readonly number[] {
  return operations
    .flatMap(({ op, invoke, return: end }) => (counts(op) && end !== null ? [end - invoke] : []))
    .sort((a, b) => a - b);
}
