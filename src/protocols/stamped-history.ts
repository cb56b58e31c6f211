/** Every stamped event so far, by process, held against the kernel's vector clocks: the true happened-before. */
import { PersistentMap } from '../base/persistent-map.ts';
import { PersistentVector } from '../base/persistent-vector.ts';
import type { Json, ProcessId } from '../sim/scenario.ts';
import type { EventId, TraceEvent } from '../sim/trace-event.ts';

export interface Stamped<Stamp extends Json> {
  readonly event: EventId;
  readonly process: ProcessId;
  /** The protocol's own stamp. */
  readonly value: Stamp;
  /** The kernel's counter of the process. */
  readonly counter: number;
  /** The kernel's vector. */
  readonly knows: Readonly<Record<ProcessId, number>>;
}

/** The stamps of one process, in the order of its events. */
export type StampList<Stamp extends Json> = PersistentVector<Stamped<Stamp>>;
export type Stamps<Stamp extends Json> = PersistentMap<StampList<Stamp>>;

export function noStamps<Stamp extends Json>(): Stamps<Stamp> {
  return PersistentMap.empty();
}

/** undefined for every event but a `step stamp`. */
export function stampedIn<Stamp extends Json>(event: TraceEvent): Stamped<Stamp> | undefined {
  if (event.kind !== 'step' || event.name !== 'stamp' || event.process === undefined) return undefined;
  const { process, vector: knows = {} } = event;
  const value = event.detail.value as Stamp; // `stamped-talk.ts` writes it
  return { event: event.id, process, value, counter: knows[process] ?? 0, knows };
}

export function withStamp<Stamp extends Json>(stamps: Stamps<Stamp>, stamped: Stamped<Stamp>): Stamps<Stamp> {
  return stamps.set(stamped.process, stampsOf(stamps, stamped.process).push(stamped));
}

export function stampsOf<Stamp extends Json>(stamps: Stamps<Stamp>, process: ProcessId): StampList<Stamp> {
  return stamps.get(process) ?? PersistentVector.empty();
}

/** How many of the stamps of `process` lie in the past of `now`. */
export function knownOf<Stamp extends Json>(
  list: StampList<Stamp>,
  process: ProcessId,
  { knows }: Stamped<Stamp>,
): number {
  const counter = knows[process] ?? 0;
  return countWhile(list, ({ counter: own }) => own <= counter);
}

/** Length of the longest beginning of `list` that `holds`, which must not hold again after it has failed. */
export function countWhile<Stamp extends Json>(
  list: StampList<Stamp>,
  holds: (stamped: Stamped<Stamp>) => boolean,
): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const one = list.get(middle);
    if (one !== undefined && holds(one)) low = middle + 1;
    else high = middle;
  }
  return low;
}
