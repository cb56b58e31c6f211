/** Every stamped event so far, by process, held against the kernel's vector clocks: the true happened-before. */
import { PersistentMap } from '../../base/persistent-map.ts';
import { PersistentVector } from '../../base/persistent-vector.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';

export interface Stamped {
  readonly event: EventId;
  readonly process: ProcessId;
  /** The protocol's own stamp. */
  readonly value: number;
  /** The kernel's counter of the process. */
  readonly counter: number;
  /** The kernel's vector. */
  readonly knows: Readonly<Record<ProcessId, number>>;
}

/** By process, in the order of their events. */
export type Stamps = PersistentMap<PersistentVector<Stamped>>;

export const noStamps: Stamps = PersistentMap.empty();

/** undefined for every event but a `step stamp`. */
export function stampedIn(event: TraceEvent): Stamped | undefined {
  if (event.kind !== 'step' || event.name !== 'stamp' || event.process === undefined) return undefined;
  const { process, vector: knows = {} } = event;
  return { event: event.id, process, value: Number(event.detail.value), counter: knows[process] ?? 0, knows };
}

export function withStamp(stamps: Stamps, stamped: Stamped): Stamps {
  return stamps.set(stamped.process, stampsOf(stamps, stamped.process).push(stamped));
}

export function stampsOf(stamps: Stamps, process: ProcessId): PersistentVector<Stamped> {
  return stamps.get(process) ?? PersistentVector.empty();
}

/** How many of the stamps of one process lie in the past of an event that knows `counter` of its events. */
export function knownOf(list: PersistentVector<Stamped>, counter: number): number {
  return countWhile(list, ({ counter: own }) => own <= counter);
}

/** Length of the longest beginning of `list` that `holds`, which must not hold again after it has failed. */
export function countWhile(list: PersistentVector<Stamped>, holds: (stamped: Stamped) => boolean): number {
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
