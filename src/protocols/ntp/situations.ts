/** Moments of NTP worth a name that break no promise. */
import type { Situation } from '../../sim/protocol.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';

function onStep(
  id: string,
  title: string,
  on: string,
  is: (detail: Extract<TraceEvent, { kind: 'step' }>['detail']) => boolean,
): Situation<null> {
  return {
    id,
    title,
    on: [on],
    start: null,
    observe: (_, _world, event): readonly [null, readonly EventId[] | undefined] => [
      null,
      event.kind === 'step' && is(event.detail) ? [event.id] : undefined,
    ],
  };
}

export const ntpSituations: readonly Situation[] = [
  onStep('steps-back', 'A clock steps back', 'adjust', ({ by, mode }) => mode === 'step' && Number(by) < 0),
  onStep('out-voted', 'A server is out-voted', 'adjust', ({ left }) => Array.isArray(left) && left.length > 0),
  onStep('undecided', 'No time that most servers agree on', 'undecided', () => true),
] as readonly Situation[]; // each has its own type of memory
