/** What clients, servers and the control plane say to each other. Payloads are types, so that they are JSON to the compiler. */

import type { ClockReading } from '../../sim/protocol.ts';
import type { OperationKind, ProcessId } from '../../sim/scenario.ts';
import type { Configuration } from './configuration.ts';

/** What a client asks for; `request` counts its operations, so that a retry is known as one. */
export type Command = {
  readonly op: OperationKind;
  readonly key: string;
  readonly value: string | null;
  /** cas: what must be there; null: nothing written yet. */
  readonly expected: string | null;
  readonly client: ProcessId;
  readonly request: number;
};

/**
 * One object's next version, as the head has ordered it. `value` is what the object holds from then on, so that
 * applying it needs nothing else; a cas that failed writes again what was there.
 */
export type Update = {
  /** Place in the head's order, from 1. */
  readonly seq: number;
  readonly key: string;
  /** Counts the updates of this key, from 1. */
  readonly version: number;
  readonly value: string | null;
  readonly result: string | boolean | null;
  readonly client: ProcessId;
  readonly request: number;
};

/** `done` false: not here, or not now; what the server knows of the chain. */
export type Reply =
  | { readonly request: number; readonly done: true; readonly result: string | boolean | null }
  | { readonly request: number; readonly done: false; readonly configuration: Configuration };

/** `sentAt`: the server's own clock, echoed in the answer; `ready`: the epoch whose tail it has copied, 0 for none. */
export type Heartbeat = {
  readonly epoch: number;
  /** The last epoch in which it had all that its predecessor had. */
  readonly synced: number;
  readonly ready: number;
  readonly sentAt: number;
};
/** Answers the heartbeat sent at `sentAt`: the lease runs from then. */
export type Alive = { readonly sentAt: number };
/** To the predecessor of a new epoch: what is the last update that you need not send me. */
export type Attach = { readonly epoch: number; readonly last: number };
/** What came after update `after`. */
export type Attached = { readonly epoch: number; readonly after: number; readonly updates: readonly Update[] };
export type UpdateDown = { readonly epoch: number; readonly update: Update };
/** All up to and including `seq` has reached the tail. */
export type Ack = { readonly epoch: number; readonly seq: number };
/** From one that is outside to the tail: send me all that you have. */
export type Fetch = { readonly epoch: number };
export type State = { readonly epoch: number; readonly updates: readonly Update[] };
/** CRAQ: which version of this object is committed; for the read that `client` asked as `request`. */
export type Query = {
  readonly epoch: number;
  readonly key: string;
  readonly client: ProcessId;
  readonly request: number;
};
export type Version = Query & { readonly version: number };

interface From<Type extends string, Payload> {
  readonly type: Type;
  readonly from: ProcessId;
  readonly payload: Payload;
  /** The receiver's own clock. */
  readonly reading: ClockReading;
}

export type ServerEvent =
  | From<'Configure', Configuration>
  | From<'Refused', Configuration>
  | From<'Alive', Alive>
  | From<'Attach', Attach>
  | From<'Attached', Attached>
  | From<'Update', UpdateDown>
  | From<'Ack', Ack>
  | From<'Fetch', Fetch>
  | From<'State', State>
  | From<'Query', Query>
  | From<'Version', Version>
  | From<'Request', Command>;

export type ClientEvent =
  | From<'Reply', Reply>
  | From<'Configure', Configuration>
  | {
      readonly type: 'ask';
      readonly operation: {
        readonly op: OperationKind;
        readonly key: string;
        readonly value?: string;
        readonly expected?: string | null;
      };
    };

/** A request as figures show it. */
export function describeCommand({
  op,
  key,
  value,
  expected,
}: Pick<Command, 'op' | 'key' | 'value' | 'expected'>): string {
  switch (op) {
    case 'write':
      return `${key}=${value}`;
    case 'read':
      return `read ${key}`;
    case 'cas':
      return `${key}:${expected ?? 'none'}→${value}`;
    case 'append':
      return `${key}+=${value}`;
  }
}
