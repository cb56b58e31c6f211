/** What clients, replicas and the sequencer say to each other. */
import type { ClockReading } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';

export type OperationName = 'read' | 'write' | 'append';

/** What a client wants done; client and request name it for good. */
export type Command = {
  readonly client: ProcessId;
  readonly request: number;
  readonly op: OperationName;
  readonly key: string;
  readonly value: string | null;
};
/** A command in the log. `time` was read once, by the sequencer: replicas that need a time take this one. */
export type Entry = Command & { readonly time: number };
/** The entries after the first `after`. */
export type Entries = { readonly after: number; readonly entries: readonly Entry[] };
export type Fetch = { readonly after: number };
export type Reply = { readonly request: number; readonly result: string | null };

interface From<Type extends string, Payload> {
  readonly type: Type;
  readonly from: ProcessId;
  readonly payload: Payload;
  readonly reading: ClockReading;
}
export type Requested = From<'Request', Command>;
export type Ordering = From<'Order', Command>;
export type Spreading = From<'Entries', Entries>;
export type Fetching = From<'Fetch', Fetch>;
export type Replied = From<'Reply', Reply>;
export type Asked = {
  readonly type: 'ask';
  readonly operation: { readonly op: OperationName; readonly key: string; readonly value?: string };
};
export type ReplicaEvent = Requested | Ordering | Spreading | Fetching;
export type ClientEvent = Asked | Replied;

export function nameOf({ client, request }: Pick<Command, 'client' | 'request'>): string {
  return `${client}/${request}`;
}

/** `x=1`, `x+a`, `x?` */
export function commandText({ op, key, value }: Pick<Command, 'op' | 'key' | 'value'>): string {
  if (op === 'read') return `${key}?`;
  return op === 'write' ? `${key}=${value}` : `${key}+${value}`;
}
