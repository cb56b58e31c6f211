/** What the transport puts on the wire, copy by copy, as pairs of events (docs/adr/0010): found by walking the window only. */

import type { TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { isTransportStep } from '../../sim/transport/steps.ts';
import type { Window } from '../intents.ts';
import { type Ending, firstFrom } from './endings.ts';

export interface SegmentFlight {
  readonly kind: 'data' | 'ack';
  /** Its `segment` step. */
  readonly start: EventId;
  /** −1: not known yet. */
  readonly end: EventId;
  readonly ending: Ending;
  /** Lanes. */
  readonly from: number;
  readonly to: number;
  /** The protocol's send, of data whose end is known; −1: none. */
  readonly send: EventId;
}

/** More than are sent on one link. */
export const MOST_MESSAGES = 10_000_000;

interface Detail {
  readonly to?: string;
  readonly flags?: string;
  readonly message?: string;
  readonly copy?: number;
}

/** A transmission: the copies from this number on, up to the next transmission of its message, left with it. */
interface Start {
  readonly id: EventId;
  readonly copy: number;
  ended: boolean;
}

/** Calls `visit` for every copy of a segment whose flight touches `window`. */
export function eachSegment(
  trace: Trace,
  window: Window,
  reached: TrueTime,
  visit: (flight: SegmentFlight) => void,
): void {
  if (!trace.streams) return;
  const data = new Map<number, Start[]>();
  const acks = new Map<EventId, boolean>();
  const ended = new Set<string>();
  const last = trace.countAt(window.to + trace.longestFlight);
  for (let id = firstFrom(trace, window.from - trace.longestFlight); id < last; id += 1) {
    const kind = trace.kind(id);
    if (isData(trace, id)) {
      const key = messageOfSegment(trace, id);
      data.set(key, [...(data.get(key) ?? []), { id, copy: detailOf(trace, id).copy ?? 1, ended: false }]);
    } else if (isSegment(trace, id)) acks.set(id, false);
    else if (kind === 'astray' || kind === 'lost' || isTransportStep(trace, id)) {
      const cause = trace.cause(id);
      if (cause < 0) continue;
      const copy = kind === 'step' ? (detailOf(trace, id).copy ?? 1) : Math.max(trace.copy(id), 1);
      const ending = kind === 'step' ? 'arrived' : 'lost';
      if (trace.kind(cause) === 'send') {
        const key = keyOfSend(trace, cause);
        // What was held and is given up later had come.
        if (!isNew(ended, `${key}/${copy}`)) continue;
        const start = data.get(key)?.findLast((one) => one.copy <= copy);
        if (start === undefined) continue;
        start.ended = true;
        if (trace.at(start.id) > window.to || trace.at(id) < window.from) continue;
        visit({ kind: 'data', start: start.id, end: id, ending, ...lanesOf(trace, start.id), send: cause });
      } else if (acks.has(cause)) {
        acks.set(cause, true);
        if (trace.at(cause) > window.to || trace.at(id) < window.from) continue;
        visit({ kind: 'ack', start: cause, end: id, ending, ...lanesOf(trace, cause), send: -1 });
      }
    }
  }
  if (window.to <= reached - trace.longestFlight) return;
  const flying = { end: -1, ending: 'flying', send: -1 } as const;
  for (const start of [...data.values()].flat())
    if (!start.ended && trace.at(start.id) <= window.to)
      visit({ kind: 'data', start: start.id, ...lanesOf(trace, start.id), ...flying });
  for (const [id, done] of acks)
    if (!done && trace.at(id) <= window.to) visit({ kind: 'ack', start: id, ...lanesOf(trace, id), ...flying });
}

function isSegment(trace: Trace, id: EventId): boolean {
  return trace.kind(id) === 'step' && trace.word(id) === 'segment' && isTransportStep(trace, id);
}

/** Whether the event puts a message on the wire. */
export function isData(trace: Trace, id: EventId): boolean {
  return isSegment(trace, id) && detailOf(trace, id).message !== undefined;
}

/** Link and number of the message that a segment of data carries, as one number. */
export function messageOfSegment(trace: Trace, id: EventId): number {
  const { from, to } = lanesOf(trace, id);
  const number = Number(detailOf(trace, id).message?.split('.')[1]);
  return (from * trace.lanes.length + to) * MOST_MESSAGES + number;
}

function keyOfSend(trace: Trace, send: EventId): number {
  return (trace.from(send) * trace.lanes.length + trace.to(send)) * MOST_MESSAGES + trace.number(send);
}

function lanesOf(trace: Trace, id: EventId): { readonly from: number; readonly to: number } {
  return { from: trace.lane(id), to: trace.lanes.indexOf(detailOf(trace, id).to ?? '') };
}

function detailOf(trace: Trace, id: EventId): Detail {
  return trace.extra(id) as Detail; // of a transport's step
}

function isNew(seen: Set<string>, key: string): boolean {
  const size = seen.size;
  seen.add(key);
  return seen.size > size;
}
