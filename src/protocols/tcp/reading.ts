/** Which connection each segment and each end belongs to, kept from the outside: no end can know it for sure. */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { LiveWorld } from '../../sim/protocol.ts';
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';

/** A connection as its sender numbers it, and when the segment left. */
export interface Origin {
  readonly connection: number;
  readonly at: TrueTime;
  readonly event: EventId;
}

export interface Origins {
  /** By process: the connection it began last. */
  readonly own: Readonly<Record<ProcessId, number>>;
  /** By process: the other end's connection that it took part in last. */
  readonly met: Readonly<Record<ProcessId, number>>;
  /** By address of the message. */
  readonly sent: PersistentMap<Origin>;
  /** By process: the message it received last. */
  readonly last: Readonly<Record<ProcessId, Arrival>>;
  /** A segment came that had lived longer than the ends think one can: nothing is promised from there on. */
  readonly outlived: boolean;
}

export interface Arrival extends Origin {
  readonly received: EventId;
}

export const FOLLOWED = ['open', 'meet', 'send', 'receive'] as const;
export const NO_ORIGINS: Origins = { own: {}, met: {}, sent: PersistentMap.empty(), last: {}, outlived: false };

/** The memory after one more event of those in `FOLLOWED`. */
export function follow(memory: Origins, world: LiveWorld, event: TraceEvent): Origins {
  const { process } = event;
  if (process === undefined) return memory;
  if (event.kind === 'send') {
    const origin: Origin = { connection: memory.own[process] ?? 0, at: world.now, event: event.id };
    return { ...memory, sent: memory.sent.set(event.message, origin) };
  }
  if (event.kind === 'receive') {
    const origin = memory.sent.get(event.message);
    if (origin === undefined) return memory;
    const outlived = memory.outlived || world.now - origin.at > Number(world.option('msl'));
    return { ...memory, outlived, last: { ...memory.last, [process]: { ...origin, received: event.id } } };
  }
  if (event.kind !== 'step') return memory;
  if (event.name === 'open') return { ...memory, own: { ...memory.own, [process]: Number(event.detail.connection) } };
  const arrival = memory.last[process];
  return event.name === 'meet' && arrival !== undefined
    ? { ...memory, met: { ...memory.met, [process]: arrival.connection } }
    : memory;
}

/** Whether the step is one of an end's own: reliable links under it have segments and deliveries as well. */
export function isOwn({ name, detail }: Pick<Extract<TraceEvent, { kind: 'step' }>, 'name' | 'detail'>): boolean {
  return name === 'segment' ? !('to' in detail) : !('peer' in detail);
}

/** The other end of the pair. */
export function peerOf({ processes }: Pick<LiveWorld, 'processes'>, process: ProcessId): ProcessId | undefined {
  const place = processes.indexOf(process);
  return processes[place % 2 === 0 ? place + 1 : place - 1];
}
