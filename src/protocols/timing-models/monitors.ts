/** A suspicion is false where the suspected was up all the while. Whether it may happen depends on the model of time. */
import type { LiveWorld, Monitor, Situation } from '../../sim/protocol.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';

const SOURCE = 'Dwork, Lynch, Stockmeyer 1988; Cachin, Guerraoui, Rodrigues 2011, §2.5';

interface Exchange {
  readonly asked: { readonly at: number; readonly event: EventId } | undefined;
  /** A crash or a loss since then: the suspicion is right, or a matter of links. */
  readonly excused: boolean;
  /** On streams one loss delays all that comes after it. */
  readonly streamBroken: boolean;
}

const START: Exchange = { asked: undefined, excused: false, streamBroken: false };

export const noFalseSuspicion: Monitor<Exchange> = {
  id: 'no-false-suspicion',
  claim: 'Where time is bounded and no message of the exchange is lost, no process is suspected that has stayed up.',
  type: 'safety',
  source: SOURCE,
  on: ['ask', 'suspect', 'crash', 'lost'],
  start: START,
  observe(memory, world, event) {
    const now = follow(memory, world, event);
    const { asked, excused, streamBroken } = memory;
    if (event.kind !== 'step' || event.name !== 'suspect' || asked === undefined) return [now, undefined];
    const promised = !excused && !streamBroken && asked.at >= boundedFrom(world);
    if (!promised || world.statusOf(String(event.detail.process)) === 'crashed') return [now, undefined];
    const message = `${event.process} suspects ${event.detail.process}, which was up all the while`;
    return [now, { holds: false, events: [asked.event, event.id], message }];
  },
};

/** A suspicion of a process that is up, whatever was promised. */
export const falseSuspicion: Situation<Exchange> = {
  id: 'false-suspicion',
  title: 'A process that is up is suspected',
  on: ['ask', 'suspect', 'crash', 'lost'],
  start: START,
  observe(memory, world, event) {
    const now = follow(memory, world, event);
    if (event.kind !== 'step' || event.name !== 'suspect' || memory.asked === undefined) return [now, undefined];
    const up = world.statusOf(String(event.detail.process)) !== 'crashed' && !memory.excused;
    return [now, up ? [memory.asked.event, event.id] : undefined];
  },
};

function follow(memory: Exchange, world: LiveWorld, event: TraceEvent): Exchange {
  if (event.kind === 'crash') return { ...memory, excused: true };
  if (event.kind === 'lost')
    return { ...memory, excused: true, streamBroken: memory.streamBroken || world.transport !== 'datagram' };
  if (event.kind !== 'step' || event.name !== 'ask') return memory;
  return { ...memory, asked: { at: event.at, event: event.id }, excused: false };
}

/** From when on the model bounds delays; without `gst` nobody says when. */
function boundedFrom({ model: { timing, gst } }: LiveWorld): number {
  if (timing === 'synchronous') return 0;
  return timing === 'partially-synchronous' && gst !== undefined ? gst : Number.POSITIVE_INFINITY;
}
