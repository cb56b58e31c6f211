/** The doors of the protocols there are, in the order of the gallery. Raft stands open, since the page begins with it; the others are loaded when something asks for them. */
import type { Problem } from '../base/result.ts';
import type { Lesson } from '../sim/lesson.ts';
import type { Catalog, ProtocolDefinition } from '../sim/protocol.ts';
import { raft } from './raft/index.ts';

/** By id. One line a protocol; `catalog.ts` opens them all at once. */
export const doors: Readonly<Record<string, () => Promise<ProtocolDefinition>>> = {
  raft: async () => raft,
  lamport: async () => (await import('./lamport/index.ts')).lamport,
  vector: async () => (await import('./vector/index.ts')).vector,
  dvv: async () => (await import('./dvv/index.ts')).dvv,
  chain: async () => (await import('./chain/index.ts')).chain,
  craq: async () => (await import('./chain/index.ts')).craq,
  links: async () => (await import('./links/index.ts')).links,
  'weak-lies': async () => (await import('./weak-lies/index.ts')).weakLies,
  'process-models': async () => (await import('./process-models/index.ts')).processModels,
  'timing-models': async () => (await import('./timing-models/index.ts')).timingModels,
  'byzantine-generals': async () => (await import('./byzantine-generals/index.ts')).byzantineGenerals,
  timeouts: async () => (await import('./timeouts/index.ts')).timeouts,
  'ping-heartbeat': async () => (await import('./ping-heartbeat/index.ts')).pingHeartbeat,
  'phi-accrual': async () => (await import('./phi-accrual/index.ts')).phiAccrual,
  'retry-storm': async () => (await import('./retry-storm/index.ts')).retryStorm,
  lease: async () => (await import('./lease/index.ts')).lease,
  fencing: async () => (await import('./lease/index.ts')).fencing,
  'drift-skew': async () => (await import('./drift-skew/index.ts')).driftSkew,
  ntp: async () => (await import('./ntp/index.ts')).ntp,
  'majority-truth': async () => (await import('./majority-truth/index.ts')).majorityTruth,
  monotonic: async () => (await import('./monotonic/index.ts')).monotonic,
  lww: async () => (await import('./lww/index.ts')).lww,
  consensus: async () => (await import('./consensus/index.ts')).consensus,
  smr: async () => (await import('./smr/index.ts')).smr,
  truetime: async () => (await import('./truetime/index.ts')).truetime,
  'tcp-reliability': async () => (await import('./tcp/index.ts')).tcpReliability,
  'tcp-connection': async () => (await import('./tcp/index.ts')).tcpConnection,
  'tcp-flow': async () => (await import('./tcp/index.ts')).tcpFlow,
  'tcp-congestion': async () => (await import('./tcp/index.ts')).tcpCongestion,
  rpc: async () => (await import('./rpc/index.ts')).rpc,
  dns: async () => (await import('./dns/index.ts')).dns,
  'http-hol': async () => (await import('./http-hol/index.ts')).httpHol,
  'udp-game': async () => (await import('./udp-game/index.ts')).udpGame,
  skeleton: async () => (await import('./skeleton/index.ts')).skeleton,
};

const open = new Map<string, ProtocolDefinition>([[raft.id, raft]]);

/** The protocols that were loaded so far. */
export const loaded: Catalog = (id) => open.get(id);

/** Loads a protocol; undefined: none of that name. */
export async function load(id: string): Promise<ProtocolDefinition | undefined> {
  const door = Object.hasOwn(doors, id) ? doors[id] : undefined;
  const protocol = open.get(id) ?? (await door?.());
  if (protocol !== undefined) open.set(id, protocol);
  return protocol;
}

/**
 * Loads whatever protocol a text, a link or a path speaks of: after it `loaded` can parse them. What could not be
 * fetched comes back as problems.
 */
export async function loadFor(...texts: readonly string[]): Promise<readonly Problem[]> {
  const ids = Object.keys(doors).filter((id) => texts.some((text) => text.includes(id)));
  const results = await Promise.allSettled(ids.map(load));
  return ids.flatMap((id, index) =>
    results[index]?.status === 'rejected'
      ? [{ path: '', message: `the protocol ${id} could not be fetched: reload the page when the network is back` }]
      : [],
  );
}

const openLessons = new Map<string, readonly Lesson[]>();

/** The lessons of a protocol, where they were loaded. */
export function lessonsOf(id: string): readonly Lesson[] {
  return openLessons.get(id) ?? [];
}

/** Loads the lessons of a protocol; none: it has no lessons, or is none. */
export async function loadLessons(id: string): Promise<readonly Lesson[]> {
  const lessons = openLessons.get(id) ?? (await (await load(id))?.lessons?.()) ?? [];
  openLessons.set(id, lessons);
  return lessons;
}

export async function loadAll(): Promise<readonly ProtocolDefinition[]> {
  const all = await Promise.all(Object.keys(doors).map(load));
  return all.filter((protocol) => protocol !== undefined);
}
