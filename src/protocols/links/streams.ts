/** What a sender has sent on one link, and what has become of each item: read from the trace. */
import type { ProcessId } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { Item } from './messages.ts';

export type ItemState = 'on its way' | 'lost' | 'held' | 'delivered' | 'doubled' | 'refused';

export interface ItemStory {
  readonly item: number;
  readonly send: EventId;
  /** Transmissions of the transport; 1 for a datagram. */
  readonly transmissions: number;
  /** Copies that were lost on the way. */
  readonly lost: number;
  /** Copies that came and were thrown away. */
  readonly discarded: number;
  /** How often its receiver was given it. */
  readonly received: number;
  readonly state: ItemState;
  /** The last event that concerns it. */
  readonly event: EventId;
}

interface Draft {
  readonly item: number;
  readonly send: EventId;
  transmissions: number;
  lost: number;
  discarded: number;
  received: number;
  held: boolean;
  refused: boolean;
  event: EventId;
}

/** Items sent from `from` to `to` among the first `end` events, in order. */
export function streamOf(trace: Trace, end: EventId, from: ProcessId, to: ProcessId): readonly ItemStory[] {
  const [source, target] = [trace.lanes.indexOf(from), trace.lanes.indexOf(to)];
  const drafts = new Map<EventId, Draft>();
  const byAddress = new Map<string, Draft>();
  for (let id = 0; id < Math.min(end, trace.length); id += 1) {
    const kind = trace.kind(id);
    if (kind === 'send' && trace.lane(id) === source && trace.to(id) === target) {
      const { number } = trace.extra(id) as Item; // the only messages there are
      const draft = { item: number, send: id, transmissions: trace.streams ? 0 : 1, lost: 0, discarded: 0 };
      const whole: Draft = { ...draft, received: 0, held: false, refused: false, event: id };
      drafts.set(id, whole);
      byAddress.set(trace.address(id), whole);
    } else if (kind === 'step' && trace.word(id) === 'segment') {
      const about = byAddress.get(String((trace.extra(id) as { message?: string }).message)); // of the transport's data
      if (about !== undefined) about.transmissions += 1;
    } else {
      const draft = drafts.get(trace.cause(id));
      if (draft !== undefined) note(draft, trace, id);
    }
  }
  return [...drafts.values()].map((draft) => ({ ...draft, state: stateOf(draft, trace.streams) }));
}

function note(draft: Draft, trace: Trace, id: EventId): void {
  const [kind, word] = [trace.kind(id), trace.word(id)];
  if (kind === 'receive') draft.received += 1;
  else if (kind === 'lost' && word === 'refused') draft.refused = true;
  else if (kind === 'lost') draft.lost += 1;
  else if (kind === 'step' && word === 'hold') draft.held = true;
  else if (kind === 'step' && word === 'discard') draft.discarded += 1;
  else return;
  draft.event = id;
}

function stateOf({ received, refused, held, lost }: Draft, streams: boolean): ItemState {
  if (received > 1) return 'doubled';
  if (received === 1) return 'delivered';
  if (refused) return 'refused';
  if (held) return 'held';
  return lost > 0 && !streams ? 'lost' : 'on its way';
}

export interface Acceptance {
  readonly item: number;
  readonly from: ProcessId;
  readonly event: EventId;
  /** Against those before it from the same sender: `hole`: some are missing; `again`: accepted before; `late`: after a later one. */
  readonly order: 'next' | 'hole' | 'again' | 'late';
}

/** What `process` has accepted, in the order in which it did. */
export function acceptancesOf(trace: Trace, end: EventId, process: ProcessId): readonly Acceptance[] {
  const lane = trace.lanes.indexOf(process);
  const highest = new Map<ProcessId, number>();
  const seen = new Set<string>();
  const found: Acceptance[] = [];
  for (let id = 0; id < Math.min(end, trace.length); id += 1) {
    if (trace.kind(id) !== 'step' || trace.word(id) !== 'accept' || trace.lane(id) !== lane) continue;
    const { number, from } = trace.extra(id) as { readonly number: number; readonly from: ProcessId }; // of `accept`
    const most = highest.get(from) ?? 0;
    const key = `${from} ${number}`;
    const order = seen.has(key) ? 'again' : number < most ? 'late' : number > most + 1 ? 'hole' : 'next';
    seen.add(key);
    highest.set(from, Math.max(most, number));
    found.push({ item: number, from, event: id, order });
  }
  return found;
}
