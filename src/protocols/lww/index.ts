/** Replicas that keep the last write, and the question which one that is (Kleppmann, figure 8-3). */
import { fail, ok } from '../../base/result.ts';
import type { Fact, ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { clientStable, lwwClient } from './client.ts';
import { lwwGallery } from './gallery.ts';
import { lwwReplica } from './machine.ts';
import type { Reply, Request, Spread, Stamp } from './messages.ts';
import { concurrentLost, converges, laterSurvives } from './monitors.ts';
import { lwwOptions } from './options.ts';
import { type ReplicaContext, stableOf } from './state.ts';

export const lww: ProtocolDefinition = {
  id: 'lww',
  title: 'Last write wins',
  source: 'Kleppmann, chapters 5 and 8; Lamport 1978; Kulkarni et al. 2014',
  summary: 'Replicas take writes anywhere and keep the one with the latest stamp: clocks decide what is lost.',
  defaults: { processes: 3, clients: 2 },
  limits: { processes: [2, 9] },
  roles: [{ id: 'serving', title: 'replica', tone: 'following' }],
  messages: [
    { type: 'Request', title: 'Request', form: 'request', tone: 'seeking' },
    { type: 'Reply', title: 'Reply', form: 'reply', tone: 'following' },
    { type: 'Spread', title: 'Spread', form: 'request', tone: 'leading' },
  ],
  options: lwwOptions,
  operations: ['read', 'write'],
  timers: [{ name: 'gossip', title: 'gossip' }],
  behaviours: [],
  machines: { process: lwwReplica, client: lwwClient },
  readsClock: true,
  parseInitial: (values) => {
    const [stranger] = Object.keys(values);
    return stranger === undefined ? ok(undefined) : fail(`"${stranger}" is nothing a replica starts with`);
  },
  stable: (snapshot) =>
    isReplica(snapshot) ? stableOf(snapshot.context as ReplicaContext) : clientStable(snapshot.context),
  caption,
  sentence,
  portray: (snapshot) => {
    if (!isReplica(snapshot)) return { role: String(snapshot.value), facts: [] };
    const { store, seen, thrown } = snapshot.context as ReplicaContext;
    const versions = store.entries().map(([key, { value, stamp }]): Fact => {
      return { name: key, value: `${value}, stamped ${stampText(stamp)}`, stable: true };
    });
    const [first] = store.entries();
    return {
      role: 'serving',
      ...(first === undefined ? {} : { badge: `${first[0]}=${first[1].value}` }),
      facts: [
        ...versions,
        { name: 'highest time seen', value: String(seen), stable: true },
        { name: 'thrown away', value: String(thrown.size), stable: false },
      ],
    };
  },
  monitors: [laterSurvives, converges],
  situations: [concurrentLost],
  flaws: [
    {
      id: 'wall-clock-stamps',
      title: 'Stamp by the time of day',
      rule: 'The stamp of a write is above the stamps of all that was seen before it.',
      source: 'Lamport 1978; Kleppmann, chapter 8, Timestamps for ordering events',
      breaks: ['later-survives'],
      exposedBy: 'wall-clock-stamps',
    },
  ],
  gallery: lwwGallery,
  lessons: async () => (await import('./lessons.ts')).lwwLessons,
};

function caption(type: string, payload: Json): string {
  switch (type) {
    case 'Request': {
      const { op, key, value } = payload as Request;
      return op === 'read' ? `read ${key}` : `${key}=${value}`;
    }
    case 'Reply': {
      const { result } = payload as Reply;
      return result === null ? 'done' : `is ${result}`;
    }
    default:
      return (payload as Spread).versions.map(({ key, value }) => `${key}=${value}`).join(' ') || 'nothing';
  }
}

function sentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, detail } = event;
  if (event.name === 'accept')
    return `${process} takes ${detail.key}=${detail.value} and stamps it ${stampText(detail.stamp as Stamp)}`;
  if (event.name === 'discard')
    return `${process} throws away ${detail.key}=${detail.value}: ${detail.winner} is stamped later than ${detail.loser}`;
  return undefined;
}

export function stampText({ time, process }: Stamp): string {
  return `${time}·${process}`;
}

function isReplica({ context }: Snapshot): boolean {
  return context !== undefined && 'store' in context;
}
