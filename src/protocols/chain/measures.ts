/** What a run of writes and reads costs: how long clients wait, and how many messages a write takes between servers. */
import type { Trace } from '../../sim/trace.ts';
import type { Operation } from '../../sim/trace-event.ts';

export interface Measures {
  readonly writes: number;
  readonly reads: number;
  /** µs; undefined: none was answered. */
  readonly medianWrite: number | undefined;
  readonly slowestWrite: number | undefined;
  readonly medianRead: number | undefined;
  /** Updates and acknowledgements, sent again or not, by acknowledged write; undefined: none was acknowledged. */
  readonly messagesAWrite: number | undefined;
}

/** What carries a write down the chain or up again. */
const CARRIERS = new Set(['Update', 'Ack']);

export function measuresOf(trace: Trace): Measures {
  const writes = waits(trace, (op) => op !== 'read');
  const reads = waits(trace, (op) => op === 'read');
  let messages = 0;
  for (let id = 0; id < trace.length; id += 1)
    if (trace.kind(id) === 'send' && CARRIERS.has(trace.word(id))) messages += 1;
  return {
    writes: writes.length,
    reads: reads.length,
    medianWrite: writes[Math.floor(writes.length / 2)],
    slowestWrite: writes.at(-1),
    medianRead: reads[Math.floor(reads.length / 2)],
    messagesAWrite: writes.length === 0 ? undefined : messages / writes.length,
  };
}

/** How long each answered operation took, sorted, µs. */
function waits({ operations }: Trace, counts: (op: Operation['op']) => boolean): readonly number[] {
  return operations
    .flatMap(({ op, invoke, return: end }) => (counts(op) && end !== null ? [end - invoke] : []))
    .sort((a, b) => a - b);
}
