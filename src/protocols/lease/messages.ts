/** What holders say to the store that grants the lease and to the resource that the lease protects. */
import type { ClockReading } from '../../sim/protocol.ts';

/** Compare-and-swap: “the lease is mine if nobody has it”. Sent again with the same number until it is answered. */
export type Acquire = { readonly request: number };
/** “Mine for longer”, only while the store still has it under this token. */
export type Renew = { readonly request: number; readonly token: number };
/** Given back early; nobody answers, for a release that is lost is made good by expiry. */
export type Release = { readonly token: number };
/**
 * The lease is the asker's for `ttl` µs. `until` is the store's own time of day at which it ends: no other clock
 * can be held against it, and only the flaw `trust-local-clock` does.
 */
export type Grant = {
  readonly request: number;
  readonly token: number;
  readonly ttl: number;
  readonly until: number;
};
/** `store`: where the lease is granted, as far as the one who was asked knows; null: ask any. */
export type Deny = { readonly request: number; readonly store: string | null };

/** Where the store is a group: the one that was asked does not lead it, and knows who does. */
export type Redirect = { readonly request: number; readonly store: string };

/** A read-modify-write begins: what is there now? It shows the token, so that the resource knows the newest. */
export type Fetch = { readonly token: number; readonly number: number };
export type Value = {
  readonly number: number;
  readonly accepted: boolean;
  readonly version: number;
  readonly value: number;
};
/** `seen`: the version that the new value was made from. */
export type Write = {
  readonly token: number;
  readonly number: number;
  readonly seen: number;
  readonly value: number;
};
export type Written = { readonly number: number; readonly accepted: boolean };

export interface From<Type extends string, Payload> {
  readonly type: Type;
  readonly from: string;
  readonly payload: Payload;
  readonly reading: ClockReading;
}

export type StoreEvent = From<'Acquire', Acquire> | From<'Renew', Renew> | From<'Release', Release>;
export type ResourceEvent = From<'Fetch', Fetch> | From<'Write', Write>;
export type HolderEvent =
  | From<'Grant', Grant>
  | From<'Renewed', Grant>
  | From<'Deny', Deny>
  | From<'Redirect', Redirect>
  | From<'Value', Value>
  | From<'Written', Written>;

/** A timer that ran out, or whatever else brings no message: the clock alone. */
export interface Told {
  readonly reading: ClockReading;
}
