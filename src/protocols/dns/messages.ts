/** What clients ask resolvers, and resolvers the name servers. */
import type { Stimulus } from '../../sim/actor.ts';
import type { ClockReading } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { Operation } from '../../sim/trace-event.ts';

/** A client's question; `request` counts those of one client from 1. */
export type Lookup = { readonly request: number; readonly name: string };
/** `none`: there is no such name; `failed`: no name server could be reached. `ttl`: what is left of it, µs. */
export type Result = {
  readonly request: number;
  readonly name: string;
  readonly value: string | null;
  readonly status: 'found' | 'none' | 'failed';
  readonly ttl: number;
};
/** `id` tells late replies from the one that is awaited (RFC 1035 §4.1.1). */
export type Query = { readonly id: number; readonly name: string };
/** Ask `server`: it knows more of `zone` (RFC 1034 §4.2.1). */
export type Referral = {
  readonly id: number;
  readonly name: string;
  readonly zone: string;
  readonly server: ProcessId;
  readonly ttl: number;
};
/** From the authority; `value` null: no such name (RFC 2308). `version` counts the changes of the record. */
export type Answer = {
  readonly id: number;
  readonly name: string;
  readonly value: string | null;
  readonly version: number;
  readonly ttl: number;
};
/** An operator changes the zone; an empty value takes the name out. */
export type Update = { readonly request: number; readonly name: string; readonly value: string };
export type Updated = { readonly request: number };

interface From<Type extends string, Payload> {
  readonly type: Type;
  readonly from: ProcessId;
  readonly payload: Payload;
  readonly reading: ClockReading;
}

export type ResolverEvent =
  | From<'Lookup', Lookup>
  | From<'Referral', Referral>
  | From<'Answer', Answer>
  | { readonly type: 'retry'; readonly name: string; readonly reading: ClockReading };

export type NameServerEvent = From<'Query', Query> | From<'Update', Update>;

export type ClientEvent =
  | (Stimulus & { readonly type: 'ask'; readonly operation: Pick<Operation, 'op' | 'key' | 'value'> })
  | From<'Result', Result>
  | From<'Updated', Updated>;
