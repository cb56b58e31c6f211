/** Events and operations as the trace's JSON has them (trace version 1). */
import type { Address, Json, OperationKind, ProcessId, TrueTime } from './scenario.ts';

/** Position in the trace, from 0. */
export type EventId = number;

export type LossReason = 'loss' | 'cut' | 'dropped' | 'crashed' | 'refused';

interface Stamped {
  readonly id: EventId;
  /** True time, µs. */
  readonly at: TrueTime;
  /** The event that directly caused this one, where one did. */
  readonly cause?: EventId;
  /** Absent for the world's own events. */
  readonly process?: ProcessId;
  /** Local clock of the process, µs, where it is up. */
  readonly clock?: number;
  readonly lamport?: number;
  /** Process to counter; zeros left out. */
  readonly vector?: Readonly<Record<ProcessId, number>>;
}

export type EventBody =
  | {
      readonly kind: 'send';
      readonly message: Address;
      readonly to: ProcessId;
      readonly type: string;
      readonly payload: Json;
    }
  | {
      readonly kind: 'receive';
      readonly message: Address;
      readonly from: ProcessId;
      readonly type: string;
      readonly payload: Json;
      /** From 2, on a duplicate's further copies. */
      readonly copy?: number;
    }
  | { readonly kind: 'lost'; readonly message: Address; readonly reason: LossReason; readonly copy?: number }
  /** An acknowledgement or reset of the transport that never came: no message is lost with it. */
  | {
      readonly kind: 'astray';
      readonly from: ProcessId;
      readonly to: ProcessId;
      readonly reason: LossReason;
      readonly copy?: number;
    }
  | { readonly kind: 'timer'; readonly timer: string }
  | { readonly kind: 'step'; readonly name: string; readonly detail: Readonly<Record<string, Json>> }
  | { readonly kind: 'crash' | 'restart' | 'pause' | 'resume' }
  | {
      readonly kind: 'clock';
      readonly offset: number;
      readonly drift: number;
      readonly reason: 'skew' | 'drift' | 'ntp';
    }
  | { readonly kind: 'invoke' | 'respond'; readonly operation: number }
  | { readonly kind: 'fault' | 'moot'; readonly fault: number; readonly phase: 'begin' | 'end' };

export type EventKind = EventBody['kind'];
export type TraceEvent = Stamped & EventBody;

/** One client operation; times in µs of true time. */
export interface Operation {
  readonly client: ProcessId;
  readonly op: OperationKind;
  readonly key: string;
  readonly value?: string;
  readonly expected?: string | null;
  readonly invoke: TrueTime;
  /** null: no answer (yet). */
  readonly return: TrueTime | null;
  readonly result: Json;
  readonly status: 'ok' | 'fail' | 'unknown';
}
