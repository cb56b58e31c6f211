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
      why: 'One of them is no event of a process: no logical clock counts it.',
    };
  }
  const order = compare(trace, a, b);
  switch (order) {
    case 'before':
      return {
        order,
        title: `${first} happened before ${second}`,
        why: `Every component is < or =, and one is <: all that ${first} knew has reached ${second}.`,
      };
    case 'after':
      return {
        order,
        title: `${first} happened after ${second}`,
        why: `Every component is > or =, and one is >: all that ${second} knew has reached ${first}.`,
      };
    case 'concurrent':
      return {
        order,
        title: `${first} and ${second} are concurrent`,
        why: 'There is a < and a >: each has events that the other has not heard of, so neither happened before the other.',
      };
    case 'same':
      return { order, title: 'This is one event', why: 'Select another to compare with.' };
  }
}
