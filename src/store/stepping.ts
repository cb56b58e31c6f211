/** Steps of the playhead and the selection from event to event. */
import type { TrueTime } from '../sim/scenario.ts';
import type { Trace } from '../sim/trace.ts';
import type { EventId } from '../sim/trace-event.ts';
import type { SessionStore } from './session.ts';

/** To the instant of the next (`1`) or previous (`-1`) event. */
export function stepEvent(session: SessionStore, direction: 1 | -1): void {
  const { simulation, cursor } = session.getState();
  session.play(false);
  session.seek(neighbour(simulation.trace, cursor, direction) ?? (direction > 0 ? simulation.scenario.duration : 0));
}

export function stepBy(session: SessionStore, micros: number): void {
  session.play(false);
  session.seek(session.getState().cursor + micros);
}

/** The event before or after the selected one in its causal chain: its cause, or the first event it caused. */
export function stepCausal(session: SessionStore, direction: 1 | -1): void {
  const { simulation, selection, cursor } = session.getState();
  const { trace } = simulation;
  const from = selection?.kind === 'event' ? selection.event : Math.max(trace.countAt(cursor) - 1, 0);
  const to = direction < 0 ? trace.cause(from) : firstEffect(trace, from);
  if (to === undefined || to < 0) return;
  session.select({ kind: 'event', event: to });
  session.seek(trace.at(to));
}

function neighbour(trace: Trace, cursor: TrueTime, direction: 1 | -1): TrueTime | undefined {
  if (direction > 0) {
    const next = trace.countAt(cursor);
    return next < trace.length ? trace.at(next) : undefined;
  }
  const count = trace.countAt(cursor - 1);
  return count > 0 ? trace.at(count - 1) : undefined;
}

function firstEffect(trace: Trace, of: EventId): EventId | undefined {
  for (let id = of + 1; id < trace.length; id += 1) if (trace.cause(id) === of) return id;
  return undefined;
}
