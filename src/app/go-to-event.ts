/** Selects an event and puts the playhead on it. */
import type { EventId } from '../sim/trace-event.ts';
import { session } from './session.ts';

export function goToEvent(event: EventId): void {
  const { trace } = session.getState().simulation;
  if (event < 0 || event >= trace.length) return;
  session.play(false);
  session.select({ kind: 'event', event });
  session.seek(trace.at(event));
}
