/** A payment on its way: straight to the server and back, or by way of a broker that keeps it until it is taken. */
import type { Stimulus } from '../../sim/actor.ts';
import type { Operation } from '../../sim/trace-event.ts';

/**
 * `request` counts the payments of one client from 1 and matches an answer with what was asked; `key` is the idempotency
 * key, the same for every attempt at one payment; null: the client sends none.
 */
export type Payment = {
  readonly request: number;
  readonly key: string | null;
  readonly account: string;
  readonly amount: string;
};
/** The number of the ledger's entry, from 1; null: not known yet. */
export type Reply = { readonly request: number; readonly receipt: number | null };
/** The broker has the message and will see to it. */
export type Confirm = { readonly request: number };
/** `number` counts the broker's messages from 1. */
export type Delivery = { readonly number: number; readonly client: string; readonly payment: Payment };
export type Ack = { readonly number: number };

interface From<Type extends string, Payload> {
  readonly type: Type;
  readonly from: string;
  readonly payload: Payload;
}

export type ClientEvent =
  | (Stimulus & { readonly type: 'ask'; readonly operation: Pick<Operation, 'op' | 'key' | 'value'> })
  | From<'Reply', Reply>
  | From<'Confirm', Confirm>
  | { readonly type: 'retry'; readonly request: number };

export type ServerEvent =
  | From<'Request', Payment>
  | From<'Deliver', Delivery>
  | { readonly type: 'work'; readonly job: number };

export type BrokerEvent = From<'Publish', Payment> | From<'Ack', Ack> | { readonly type: 'redeliver' };
