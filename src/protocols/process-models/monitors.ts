/** What was acknowledged is still there: told where a server comes back, and where it answers. */
import type { Monitor, Situation } from '../../sim/protocol.ts';
import type { EventId } from '../../sim/trace-event.ts';

interface Told {
  /** Additions acknowledged so far: the last one's number, and the event that told it. */
  readonly number: number;
  readonly event: EventId;
  /** A lie was told: no count can be relied on from then on. */
  readonly lied: boolean;
}

export const nothingLost: Monitor<Told> = {
  id: 'nothing-lost',
  claim: 'Unless the server lies, every addition that was acknowledged is there when it comes back from a crash.',
  type: 'safety',
  source: 'Cachin, Guerraoui, Rodrigues 2011, §2.2',
  on: ['acknowledged', 'load', 'send'],
  start: { number: 0, event: -1, lied: false },
  observe(memory, world, event) {
    if (event.kind === 'send')
      return [world.isCorrupt(String(event.process)) ? { ...memory, lied: true } : memory, undefined];
    if (event.kind !== 'step') return [memory, undefined];
    if (event.name === 'acknowledged')
      return [{ ...memory, number: Number(event.detail.number), event: event.id }, undefined];
    const done = Number(event.detail.done);
    if (memory.lied || done >= memory.number) return [memory, undefined];
    const message = `${event.process} comes back with ${done} additions; ${memory.number} were acknowledged`;
    return [memory, { holds: false, events: [memory.event, event.id], message }];
  },
};

/** What the asker was told does not agree with what the server counts. */
export const toldALie: Situation<number> = {
  id: 'told-a-lie',
  title: 'A count is told that nobody has counted',
  on: ['add', 'load', 'acknowledged'],
  start: 0,
  observe(count, _world, event) {
    if (event.kind !== 'step') return [count, undefined];
    if (event.name !== 'acknowledged') return [Number(event.detail.count), undefined];
    return [count, Number(event.detail.count) > count ? [event.id] : undefined];
  },
};
