/** How two events stand to each other, in words that say why. */
import { compare, type Order, ticks } from '../../sim/causality.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';

export interface Comparison {
  readonly order: Order;
  readonly title: string;
  readonly why: string;
}

/** `S2·3`: the third event of S2's logical clock; `#17` where the event has none. */
export function eventName(trace: Trace, id: EventId): string {
  const lane = trace.lane(id);
  return lane < 0 || !ticks(trace, id) ? `#${id}` : `${trace.lanes[lane]}·${trace.vector(id, lane)}`;
}

export function compareEvents(trace: Trace, a: EventId, b: EventId): Comparison {
  const [first, second] = [eventName(trace, a), eventName(trace, b)];
  if (!ticks(trace, a) || !ticks(trace, b)) {
    return {
      order: 'concurrent',
      title: 'These cannot be compared',
      why: 'one of them is no event of a process: no logical clock counts it',
    };
  }
  const order = compare(trace, a, b);
  switch (order) {
    case 'before':
      return {
        order,
        title: `${first} happened before ${second}`,
        why: `no component of ${first} is larger: what it knew has reached ${second}`,
      };
    case 'after':
      return {
        order,
        title: `${first} happened after ${second}`,
        why: `no component of ${second} is larger: what it knew has reached ${first}`,
      };
    case 'concurrent':
      return {
        order,
        title: `${first} and ${second} are concurrent`,
        why: 'each is larger somewhere, so neither happened before the other',
      };
    case 'same':
      return { order, title: 'This is one event', why: 'select another to compare with' };
  }
}
