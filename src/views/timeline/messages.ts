/**
 * Messages of reliable links with their segments folded away: each from its send to the moment its process gets it.
 * A copy that was lost is no loss of the message while the transport has it and sends it again.
 */
import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { Window } from '../intents.ts';
import { firstFrom, sendOf, type Visit } from './endings.ts';
import { isData, MOST_MESSAGES, messageOfSegment } from './segments.ts';

/** What is known of one message's end. */
interface Ends {
  received: boolean;
  /** The last copy lost; −1: none, or one was put on the wire since. */
  lost: EventId;
}

export function eachMessage(trace: Trace, window: Window, reached: TrueTime, visit: Visit): void {
  const first = firstFrom(trace, Math.min(window.from, reached - trace.longestFlight));
  // A message whose copy is lost in the window may be received this much later.
  const last = trace.countAt(window.to + 2 * trace.longestFlight);
  const ends = endsOf(trace, first, last);
  for (let id = firstFrom(trace, window.from); id < last; id += 1) {
    const kind = trace.kind(id);
    if (kind !== 'receive' && kind !== 'lost') continue;
    const send = sendOf(trace, id);
    if (send < 0 || trace.at(send) > window.to) continue;
    const known = ends.get(keyOf(trace, id));
    if (kind === 'receive') visit(send, id, 'arrived');
    else if (known?.received === false && known.lost === id && !mayGoAgain(trace, send, id, reached))
      visit(send, id, 'lost');
  }
  if (window.to <= reached - trace.longestFlight) return;
  for (let id = firstFrom(trace, reached - trace.longestFlight); id < trace.length; id += 1) {
    if (trace.kind(id) !== 'send' || trace.at(id) > window.to) continue;
    const known = ends.get(keyOf(trace, id));
    if (known?.received === true) continue;
    const lost = known?.lost ?? -1;
    if (lost < 0 || mayGoAgain(trace, id, lost, reached)) visit(id, -1, 'flying');
  }
}

/** The trace ends before its sender would have sent it again. */
function mayGoAgain(trace: Trace, send: EventId, lost: EventId, reached: TrueTime): boolean {
  return trace.word(lost) !== 'refused' && trace.at(send) > reached - trace.longestFlight;
}

function endsOf(trace: Trace, first: EventId, last: EventId): ReadonlyMap<number, Ends> {
  const all = new Map<number, Ends>();
  const of = (key: number) => {
    const known = all.get(key) ?? { received: false, lost: -1 };
    all.set(key, known);
    return known;
  };
  for (let id = first; id < last; id += 1) {
    const kind = trace.kind(id);
    if (kind === 'receive') of(keyOf(trace, id)).received = true;
    else if (kind === 'lost') of(keyOf(trace, id)).lost = id;
    else if (isData(trace, id)) of(messageOfSegment(trace, id)).lost = -1;
  }
  return all;
}

function keyOf(trace: Trace, id: EventId): number {
  return (trace.from(id) * trace.lanes.length + trace.to(id)) * MOST_MESSAGES + trace.number(id);
}
