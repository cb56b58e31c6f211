/** What clients ask of replicas and replicas tell each other. Every message carries the highest time its sender has seen. */
import type { ClockReading } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';

/** When a write was made, as its replica says; equal times are put in order by name. */
export type Stamp = { readonly time: number; readonly process: ProcessId };

/** A value as replicas keep it. `write` names it for good: `C1/3` is the third request of C1. */
export type Version = { readonly key: string; readonly value: string; readonly stamp: Stamp; readonly write: string };

export type Request = {
  readonly seen: number;
  readonly request: number;
  readonly op: 'read' | 'write';
  readonly key: string;
  readonly value: string | null;
};
export type Reply = { readonly seen: number; readonly request: number; readonly result: string | null };
/** New versions, or all there are, to one other replica. */
export type Spread = { readonly seen: number; readonly versions: readonly Version[] };

interface From<Type extends string, Payload> {
  readonly type: Type;
  readonly from: ProcessId;
  readonly payload: Payload;
  readonly reading: ClockReading;
}
export type Requested = From<'Request', Request>;
export type Spreading = From<'Spread', Spread>;
export type Replied = From<'Reply', Reply>;
export type Asked = {
  readonly type: 'ask';
  readonly operation: { readonly op: 'read' | 'write'; readonly key: string; readonly value?: string };
};
export type ReplicaEvent = Requested | Spreading;
export type ClientEvent = Replied | Asked;

export function isLater(a: Stamp, b: Stamp): boolean {
  return a.time > b.time || (a.time === b.time && a.process > b.process);
}
