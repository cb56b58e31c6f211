/** What clients, replicas and their gossip say. Three encodings of one causality travel side by side. */
import type { OperationKind, ProcessId } from '../../sim/scenario.ts';

/** Counters by replica or client; zeros left out. */
export type Vector = Readonly<Record<ProcessId, number>>;

/** One written value with its stamp. */
export type Version = {
  /** `C1#3`: the client's third write; the same in every encoding. */
  readonly id: string;
  readonly value: string;
  /** The event of the write itself, apart from what it knows; null where the encoding has no dots. */
  readonly dot: { readonly at: ProcessId; readonly count: number } | null;
  readonly knows: Vector;
};

/** What a replica holds for a key in one encoding. `vector` is the clock of all siblings, where they share one. */
export type KeyState = { readonly versions: readonly Version[]; readonly vector: Vector };

export type SchemeId = 'dotted' | 'server' | 'client';

/** By encoding; those that the option leaves out are absent. */
export type Each<Value> = { readonly [scheme in SchemeId]?: Value };

/** What a client is told of a key: the siblings it has now seen, and the context to send with the next write. */
export type Seen = { readonly ids: readonly string[]; readonly values: readonly string[]; readonly context: Vector };

export type Get = { readonly key: string; readonly request: number };
export type Put = {
  readonly key: string;
  readonly request: number;
  readonly id: string;
  readonly value: string;
  /** The client's writes so far, this one included: its own entry where clients have entries. */
  readonly count: number;
  readonly contexts: Each<Vector>;
};
export type Answer = { readonly key: string; readonly request: number; readonly seen: Each<Seen> };
/** All keys; `back`: this answers another, and is not answered. */
export type Sync = { readonly keys: Readonly<Record<string, Each<KeyState>>>; readonly back: boolean };

export type ReplicaEvent =
  | { readonly type: 'Get'; readonly from: ProcessId; readonly payload: Get }
  | { readonly type: 'Put'; readonly from: ProcessId; readonly payload: Put }
  | { readonly type: 'Sync'; readonly from: ProcessId; readonly payload: Sync };

export type ClientEvent =
  | {
      readonly type: 'ask';
      readonly operation: { readonly op: OperationKind; readonly key: string; readonly value?: string };
    }
  | { readonly type: 'Answer'; readonly from: ProcessId; readonly payload: Answer };
