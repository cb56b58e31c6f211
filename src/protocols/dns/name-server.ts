/** A name server: the root and `com` refer to who knows more; the authority answers, and is where records change. */
import { setup } from 'xstate';
import { PersistentMap } from '../../base/persistent-map.ts';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { AUTHORITY, ROOT, TOP_LEVEL } from './cast.ts';
import { sending, stepping } from './effects.ts';
import type { NameServerEvent } from './messages.ts';

export interface RecordSet {
  /** null: taken out. */
  readonly value: string | null;
  /** Changes so far; 0 where the name has never been there. */
  readonly version: number;
}

/** On disk. */
export interface ZoneFile {
  readonly records: PersistentMap<RecordSet>;
  /** By client: its last change. */
  readonly updates: PersistentMap<number>;
}

export interface NameServerContext extends ZoneFile {
  readonly id: ProcessId;
  readonly ttl: number;
  readonly negativeTtl: number;
  readonly referralTtl: number;
}

type Outcome = readonly [NameServerContext, readonly Effect[]];
type Of<Type extends NameServerEvent['type']> = Extract<NameServerEvent, { type: Type }>;

const NOTHING: ZoneFile = { records: PersistentMap.empty(), updates: PersistentMap.empty() };

function createContext({ id, options, stable }: ProcessInput): NameServerContext {
  return {
    id,
    // `options.ts` declares them as durations.
    ttl: options.ttl as number,
    negativeTtl: options.negativeTtl as number,
    referralTtl: options.referralTtl as number,
    ...((stable as ZoneFile | undefined) ?? NOTHING), // what `stableNameServer` gave
  };
}

export function stableNameServer({ records, updates }: NameServerContext): ZoneFile {
  return { records, updates };
}

/** What a zone holds at time 0. */
export function zoneOf(values: Readonly<Record<string, string>>): ZoneFile {
  const records = Object.entries(values).reduce(
    (map, [name, value]) => map.set(name, { value, version: 1 }),
    PersistentMap.empty<RecordSet>(),
  );
  return { ...NOTHING, records };
}

function reply(context: NameServerContext, { from, payload }: Of<'Query'>): Outcome {
  const { id: own, ttl, negativeTtl, referralTtl, records } = context;
  const { id, name } = payload;
  if (own !== AUTHORITY) {
    const next = own === ROOT ? TOP_LEVEL : AUTHORITY;
    return [context, [sending(from, 'Referral', { id, name, zone: next, server: next, ttl: referralTtl })]];
  }
  const { value, version } = records.get(name) ?? { value: null, version: 0 };
  return [context, [sending(from, 'Answer', { id, name, value, version, ttl: value === null ? negativeTtl : ttl })]];
}

/** Nobody is told of a change: resolvers find out when what they remember has run out. */
function change(context: NameServerContext, { from, payload }: Of<'Update'>): Outcome {
  const { request, name } = payload;
  const done = sending(from, 'Updated', { request });
  if (context.id !== AUTHORITY || (context.updates.get(from) ?? 0) >= request) return [context, [done]];
  const value = payload.value === '' ? null : payload.value;
  const version = (context.records.get(name)?.version ?? 0) + 1;
  const records = context.records.set(name, { value, version });
  const updates = context.updates.set(from, request);
  return [{ ...context, records, updates }, [stepping('change', { name, value, version }), done]];
}

const chart = setup({
  types: {} as { context: NameServerContext; events: NameServerEvent; input: ProcessInput },
  actions: {
    announce: acting((context: NameServerContext): Outcome => {
      return [context, [stepping('role', { role: 'serving' })]];
    }),
    reply: acting(reply),
    change: acting(change),
  },
});

export const dnsNameServer = chart.createMachine({
  id: 'nameServer',
  context: ({ input }) => createContext(input),
  initial: 'serving',
  states: { serving: { entry: 'announce', on: { Query: { actions: 'reply' }, Update: { actions: 'change' } } } },
});
