/** What Raft's processes say to each other (Raft, figure 2), and to clients (§8). */
import type { ClockReading } from '../../sim/protocol.ts';
import type { OperationKind } from '../../sim/scenario.ts';

/** What a client asks of the state machine; a type, not an interface, so that it is JSON to the compiler. */
export type Command = {
  readonly op: OperationKind;
  readonly key: string;
  readonly value: string | null;
  /** cas: what must be there; null: nothing written yet. */
  readonly expected: string | null;
  readonly client: string;
  /** Counts the client's operations, so that a retry is known as one. */
  readonly request: number;
  /** A read from any server: it must show at least the state up to this index. */
  readonly after?: number;
};

/** `command` null: the no-op a new leader may begin with (§8). */
export type Entry = { readonly term: number; readonly command: Command | null };

export type RequestVote = { readonly term: number; readonly lastIndex: number; readonly lastTerm: number };
export type Vote = { readonly term: number; readonly granted: boolean };
export type Append = {
  readonly term: number;
  readonly prevIndex: number;
  readonly prevTerm: number;
  readonly entries: readonly Entry[];
  readonly commit: number;
  /** Counts a leader's rounds of heartbeats where reads need to know that a majority has answered. */
  readonly round?: number;
};
/** `match`: the last index known to agree; on refusal, the follower's last index, where to look next. */
export type Appended = {
  readonly term: number;
  readonly success: boolean;
  readonly prevIndex: number;
  readonly match: number;
  readonly round?: number;
};
/** `result`: what the operation gave; `leader`: whom to ask instead, null where it is not known. */
export type Reply =
  | {
      readonly request: number;
      readonly done: true;
      readonly result: string | boolean | null;
      /** How far the state is that the answer shows, where reads do not go through the log. */
      readonly index?: number;
    }
  | { readonly request: number; readonly done: false; readonly leader: string | null };

interface From<Type extends string, Payload> {
  readonly type: Type;
  readonly from: string;
  readonly payload: Payload;
  /** The own clock: only leases look at it. */
  readonly reading?: ClockReading;
}

export type RaftEvent =
  | From<'RequestVote', RequestVote>
  | From<'Vote', Vote>
  | From<'Append', Append>
  | From<'Appended', Appended>
  | From<'Request', Command>;

export type ClientEvent =
  | From<'Reply', Reply>
  | {
      readonly type: 'ask';
      readonly operation: {
        readonly op: OperationKind;
        readonly key: string;
        readonly value?: string;
        readonly expected?: string | null;
      };
    };

/** A command as figures show it: `x=1`, `read x`, `x:1→2`, `x+=a`. */
export function describeCommand(command: Command | null): string | null {
  if (command === null) return null;
  const { op, key, value, expected } = command;
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
