/** Interval clocks and commit wait: how Spanner puts transactions in order by their timestamps (Corbett et al. 2012). */
import { fail, ok } from '../../base/result.ts';
import type { ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { clientStable, truetimeClient } from './client.ts';
import { truetimeGallery } from './gallery.ts';
import { truetimeServer } from './machine.ts';
import type { Reply, Request, Safe } from './messages.ts';
import { beyondEpsilon, externalConsistency, overlapping } from './monitors.ts';
import { truetimeOptions } from './options.ts';
import { type ServerContext, stableOf } from './state.ts';

export const truetime: ProtocolDefinition = {
  id: 'truetime',
  title: 'Interval clocks and commit wait',
  source: 'Corbett et al. 2012 (Spanner); Kleppmann, chapter 8',
  summary: 'Servers know how wrong their clocks can be, and wait that long before they tell of a write.',
  defaults: { processes: 3, clients: 1 },
  limits: { processes: [2, 9] },
  roles: [
    { id: 'serving', title: 'free', tone: 'following' },
    { id: 'waiting', title: 'waits its uncertainty out', tone: 'seeking' },
  ],
  messages: [
    { type: 'Request', title: 'Request', form: 'request', tone: 'seeking' },
    { type: 'Reply', title: 'Reply', form: 'reply', tone: 'leading' },
    { type: 'Safe', title: 'Safe', form: 'request', tone: 'neutral' },
  ],
  options: truetimeOptions,
  operations: ['read', 'write'],
  timers: [
    { name: 'commitWait', title: 'commit wait' },
    { name: 'beat', title: 'beat' },
  ],
  behaviours: [],
  machines: { process: truetimeServer, client: truetimeClient },
  readsClock: true,
  parseInitial: (values) => {
    const [stranger] = Object.keys(values);
    return stranger === undefined ? ok(undefined) : fail(`"${stranger}" is nothing a server starts with`);
  },
  stable: (snapshot) =>
    isServer(snapshot) ? stableOf(snapshot.context as ServerContext) : clientStable(snapshot.context),
  caption,
  sentence,
  portray: (snapshot) => {
    if (!isServer(snapshot)) return { role: String(snapshot.value), facts: [] };
    const { store, pending, queue, safe, highest } = snapshot.context as ServerContext;
    const known = Object.entries(safe).map(([peer, until]) => ({
      name: `nothing more from ${peer} up to`,
      value: inMs(until),
      stable: false,
    }));
    return {
      role: String(snapshot.value),
      ...(pending === null ? {} : { badge: `${pending.key}=${pending.value}…` }),
      facts: [
        ...store.entries().map(([key, { value, timestamp }]) => {
          return { name: key, value: `${value}, at ${inMs(timestamp)}`, stable: true };
        }),
        ...(pending === null
          ? []
          : [{ name: 'waits for', value: `${inMs(pending.timestamp)} to pass`, stable: false }]),
        { name: 'waiting behind', value: String(queue.length), stable: false },
        { name: 'highest timestamp', value: inMs(highest), stable: true },
        ...known,
      ],
    };
  },
  monitors: [externalConsistency],
  situations: [overlapping, beyondEpsilon],
  flaws: [
    {
      id: 'no-commit-wait',
      title: 'No commit wait',
      rule: 'A write is not made known before its timestamp has surely passed.',
      source: 'Corbett et al. 2012, §4.1.2, commit wait',
      breaks: ['external-consistency'],
      exposedBy: 'no-commit-wait',
    },
  ],
  gallery: truetimeGallery,
  lessons: async () => (await import('./lessons.ts')).truetimeLessons,
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
      return `safe to ${inMs((payload as Safe).until)}`;
  }
}

function sentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, detail } = event;
  const what = `${detail.key}=${detail.value}`;
  const between = `between ${inMs(detail.earliest)} and ${inMs(detail.latest)}`;
  if (event.name === 'prepare') return `${process}, ${between}, stamps ${what} with ${inMs(detail.timestamp)}`;
  if (event.name === 'commit') return `${process}, ${between}, makes ${what} of ${inMs(detail.timestamp)} known`;
  return undefined;
}

function isServer({ context }: Snapshot): boolean {
  return context !== undefined && 'store' in context;
}

function inMs(micros: unknown): string {
  return `${(Number(micros) / 1000).toFixed(1)} ms`;
}
