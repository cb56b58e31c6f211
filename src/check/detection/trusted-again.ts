/** A suspicion is not for good: whoever is heard again is trusted again (Chandra & Toueg 1996, §3, on their Ω and ◊P). */
import type { Monitor } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { type Opinions, opinionsAfter } from './opinions.ts';

/** Signs of life that may come without an effect: one is enough for a right detector. */
const PATIENCE = 3;

interface Memory {
  readonly opinions: Opinions;
  /** By observer and suspect, `S1 S2`: signs of life since the suspicion began. */
  readonly signs: Readonly<Record<string, number>>;
  readonly standing: 'none' | 'settled' | 'overdue';
}

/** `types`: the messages that show their sender to be alive. */
export function trustedAgain(types: readonly string[]): Monitor<Memory> {
  return {
    id: 'trusted-again',
    claim: 'A suspected process whose messages arrive again is eventually trusted again.',
    type: 'liveness',
    source: 'Chandra & Toueg 1996, §2.2 and figure 10',
    on: ['suspect', 'trust', 'crash', 'receive'],
    start: { opinions: {}, signs: {}, standing: 'none' },
    observe(memory, _world, event) {
      const opinions = opinionsAfter(memory.opinions, event);
      if (event.kind === 'receive' && types.includes(event.type) && event.process !== undefined) {
        const suspicion = opinions[event.process]?.[event.from];
        if (suspicion === undefined) return [memory, undefined];
        const pair = `${event.process} ${event.from}`;
        const count = (memory.signs[pair] ?? 0) + 1;
        const now: Memory = { ...memory, signs: { ...memory.signs, [pair]: count } };
        if (count < PATIENCE || memory.standing === 'overdue') return [now, undefined];
        return [{ ...now, standing: 'overdue' }, overdue(event.process, event.from, count, suspicion.event, event.id)];
      }
      if (event.kind !== 'step') return [{ ...memory, opinions }, undefined];
      const pair = `${event.process} ${String(event.detail.process)}`;
      const { [pair]: _, ...signs } = memory.signs;
      const now: Memory = { ...memory, opinions, signs };
      if (event.name !== 'trust' || memory.standing === 'overdue' || memory.standing === 'settled')
        return [now, undefined];
      return [
        { ...now, standing: 'settled' },
        { holds: true, events: [], message: 'Suspicions are withdrawn as soon as their subject is heard.' },
      ];
    },
    conclude: ({ standing }) =>
      standing === 'none'
        ? { holds: true, events: [], message: 'Nobody who is suspected was heard again.' }
        : undefined,
  };
}

function overdue(observer: ProcessId, subject: ProcessId, count: number, suspicion: EventId, sign: EventId) {
  return {
    holds: false,
    events: [suspicion, sign],
    message: `${observer} has heard ${subject} ${count} times since it began to suspect it, and suspects it still.`,
  };
}
