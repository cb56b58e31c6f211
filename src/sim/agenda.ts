/** Messages in flight, soonest first: a binary heap ordered by time, then by the order of sending. */
import type { Json, TrueTime } from './scenario.ts';
import type { EventId, LossReason } from './trace-event.ts';
import type { Segment } from './transport/state.ts';

/** One copy of a message on its way; immutable. */
export interface Errand {
  /** When it arrives or is lost, µs. */
  readonly at: TrueTime;
  /** Order among things due at one instant. */
  readonly sequence: number;
  readonly from: number;
  readonly to: number;
  /** Number of the message on its link, from 1. */
  readonly number: number;
  readonly copy: number;
  readonly type: string;
  readonly payload: Json;
  readonly send: EventId;
  readonly sentAt: TrueTime;
  readonly arrivesAt: TrueTime;
  readonly doom: LossReason | undefined;
  /** Lane of the process it says it comes from: the sender's own, unless that one is a forger. */
  readonly claims: number;
  /** What the transport put around it; undefined: a plain datagram. */
  readonly segment: Segment | undefined;
}

export class Agenda {
  private readonly heap: Errand[];

  constructor(errands: readonly Errand[] = []) {
    this.heap = errands.slice();
  }

  get first(): Errand | undefined {
    return this.heap[0];
  }

  /** A copy in heap order: `new Agenda(copy)` is equal to this one. */
  copy(): Errand[] {
    return this.heap.slice();
  }

  push(errand: Errand): void {
    const { heap } = this;
    let slot = heap.length;
    heap.push(errand);
    while (slot > 0) {
      const parent = (slot - 1) >> 1;
      const above = heap[parent] as Errand;
      if (!sooner(errand, above)) break;
      heap[slot] = above;
      slot = parent;
    }
    heap[slot] = errand;
  }

  pop(): Errand | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length > 0 && last !== undefined) this.sink(last);
    return first;
  }

  /** Takes out every errand for which `which` holds, soonest first. */
  remove(which: (errand: Errand) => boolean): Errand[] {
    const taken = this.heap.filter(which).sort((a, b) => (sooner(a, b) ? -1 : 1));
    if (taken.length === 0) return taken;
    const kept = this.heap.filter((errand) => !which(errand));
    this.heap.length = 0;
    for (const errand of kept) this.push(errand);
    return taken;
  }

  private sink(errand: Errand): void {
    const { heap } = this;
    let slot = 0;
    for (;;) {
      let child = 2 * slot + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && sooner(heap[child + 1] as Errand, heap[child] as Errand)) child += 1;
      const below = heap[child] as Errand;
      if (!sooner(below, errand)) break;
      heap[slot] = below;
      slot = child;
    }
    heap[slot] = errand;
  }
}

function sooner(a: Errand, b: Errand): boolean {
  return a.at < b.at || (a.at === b.at && a.sequence < b.sequence);
}
