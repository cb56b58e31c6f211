/** The diagram in one sentence, for those who do not see it. */
import type { Trace } from '../../sim/trace.ts';
import type { Window } from '../intents.ts';
import { placeText } from './scale.ts';

export function summaryOf(trace: Trace, window: Window, faults: number): string {
  const clients = trace.lanes.length - trace.serverCount;
  const events = trace.countAt(window.to) - trace.countAt(window.from - 1);
  const processes = count(trace.serverCount, 'process', 'processes');
  const who = clients === 0 ? processes : `${processes} and ${count(clients, 'client', 'clients')}`;
  const harm = trace.timeless ? '' : `, ${count(faults, 'fault', 'faults')}`;
  const span = `${placeText(trace, window.from)} to ${placeText(trace, window.to)}`;
  return `Space-time diagram of ${who}, ${span}: ${count(events, 'event', 'events')}${harm}`;
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
