/** The events that processes stamped with clocks of their own, read off a trace: the last ones before a moment. */
import type { Json } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { Selection } from '../intents.ts';

/** What is selected when `event` is chosen, beside the one before where the two are to be compared. */
export function chosenWith(selection: Selection, event: EventId, comparing: boolean): Selection {
  return comparing && selection?.kind === 'event'
    ? { kind: 'event', event: selection.event, other: event }
    : { kind: 'event', event };
}

export interface StampedEvent<Stamp extends Json> {
  /** The `step stamp`. */
  readonly event: EventId;
  readonly lane: number;
  readonly stamp: Stamp;
  /** Of a receipt: the `step stamp` of its send, which may lie before those that are shown. */
  readonly sentAs: EventId | undefined;
}

/** The last `most` stamped events among the first `events` of the trace, the oldest first. */
export function stampedEvents<Stamp extends Json>(trace: Trace, events: number, most: number): StampedEvent<Stamp>[] {
  const found: StampedEvent<Stamp>[] = [];
  for (let event = Math.min(events, trace.length) - 1; event >= 0 && found.length < most; event -= 1) {
    if (!isStamp(trace, event)) continue;
    const { value } = trace.extra(event) as { readonly value: Stamp }; // protocols that stamp put it there
    found.push({ event, lane: trace.lane(event), stamp: value, sentAs: sentAs(trace, event) });
  }
  return found.reverse();
}

function isStamp(trace: Trace, event: EventId): boolean {
  return trace.kind(event) === 'step' && trace.word(event) === 'stamp';
}

/** A receipt is caused by its message's arrival, that by its send, and right before the send comes its stamp. */
function sentAs(trace: Trace, event: EventId): EventId | undefined {
  const arrival = trace.cause(event);
  if (arrival < 0 || trace.kind(arrival) !== 'receive') return undefined;
  const stamp = trace.cause(arrival) - 1;
  return stamp >= 0 && isStamp(trace, stamp) ? stamp : undefined;
}
