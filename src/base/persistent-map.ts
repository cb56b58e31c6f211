/** An immutable map from strings that shares structure between versions (a hash trie). */
import { PersistentVector } from './persistent-vector.ts';

type Bucket<Value> = readonly (readonly [key: string, value: Value])[];

/** Buckets of the trie: keys in a run are few, so collisions are short. */
const BUCKETS = 4096;

export class PersistentMap<Value> {
  readonly size: number;
  private readonly buckets: PersistentVector<Bucket<Value>>;

  private constructor(size: number, buckets: PersistentVector<Bucket<Value>>) {
    this.size = size;
    this.buckets = buckets;
  }

  static empty<Value>(): PersistentMap<Value> {
    return new PersistentMap<Value>(0, PersistentVector.empty());
  }

  get(key: string): Value | undefined {
    return this.buckets.get(slotOf(key))?.find(([own]) => own === key)?.[1];
  }

  set(key: string, value: Value): PersistentMap<Value> {
    const slot = slotOf(key);
    const bucket = this.buckets.get(slot) ?? [];
    const rest = bucket.filter(([own]) => own !== key);
    return new PersistentMap(
      this.size + (rest.length === bucket.length ? 1 : 0),
      this.buckets.set(slot, [...rest, [key, value]]),
    );
  }

  /** Sorted by key, so that the order does not depend on history. */
  entries(): (readonly [key: string, value: Value])[] {
    return this.buckets
      .slice(0)
      .flatMap((bucket) => bucket ?? [])
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

function slotOf(key: string): number {
  let hash = 0;
  for (let index = 0; index < key.length; index += 1) hash = (Math.imul(hash, 31) + key.charCodeAt(index)) | 0;
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
}
