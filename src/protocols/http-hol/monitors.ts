/** What a page may rely on, whatever carries it: the bytes of a resource in order, each once, and all of them at last. */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { Monitor, Situation } from '../../sim/protocol.ts';
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';

type Step = Extract<TraceEvent, { kind: 'step' }>;

interface Piece {
  readonly index: number;
  readonly event: EventId;
}

/** `C1 page 2, resource 5`. */
function resourceOf({ process, detail }: Step): string {
  return `${process} page ${detail.load}, resource ${detail.resource}`;
}

export const inOrder: Monitor<PersistentMap<Piece>> = {
  id: 'in-order',
  claim: 'The pieces of a resource are delivered in order.',
  type: 'safety',
  source: 'RFC 9293 §3.4; RFC 9000 §2.2',
  on: ['use'],
  start: PersistentMap.empty(),
  observe(last, _world, event) {
    if (event.kind !== 'step') return [last, undefined];
    const name = resourceOf(event);
    const index = Number(event.detail.index);
    const before = last.get(name);
    if (index === (before?.index ?? -1) + 1) return [last.set(name, { index, event: event.id }), undefined];
    const events = before === undefined ? [event.id] : [before.event, event.id];
    const message = `Of ${name} piece ${index} is delivered after ${before === undefined ? 'none' : `piece ${before.index}`}.`;
    return [last, { holds: false, events, message }];
  },
};

interface Counts {
  /** By resource: pieces delivered, copies included. */
  readonly all: PersistentMap<number>;
  /** By resource and piece: when it was first delivered. */
  readonly first: PersistentMap<EventId>;
}

export const whole: Monitor<Counts> = {
  id: 'whole',
  claim: 'A resource that is called complete consists of each of its pieces once.',
  type: 'safety',
  source: 'RFC 9293 §3.4; RFC 9000 §2.2',
  on: ['use', 'done'],
  start: { all: PersistentMap.empty(), first: PersistentMap.empty() },
  observe(counts, _world, event) {
    if (event.kind !== 'step') return [counts, undefined];
    const name = resourceOf(event);
    const piece = (index: unknown) => `${name}, ${index}`;
    if (event.name === 'use') {
      const key = piece(event.detail.index);
      const all = counts.all.set(name, (counts.all.get(name) ?? 0) + 1);
      return [
        { all, first: counts.first.get(key) === undefined ? counts.first.set(key, event.id) : counts.first },
        undefined,
      ];
    }
    const of = Number(event.detail.of);
    const missing = Array.from({ length: of }, (_, index) => index).find(
      (index) => counts.first.get(piece(index)) === undefined,
    );
    if (missing === undefined && counts.all.get(name) === of) return [counts, undefined];
    const wrong = missing === undefined ? 'has pieces twice' : `lacks piece ${missing}`;
    return [counts, { holds: false, events: [event.id], message: `${name} is called complete and ${wrong}.` }];
  },
};

interface Loads {
  /** By browser: the page it loads, since when. */
  readonly open: Readonly<Record<ProcessId, { readonly at: TrueTime; readonly event: EventId }>>;
  /** When a process or a link last failed or came back. */
  readonly trouble: TrueTime;
  /** Given up with nothing to blame. */
  readonly lost: { readonly client: ProcessId; readonly event: EventId } | null;
}

/** In timeouts; and the packets of the largest page there can be, which share the line. */
const PATIENCE = 12;
const PACKETS = 25 * 24;

export const pageLoads: Monitor<Loads> = {
  id: 'page-loads',
  claim: 'While browser and server are up and connected, every page is eventually loaded.',
  type: 'liveness',
  source: 'RFC 9293 §3.8.1; RFC 9002 §6',
  on: ['invoke', 'respond', 'giveUp', 'crash', 'restart', 'pause', 'resume', 'lost'],
  start: { open: {}, trouble: -1, lost: null },
  observe(memory, _world, event) {
    const { process = '' } = event;
    const { [process]: page, ...others } = memory.open;
    switch (event.kind) {
      case 'invoke':
        return [{ ...memory, open: { ...others, [process]: { at: event.at, event: event.id } } }, undefined];
      case 'respond':
        return [{ ...memory, open: others }, undefined];
      case 'step': {
        const blameless = page !== undefined && memory.trouble < page.at;
        return [{ ...memory, lost: blameless ? { client: process, event: event.id } : memory.lost }, undefined];
      }
      case 'crash':
        return [{ ...memory, open: others, trouble: event.at }, undefined];
      case 'lost':
        // What the network loses is no excuse: that is what retransmission is for. A link that is cut is one.
        return [event.reason === 'cut' ? { ...memory, trouble: event.at } : memory, undefined];
      default:
        return [{ ...memory, trouble: event.at }, undefined];
    }
  },
  conclude({ open, trouble, lost }, world) {
    if (lost !== null)
      return {
        holds: false,
        events: [lost.event],
        message: `${lost.client} gives its page up, with everything up and connected.`,
      };
    const all = Object.entries(open);
    if (all.length === 0 && trouble < 0) return { holds: true, events: [], message: 'Every page is loaded.' };
    const patience =
      PATIENCE * Number(world.option('timeout')) + Number(world.option('pace')) * PACKETS * world.clients.length;
    const late = all.find(([, page]) => world.now - Math.max(page.at, trouble) > patience);
    if (late === undefined)
      return all.length === 0 ? { holds: true, events: [], message: 'Every page has come to its end.' } : undefined;
    const reachable = [...world.processes, late[0]].every((process) => world.statusOf(process) === 'up');
    return reachable && world.processes.every((process) => world.connected(process, late[0]))
      ? { holds: false, events: [late[1].event], message: `${late[0]} still waits for its page.` }
      : undefined;
  },
};

/** A packet has come and may not be used, because one of another resource is missing before it. */
export const blocked: Situation<PersistentMap<number>> = {
  id: 'blocked',
  title: 'Head-of-line blocking: a packet waits for one of another resource',
  on: ['send', 'holdBack'],
  start: PersistentMap.empty(),
  observe(owners, _world, event) {
    if (event.kind === 'send' && event.type === 'Data') {
      const { load, lane, seq, resource } = event.payload as {
        load: number;
        lane: number;
        seq: number;
        resource: number;
      };
      return [owners.set(`${event.to} ${load} ${lane} ${seq}`, resource), undefined];
    }
    if (event.kind !== 'step') return [owners, undefined];
    const { load, lane, missing, resource } = event.detail;
    const owner = owners.get(`${event.process} ${load} ${lane} ${missing}`);
    return [owners, owner === undefined || owner === resource ? undefined : [event.id]];
  },
};
