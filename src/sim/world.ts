/** The whole world as it stood at one moment; what the views draw. */
import type { Snapshot } from './protocol.ts';
import type { Address, Json, Micros, ProcessId, Range, TrueTime } from './scenario.ts';
import type { EventId, LossReason } from './trace-event.ts';

export type ProcessStatus = 'up' | 'paused' | 'crashed';

export interface TimerState {
  readonly name: string;
  readonly setAt: TrueTime;
  /** True time at which it runs out if the clock's rate stays; in the past where a paused process has yet to notice. */
  readonly dueAt: TrueTime;
}

export interface ProcessState {
  readonly id: ProcessId;
  /** Index of its lane: the protocol's processes first, then the clients. */
  readonly lane: number;
  readonly client: boolean;
  readonly status: ProcessStatus;
  /** The last one before the crash where it is down. */
  readonly snapshot: Snapshot;
  readonly stable: unknown;
  /** Local clock: offset in µs, drift in ppm, and what it reads now. */
  readonly clock: { readonly offset: Micros; readonly drift: number; readonly reading: number };
  readonly timers: readonly TimerState[];
  readonly lamport: number;
  /** By lane. */
  readonly vector: readonly number[];
  /** Messages that arrived while it was paused and wait in its inbox. */
  readonly inbox: readonly Flight[];
}

/** One direction of a channel. */
export interface LinkState {
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly cut: boolean;
  /** Some figure differs from the network's. */
  readonly degraded: boolean;
  readonly loss: number;
  readonly duplicate: number;
  readonly delay: Range;
  /** Messages ever sent on it. */
  readonly sent: number;
}

/** A message between its send and its end. */
export interface Flight {
  readonly message: Address;
  /** From 2 on further copies. */
  readonly copy: number;
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly type: string;
  readonly payload: Json;
  readonly send: EventId;
  readonly sentAt: TrueTime;
  /** When it would arrive; the position on the link is (now − sentAt) / (arrivesAt − sentAt). */
  readonly arrivesAt: TrueTime;
  /** Where it will die on the way (`endsAt` < `arrivesAt`), or undefined. */
  readonly doom?: { readonly reason: LossReason; readonly endsAt: TrueTime };
  /** Of reliable links: its receiver has the message already, from an earlier copy. */
  readonly superfluous?: true;
  /** Of reliable links: it is not on the wire but waits, at its sender to be sent (again), at its receiver for its turn. */
  readonly stands?: 'sender' | 'receiver';
}

/** A segment without data between its sending and its end. */
export interface Acknowledgement {
  readonly kind: 'ack' | 'reset';
  readonly from: ProcessId;
  readonly to: ProcessId;
  /** Everything up to here has come. */
  readonly ack: number;
  /** Its `segment` step, and which copy of it. */
  readonly segment: EventId;
  readonly copy: number;
  readonly sentAt: TrueTime;
  readonly arrivesAt: TrueTime;
  readonly doom?: { readonly reason: LossReason; readonly endsAt: TrueTime };
}

export interface World {
  readonly at: TrueTime;
  /** Events that have happened: those with id below it. */
  readonly events: number;
  readonly processes: readonly ProcessState[];
  readonly links: readonly LinkState[];
  /** On the wire: of reliable links every copy. */
  readonly flights: readonly Flight[];
  /** Of reliable links: messages that no process has yet and of which no copy is on the wire. */
  readonly standing: readonly Flight[];
  /** Of reliable links: what acknowledges, on the wire. */
  readonly acknowledgements: readonly Acknowledgement[];
}
