/** What the algorithm promises, watched while the run grows, and moments worth a name that break no promise. */
import type { Monitor, Situation } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';

/** By process: the last round it began, and the event that began it. */
type LastRounds = Readonly<Record<ProcessId, { readonly round: number; readonly event: EventId }>>;

/** Memory is immutable, for keyframes keep references to it; a verdict points at the events that show it. */
export const roundsGrow: Monitor<LastRounds> = {
  id: 'rounds-grow',
  claim: 'No process begins a round with a number that is not above all its earlier ones, restarts included.',
  type: 'safety',
  source: 'skeleton',
  on: ['role'],
  start: {},
  observe(memory, _world, event) {
    if (event.kind !== 'step' || event.detail.role !== 'waiting' || event.process === undefined)
      return [memory, undefined];
    const { process } = event;
    const round = Number(event.detail.round);
    const last = memory[process];
    const finding =
      last === undefined || round > last.round
        ? undefined
        : {
            holds: false,
            events: [last.event, event.id],
            message: `${process} begins round ${round} after it had begun round ${last.round}`,
          };
    return [{ ...memory, [process]: { round, event: event.id } }, finding];
  },
};

/** Two rounds begun with no answer between them. */
export const unanswered: Situation<LastRounds> = {
  id: 'unanswered',
  title: 'A ping without an answer',
  on: ['role'],
  start: {},
  observe(memory, _world, event) {
    if (event.kind !== 'step' || event.process === undefined) return [memory, undefined];
    const { [event.process]: open, ...others } = memory;
    if (event.detail.role !== 'waiting') return [others, undefined];
    const begun = { ...others, [event.process]: { round: Number(event.detail.round), event: event.id } };
    return [begun, open === undefined ? undefined : [open.event, event.id]];
  },
};
