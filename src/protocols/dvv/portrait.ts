/** Replicas, clients and their messages in words. */
import type { MessageKind, Portrait, Role, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import type { ClientContext, ClientStored } from './client.ts';
import type { Answer, Get, Put, Sync, Version } from './messages.ts';
import type { ReplicaContext, Stored } from './replica.ts';
import { nothing } from './schemes.ts';
import { showVector } from './vectors.ts';

export const dvvRoles: readonly Role[] = [{ id: 'serving', title: 'serving', tone: 'following' }];

export const dvvMessages: readonly MessageKind[] = [
  { type: 'Get', title: 'Get', form: 'request', tone: 'neutral' },
  { type: 'Put', title: 'Put', form: 'request', tone: 'seeking' },
  { type: 'Answer', title: 'Answer', form: 'reply', tone: 'neutral' },
  { type: 'Sync', title: 'Sync', form: 'request', tone: 'following' },
];

export function storedBy({ context }: Snapshot): Stored | ClientStored | undefined {
  if (context === undefined) return undefined;
  if (isReplica(context)) return { keys: context.keys, done: context.done };
  const { request, writes } = context as ClientContext; // there are only the two kinds
  return { request, writes };
}

export function captionMessage(type: string, payload: Json): string {
  switch (type) {
    case 'Put':
      return `${(payload as Put).key}=${(payload as Put).value}`;
    case 'Get':
      return (payload as Get).key;
    case 'Answer': {
      const [first] = Object.values((payload as Answer).seen);
      return `${(payload as Answer).key}: ${first === undefined ? '' : first.values.join(' | ') || 'nothing'}`;
    }
    default:
      return (payload as Sync).back ? 'sync back' : 'sync';
  }
}

export function dvvSentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, detail } = event;
  switch (event.name) {
    case 'role':
      return `${process} serves`;
    case 'basis':
      return `${process} writes ${detail.key} as ${detail.id}`;
    case 'give-up':
      return `${process} gives up waiting; whether its request took effect stays unknown`;
    case 'state': {
      const siblings = detail.siblings as readonly Version[]; // `replica.ts` writes it
      const held = siblings.map(showVersion).join(' | ') || 'nothing';
      const why = { get: 'is asked for', put: 'writes', merge: 'merges' }[String(detail.because)] ?? '';
      return `${process} ${why} ${detail.key}, and holds ${held}`;
    }
    default:
      return undefined;
  }
}

/** `tea (S1 3; S2 1)`: the value, its dot, and what its writer had read. */
export function showVersion({ value, dot, knows }: Version): string {
  if (dot === null) return Object.keys(knows).length === 0 ? value : `${value} [${showVector(knows)}]`;
  const context = Object.keys(knows).length === 0 ? '' : `; ${showVector(knows)}`;
  return `${value} (${dot.at} ${dot.count}${context})`;
}

export function portrayDvv({ context, value }: Snapshot): Portrait {
  if (context === undefined) return { role: String(value), facts: [] };
  if (!isReplica(context)) return portrayClient(context as ClientContext, String(value));
  const { keys, schemes } = context;
  const [first] = schemes;
  const states = Object.keys(keys)
    .sort()
    .map((key) => [key, (first && keys[key]?.[first.id]) ?? nothing] as const);
  const most = Math.max(0, ...states.map(([, { versions }]) => versions.length));
  return {
    role: String(value),
    badge: most > 1 ? `${most} values` : `${states.length} ${states.length === 1 ? 'key' : 'keys'}`,
    facts: [
      ...states.map(([key, { versions }]) => ({
        name: key,
        value: versions.map(showVersion).join(' | '),
        stable: true,
      })),
      { name: 'rounds of gossip', value: String(context.rounds), stable: false },
    ],
  };
}

function portrayClient({ current, queue, replica, seen, schemes, writes }: ClientContext, role: string): Portrait {
  const contexts = Object.keys(seen).map((key) => {
    const told = seen[key]?.[schemes[0] ?? 'dotted'];
    return { name: `context of ${key}`, value: showVector(told?.context ?? {}), stable: false };
  });
  return {
    role,
    facts: [
      { name: 'operation', value: current === null ? 'none' : `${current.op} ${current.key}`, stable: false },
      { name: 'replica', value: replica, stable: false },
      { name: 'waiting', value: String(queue.length), stable: false },
      { name: 'writes', value: String(writes), stable: true },
      ...contexts,
    ],
  };
}

function isReplica(context: unknown): context is ReplicaContext {
  return typeof context === 'object' && context !== null && 'keys' in context;
}
