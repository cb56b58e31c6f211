/** Ids of events in order, small and quick to search. */
import type { EventId } from './trace-event.ts';

/** Append-only list of event ids in a typed array. */
export class Ids {
  private ids = new Int32Array(16);
  length = 0;
  push(id: EventId): void {
    if (this.length === this.ids.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.ids);
      this.ids = grown;
    }
    this.ids[this.length++] = id;
  }
  get(index: number): EventId {
    return this.ids[index] as number; // callers keep to `length`
  }
  /** Ids below `end`, copied. */
  below(end: EventId): Ids {
    const copy = new Ids();
    copy.length = this.countBelow(end);
    copy.ids = this.ids.slice(0, Math.max(16, copy.length));
    return copy;
  }
  /** How many ids are below `end`. */
  countBelow(end: EventId): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.ids[middle] as number) < end) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
