/** What a resolver remembers, and for how long: until its time to live is over by the monotonic clock. */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { AUTHORITY, ROOT, TOP_LEVEL } from './cast.ts';
import type { Answer, Referral } from './messages.ts';

/** Local monotonic µs from which it must not be used any more; Infinity where times to live are ignored. */
interface Dated {
  readonly until: number;
}

export interface CachedAnswer extends Dated {
  readonly value: string | null;
  readonly version: number;
}
interface CachedReferral extends Dated {
  readonly server: ProcessId;
}

export interface Cache {
  readonly answers: PersistentMap<CachedAnswer>;
  /** By zone. */
  readonly referrals: PersistentMap<CachedReferral>;
}

export const EMPTY_CACHE: Cache = { answers: PersistentMap.empty(), referrals: PersistentMap.empty() };

/** The zones on the way to a name, the nearest to it first. */
const ZONES = [AUTHORITY, TOP_LEVEL];

/** Never used beyond its time (RFC 1035 §3.2.1). */
export function cachedAnswer({ answers }: Cache, name: string, now: number): CachedAnswer | undefined {
  const found = answers.get(name);
  return found !== undefined && now < found.until ? found : undefined;
}

/** The name server nearest to the name that is still known; the root is always known. */
export function nearestServer({ referrals }: Cache, now: number): ProcessId {
  const known = ZONES.map((zone) => referrals.get(zone)).find((one) => one !== undefined && now < one.until);
  return known?.server ?? ROOT;
}

export function withAnswer(cache: Cache, { name, value, version }: Answer, until: number): Cache {
  return { ...cache, answers: cache.answers.set(name, { value, version, until }) };
}

export function withReferral(cache: Cache, { zone, server }: Referral, until: number): Cache {
  return { ...cache, referrals: cache.referrals.set(zone, { server, until }) };
}
