/** What links promise, read off the messages themselves and not off what the processes believe. */
import type { LiveWorld, Monitor, Situation } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';

const SOURCE = 'Cachin, Guerraoui, Rodrigues: Reliable and Secure Distributed Programming, §2.4';

interface Arrival {
  readonly number: number;
  readonly event: EventId;
}

/** The items that the receiver got over the link from the sender, in order. */
type Seen = { readonly events: ReadonlyMap<number, EventId>; readonly last: Arrival | undefined };
const NOTHING_SEEN: Seen = { events: new Map(), last: undefined };

export const atMostOnce: Monitor<Seen> = {
  id: 'at-most-once',
  claim: 'On reliable links no message is received twice.',
  type: 'safety',
  source: SOURCE,
  on: ['receive'],
  start: NOTHING_SEEN,
  observe(memory, world, event) {
    const number = itemIn(world, event);
    if (number === undefined) return [memory, undefined];
    const earlier = memory.events.get(number);
    if (earlier === undefined) return [noted(memory, number, event.id), undefined];
    return [memory, { holds: false, events: [earlier, event.id], message: `message ${number} is received twice` }];
  },
};

export const inOrder: Monitor<Seen> = {
  id: 'fifo',
  claim: 'On reliable links no message is received after one that was sent later.',
  type: 'safety',
  source: SOURCE,
  on: ['receive'],
  start: NOTHING_SEEN,
  observe(memory, world, event) {
    const number = itemIn(world, event);
    if (number === undefined) return [memory, undefined];
    const { last } = memory;
    if (last === undefined || last.number <= number) return [noted(memory, number, event.id), undefined];
    return [
      memory,
      { holds: false, events: [last.event, event.id], message: `message ${number} is received after ${last.number}` },
    ];
  },
};

/** What the receiver received last: a step of its own follows at once. */
type LastReceipt = { readonly from: ProcessId; readonly event: EventId } | undefined;

export const noForgery: Monitor<LastReceipt> = {
  id: 'no-forged-delivery',
  claim: 'On authenticated links nothing is accepted as the sender’s that the sender has not sent.',
  type: 'safety',
  source: SOURCE,
  on: ['receive', 'accept'],
  start: undefined,
  observe(memory, world, event) {
    if (event.kind === 'receive') return [{ from: event.from, event: event.id }, undefined];
    if (event.kind !== 'step' || world.transport !== 'authenticated' || memory === undefined)
      return [memory, undefined];
    if (memory.from === event.detail.from) return [memory, undefined];
    return [memory, { holds: false, events: [memory.event, event.id], message: sayForged(event, memory.from) }];
  },
};

/** Messages not received yet, with the time they were sent at. */
type Open = {
  readonly open: ReadonlyMap<number, { readonly at: number; readonly event: EventId }>;
  readonly excused: boolean;
};

/** A message may take this long on links that lose many, µs; then somebody has given it up. */
const PATIENCE = 2_000_000;

export const delivered: Monitor<Open> = {
  id: 'delivered',
  claim: 'On reliable links, while sender and receiver stay up and the link is open, every message is received.',
  type: 'liveness',
  source: SOURCE,
  on: ['send', 'receive', 'crash', 'pause'],
  start: { open: new Map(), excused: false },
  observe(memory, world, event) {
    const { kind } = event;
    if (kind === 'crash' || kind === 'pause') return [{ ...memory, excused: true }, undefined];
    if ((kind !== 'send' && kind !== 'receive') || !isItem(world, event.message)) return [memory, undefined];
    const open = new Map(memory.open);
    const number = numberOf(event.message);
    if (kind === 'receive') open.delete(number);
    else open.set(number, { at: event.at, event: event.id });
    return [{ ...memory, open }, undefined];
  },
  conclude({ open, excused }, world) {
    const [sender = '', receiver = ''] = world.processes;
    if (world.transport === 'datagram' || excused || !world.connected(sender, receiver)) return undefined;
    const forgotten = [...open].find(([, { at }]) => at < world.duration - PATIENCE);
    if (forgotten === undefined) return { holds: true, events: [], message: '' };
    const [number, { event }] = forgotten;
    return { holds: false, events: [event], message: `message ${number} is never received` };
  },
};

export const deceived: Situation<LastReceipt> = {
  id: 'deceived',
  title: 'A forged item is taken for the sender’s',
  on: ['receive', 'accept'],
  start: undefined,
  observe(memory, _world, event) {
    if (event.kind === 'receive') return [{ from: event.from, event: event.id }, undefined];
    if (event.kind !== 'step' || memory === undefined || memory.from === event.detail.from) return [memory, undefined];
    return [memory, [memory.event, event.id]];
  },
};

export const turnedAway: Situation<null> = {
  id: 'refused',
  title: 'A forged message is refused',
  on: ['lost'],
  start: null,
  observe: (memory, _world, event) => [
    memory,
    event.kind === 'lost' && event.reason === 'refused' ? [event.id] : undefined,
  ],
};

/** The number of the message received, where it is one of the sender's on a link that promises something. */
function itemIn(world: LiveWorld, event: TraceEvent): number | undefined {
  if (event.kind !== 'receive' || world.transport === 'datagram' || !isItem(world, event.message)) return undefined;
  return numberOf(event.message);
}

function isItem({ processes: [sender, receiver] }: LiveWorld, message: string): boolean {
  return message.startsWith(`${sender}-${receiver}.`);
}

function numberOf(message: string): number {
  return Number(message.slice(message.indexOf('.') + 1));
}

function noted({ events }: Seen, number: number, event: EventId): Seen {
  return { events: new Map([...events, [number, event]]), last: { number, event } };
}

function sayForged(event: TraceEvent, from: ProcessId): string {
  return event.kind === 'step' ? `${event.process} takes for ${event.detail.from}’s what ${from} has sent` : '';
}
