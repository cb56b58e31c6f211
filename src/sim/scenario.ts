/**
 * Everything a run depends on. The type lives beside the kernel, which runs it;
 * its text, JSON and link forms live in `scenario/`.
 */

/** Integer microseconds of true time from the start of the run. No process can read it. */
export type TrueTime = number;
/** An integer number of microseconds, of true or local time as the name beside it says. */
export type Micros = number;
/** `S1`, `C1`, … `[A-Za-z][A-Za-z0-9]{0,15}`. */
export type ProcessId = string;
/** `S1-S2.17`: the 17th message ever sent on the link S1-S2, from 1. */
export type Address = string;
/** Both ends included; µs where it is a delay or a timeout. */
export type Range = readonly [low: number, high: number];

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Durations and ranges of durations in µs. */
export type OptionValue = number | boolean | string | Range;
export type Options = Readonly<Record<string, OptionValue>>;

export interface Network {
  readonly delay: Range;
  /** Probability from 0 to 1, at most 6 decimals. */
  readonly loss: number;
  readonly duplicate: number;
  readonly fifo: boolean;
  readonly transport: 'datagram' | 'reliable' | 'authenticated';
}

export interface SystemModel {
  readonly timing: 'synchronous' | 'partially-synchronous' | 'asynchronous';
  /** Global stabilization time: before it delays are unbounded. */
  readonly gst?: TrueTime;
  readonly process: 'crash-stop' | 'crash-recovery' | 'arbitrary';
}

export type OperationKind = 'read' | 'write' | 'cas' | 'append';

/** What one client asks, once or again and again. */
export interface Request {
  readonly client: ProcessId;
  readonly op: OperationKind;
  readonly key: string;
  /** Left out of a write or append: the client's next number. */
  readonly value?: string;
  /** cas: the value that must be there; null: nothing written yet. */
  readonly expected?: string | null;
  readonly when:
    | { readonly at: TrueTime }
    /** At `from`, `from + every`, … up to and including `until`. */
    | { readonly from: TrueTime; readonly until: TrueTime; readonly every: Micros };
}

interface Lasting {
  readonly at: TrueTime;
  /** Left out: for good. */
  readonly until?: TrueTime;
}
interface Instant {
  readonly at: TrueTime;
}

/** `'*'` stands for every process. */
export type ProcessOrAll = ProcessId | '*';

export type Fault =
  | ({ readonly kind: 'cut'; readonly from: ProcessId; readonly to: ProcessId; readonly bothWays: boolean } & Lasting)
  | ({ readonly kind: 'partition'; readonly groups: readonly (readonly ProcessId[])[] } & Lasting)
  | ({ readonly kind: 'isolate'; readonly process: ProcessId } & Lasting)
  | ({
      readonly kind: 'degrade';
      readonly from: ProcessOrAll;
      readonly to: ProcessOrAll;
      readonly bothWays: boolean;
      readonly loss?: number;
      readonly duplicate?: number;
      readonly delay?: Range;
    } & Lasting)
  | ({ readonly kind: 'drop' | 'duplicate'; readonly message: Address } & Instant)
  | ({ readonly kind: 'delay'; readonly message: Address; readonly by: Micros } & Instant)
  | ({ readonly kind: 'pause' | 'crash'; readonly process: ProcessId } & Lasting)
  | ({ readonly kind: 'restart'; readonly process: ProcessId } & Instant)
  /** The local clock jumps by `by` µs, forward or back. */
  | ({ readonly kind: 'skew'; readonly process: ProcessId; readonly by: Micros } & Instant)
  /** Parts per million the local clock gains; negative: loses. */
  | ({ readonly kind: 'drift'; readonly process: ProcessId; readonly ppm: number } & Lasting)
  | ({ readonly kind: 'corrupt'; readonly process: ProcessId; readonly behaviour: string } & Lasting)
  | ({ readonly kind: 'trigger'; readonly process: ProcessId; readonly timer: string } & Instant);

export type FaultKind = Fault['kind'];

export interface Scenario {
  readonly protocol: string;
  /** Ids of the protocol's processes in display order; `S1…Sn` unless named. */
  readonly processes: readonly ProcessId[];
  /** `C1…Cn`. */
  readonly clients: readonly ProcessId[];
  /** Unsigned 32-bit integer. */
  readonly seed: number;
  readonly duration: Micros;
  readonly title: string;
  readonly notes: string;
  readonly network: Network;
  readonly model: SystemModel;
  /** Only the options that differ from the protocol's defaults. */
  readonly options: Options;
  /** Options that hold for one process only. */
  readonly processOptions: Readonly<Record<ProcessId, Options>>;
  /** Stable storage at time 0, as the protocol understands it. */
  readonly initial: Readonly<Record<ProcessId, Readonly<Record<string, Json>>>>;
  readonly workload: readonly Request[];
  readonly faults: readonly Fault[];
  readonly flaws: readonly string[];
}
