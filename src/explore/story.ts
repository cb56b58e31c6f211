/** The shortest causal story that leads to a failure: of all that happened before it, what it could not have come about without. */
import type { Trace } from '../sim/trace.ts';
import type { EventId } from '../sim/trace-event.ts';

/** Events of a story at most: what is left out is the oldest. */
const LONGEST = 24;

/**
 * The chains of direct causes that lead to the given events, merged, in order of time: the message that made a process
 * act, what made its sender send it, the step during which a timer was set.
 */
export function storyOf(trace: Trace, events: readonly EventId[]): readonly EventId[] {
  const told = new Set<EventId>();
  for (const event of events) {
    for (let now: EventId | undefined = event; now !== undefined && !told.has(now); now = causeOf(trace, now))
      told.add(now);
  }
  return [...told].sort((a, b) => a - b).slice(-LONGEST);
}

function causeOf(trace: Trace, event: EventId): EventId | undefined {
  const cause = trace.cause(event);
  return cause >= 0 ? cause : undefined;
}
