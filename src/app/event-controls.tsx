/** What happened, and before and after what. */
import { useStore } from 'zustand';
import type { EventId } from '../sim/trace-event.ts';
import { EventDetail } from '../views/inspector/event-detail.tsx';
import { goToEvent } from './go-to-event.ts';
import { session } from './session.ts';

export function EventControls({ event, other }: { readonly event: EventId; readonly other?: EventId | undefined }) {
  const { trace, protocol, scenario } = useStore(session, (state) => state.simulation);
  const comparing = useStore(session, (state) => state.comparing === event);
  if (event >= trace.length) return null;
  return (
    <EventDetail
      trace={trace}
      protocol={protocol}
      scenario={scenario}
      event={event}
      onSelectEvent={goToEvent}
      comparing={comparing}
      onCompare={(next) => session.compareWithNext(next ? event : undefined)}
      {...(other === undefined || other >= trace.length ? {} : { other })}
    />
  );
}
