/** From a message's address to its event. */
import type { Address } from './scenario.ts';
import type { Trace } from './trace.ts';
import type { EventId } from './trace-event.ts';

/** The event that sent `address`; undefined: it is not sent in this trace. */
export function findSend(trace: Trace, address: Address): EventId | undefined {
  const [, from, to, digits] = /^(\w+)-(\w+)\.(\d+)$/.exec(address) ?? [];
  const [fromLane, toLane, number] = [trace.lanes.indexOf(from ?? ''), trace.lanes.indexOf(to ?? ''), Number(digits)];
  if (fromLane < 0 || toLane < 0) return undefined;
  for (let counter = 1; counter <= trace.tickCount(fromLane); counter += 1) {
    const id = trace.tick(fromLane, counter);
    if (trace.kind(id) === 'send' && trace.number(id) === number && trace.to(id) === toLane) return id;
  }
  return undefined;
}
