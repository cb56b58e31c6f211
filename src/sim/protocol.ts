/** What an algorithm tells the kernel, the views and the laws about itself. */
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { Result } from '../base/result.ts';
import type { Lesson } from './lesson.ts';
import type {
  Json,
  Micros,
  Network,
  OperationKind,
  Options,
  OptionValue,
  ProcessId,
  SystemModel,
  TrueTime,
} from './scenario.ts';
import type { EventId, Operation, TraceEvent } from './trace-event.ts';

export type Snapshot = AnyMachineSnapshot;
export type Machine = AnyStateMachine;

/** The meaning of a role or a message, from which views take colour, thickness and form. */
export type Tone = 'following' | 'seeking' | 'leading' | 'neutral';

export interface Role {
  /** The value of `role` in `step role` events. */
  readonly id: string;
  readonly title: string;
  readonly tone: Tone;
  /** Left out of the legend on the stage, which has room for about five. */
  readonly unlisted?: true;
  /** Said in words wherever it is drawn: others look the same, and which of them it is matters. */
  readonly spoken?: true;
}

export interface MessageKind {
  readonly type: string;
  /** Short label in figures, e.g. `Append`. */
  readonly title: string;
  readonly form: 'request' | 'reply';
  readonly tone: Tone;
}

/** One knob of a protocol; `duration` and `durations` (a range) are in µs. */
export type OptionDefinition = {
  readonly id: string;
  readonly title: string;
  /** A sentence: what it changes. */
  readonly hint: string;
  /** May be set for one process alone. */
  readonly perProcess: boolean;
  /** Worth turning by hand beside the panel: where the slider begins and ends, and its steps, as values of the option. A duration or an integer. */
  readonly dial?: { readonly from: number; readonly to: number; readonly step: number };
} & (
  | { readonly kind: 'duration'; readonly fallback: number; readonly min: number; readonly max: number }
  | {
      readonly kind: 'durations';
      readonly fallback: readonly [number, number];
      readonly min: number;
      readonly max: number;
    }
  | { readonly kind: 'integer'; readonly fallback: number; readonly min: number; readonly max: number }
  | { readonly kind: 'boolean'; readonly fallback: boolean }
  | { readonly kind: 'choice'; readonly fallback: string; readonly choices: readonly string[] }
);

/** What a process's machine is created with, at the start and after each restart. */
export interface ProcessInput {
  readonly id: ProcessId;
  /** The protocol's processes, in order, this one included (not the clients). */
  readonly processes: readonly ProcessId[];
  readonly clients: readonly ProcessId[];
  readonly seed: number;
  /** Every option of the protocol, defaults and this process's own values applied. */
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly flaws: readonly string[];
  /** What stable storage holds: `initial` of the scenario at the start, `stable(snapshot)` after a crash; undefined: empty. */
  readonly stable: unknown;
  /** How often this process has started before: 0 at first. Part of addresses of chance. */
  readonly incarnation: number;
  /**
   * The longest the network takes where time is bounded, µs: a promise in a synchronous system, from `gst` on in a
   * partially synchronous one, and no more than a guess in an asynchronous one.
   */
  readonly delayBound: number;
  /** What its clock reads as it starts. */
  readonly reading: ClockReading;
}

/** A process's own clock as it can read it, µs. Comes with every stimulus where the protocol `readsClock`. */
export interface ClockReading {
  /** Time of day: jumps with skew and with steps of its own. */
  readonly wall: number;
  /** Never jumps; runs at the clock's rate. Timers run on it. */
  readonly monotonic: number;
}

/** A process at one moment, in words and numbers that any view can show. */
export interface Portrait {
  /** A `Role.id`. */
  readonly role: string;
  /** Term, epoch, ballot: coloured by value. */
  readonly epoch?: number;
  /** Under the name on the stage, e.g. `term 2`. */
  readonly badge?: string;
  readonly facts: readonly Fact[];
  /** Votes a candidate has: drawn as pips. */
  readonly votes?: { readonly granted: readonly ProcessId[]; readonly needed: number };
}

export interface Fact {
  readonly name: string;
  readonly value: string;
  /** Kept in stable storage, so that it survives a crash. */
  readonly stable: boolean;
}

/** null: not decided yet. */
export interface Verdict {
  readonly claim: string;
  readonly type: 'safety' | 'liveness';
  readonly holds: boolean | null;
  readonly at: TrueTime | null;
  readonly events: readonly EventId[];
  readonly message: string;
}

/** What a monitor finds out in one step: undefined where nothing changed. */
export type Finding = Pick<Verdict, 'holds' | 'events' | 'message'>;

/**
 * Watches one claim while the run grows. `Memory` must be immutable: keyframes keep references to it.
 * A safety monitor that has found a violation is not asked again.
 */
export interface Monitor<Memory = unknown> {
  readonly id: string;
  /** The claim as a sentence. */
  readonly claim: string;
  readonly type: 'safety' | 'liveness';
  /** Paper and section. */
  readonly source: string;
  /** Names of steps, or kinds of event, on which `observe` is called. */
  readonly on: readonly string[];
  readonly start: Memory;
  /** Called once for each event named in `on`, after the whole stimulus was carried out. */
  observe(memory: Memory, world: LiveWorld, event: TraceEvent): readonly [Memory, Finding | undefined];
  /** Asked when the run has reached its end. */
  conclude?(memory: Memory, world: LiveWorld): Finding | undefined;
}

/** A moment worth naming that breaks no claim, e.g. a split vote. */
export interface Situation<Memory = unknown> {
  readonly id: string;
  readonly title: string;
  readonly on: readonly string[];
  readonly start: Memory;
  observe(memory: Memory, world: LiveWorld, event: TraceEvent): readonly [Memory, readonly EventId[] | undefined];
}

export interface Sighting {
  readonly situation: string;
  readonly at: TrueTime;
  readonly events: readonly EventId[];
}

/** The world as a monitor sees it while the run grows: cheap to read, valid only during the call. */
export interface LiveWorld {
  readonly now: TrueTime;
  readonly duration: TrueTime;
  readonly model: SystemModel;
  readonly transport: Network['transport'];
  readonly processes: readonly ProcessId[];
  readonly clients: readonly ProcessId[];
  statusOf(process: ProcessId): 'up' | 'paused' | 'crashed';
  /** Whether a `corrupt` fault is in force: what it sends may be lies. */
  isCorrupt(process: ProcessId): boolean;
  snapshotOf(process: ProcessId): Snapshot;
  /** Whether a message sent now on this link could arrive (not cut; loss is not looked at). */
  connected(from: ProcessId, to: ProcessId): boolean;
  option(id: string): OptionValue;
  /** What the process's time-of-day clock reads, µs. */
  clockOf(process: ProcessId): number;
  /** What the client's operation with this index asked for. */
  asked(operation: number): Pick<Operation, 'client' | 'op' | 'key' | 'value' | 'expected'>;
  /** What it was answered; undefined: nothing so far. */
  answered(operation: number): Pick<Operation, 'result' | 'status'> | undefined;
}

export interface Flaw {
  readonly id: string;
  readonly title: string;
  /** The rule that is left out, in a sentence, with its place in the paper. */
  readonly rule: string;
  readonly source: string;
  /** Monitor ids that this flaw can break. */
  readonly breaks: readonly string[];
  /** Path of the gallery run that exposes it. */
  readonly exposedBy: string;
}

/** A named run of the gallery; opens as `#/protocol/path`. */
export interface GalleryRun {
  readonly path: string;
  readonly section: string;
  readonly text: string;
  /** One sentence: what to look at. */
  readonly look: string;
  /** One thing to try. */
  readonly attempt: string;
  /** Where the playhead opens, µs; 0 where left out. */
  readonly opensAt?: TrueTime;
  /** How much of the run the timeline shows at first, µs, from its start where `opensAt` is within; where left out as much as stays readable. */
  readonly shows?: Micros;
  /** A run that it is worth being held against: `raft/slow-follower`. */
  readonly beside?: string;
}

/** Something that a learner may have a process do at any moment: `trigger` names it as it names a timer. */
export interface Prompt {
  /** As in `trigger S1 timer=toS2`. */
  readonly name: string;
  /** On a button: `Send to S2`. */
  readonly title: string;
  /** Whom it makes the process send a message: what a line drawn from lane to lane means. */
  readonly to?: ProcessId;
  /** What the chart is given. */
  readonly stimulus: { readonly type: string; readonly [field: string]: Json };
}

/** A message as its process would have sent it. */
export interface HonestMessage {
  readonly seed: number;
  readonly from: ProcessId;
  readonly to: ProcessId;
  /** How many messages this link has carried, this one included: part of addresses of chance. */
  readonly number: number;
  readonly type: string;
  readonly payload: Json;
  readonly processes: readonly ProcessId[];
}

export interface ProtocolDefinition {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  /** One sentence for the gallery. */
  readonly summary: string;
  readonly defaults: { readonly processes: number; readonly clients: number };
  readonly limits: { readonly processes: readonly [min: number, max: number] };
  /** The names of `count` processes where a scenario gives a count; left out: `S1…Sn`. */
  named?(count: number): readonly ProcessId[];
  /** What is wrong with this cast, as a sentence; undefined: nothing is. Where kinds of process are told by their names. */
  checkCast?(processes: readonly ProcessId[], clients: readonly ProcessId[]): string | undefined;
  readonly roles: readonly Role[];
  /** What stands before the number of a role, e.g. `c` in `c2`; where left out the first letter of its name in events. */
  readonly epochLetter?: string;
  readonly messages: readonly MessageKind[];
  readonly options: readonly OptionDefinition[];
  readonly operations: readonly OperationKind[];
  /** Named local timers that `trigger` may let run out. */
  readonly timers: readonly { readonly name: string; readonly title: string }[];
  /** Timers that are never set and that only `trigger` lets run out: free-form runs are made of them. */
  prompts?(process: ProcessId, processes: readonly ProcessId[]): readonly Prompt[];
  /** Names for `corrupt`; empty: the protocol does not model lies. */
  readonly behaviours: readonly string[];
  readonly machines: { readonly process: Machine; readonly client: Machine };
  /** The chart of one of the processes where not all have the same; undefined: `machines.process`. */
  machineOf?(process: ProcessId): Machine | undefined;
  /** Every stimulus then carries `reading`, a `ClockReading`. */
  readonly readsClock?: boolean;
  /** What a process under `corrupt` sends in place of this message; undefined: nothing. Pure: luck comes by address. */
  lie?(behaviour: string, message: HonestMessage): Json | undefined;
  /** In whose name a process under `corrupt` sends it; undefined: in its own. Authenticated links refuse what is not. */
  impersonate?(behaviour: string, message: HonestMessage): ProcessId | undefined;
  /** Flaws of the protocol that leave out a rule of the reliable transport under it. */
  readonly transportFlaws?: Partial<Record<'noRetransmission' | 'noDeduplication' | 'acceptUnsigned', string>>;
  /** Checks one process's `initial` and gives the stable storage it stands for. */
  parseInitial(values: Readonly<Record<string, Json>>): Result<unknown, string>;
  /** What survives a crash. */
  stable(snapshot: Snapshot): unknown;
  /** A short label for a message with its payload, e.g. `Append 5`. */
  caption(type: string, payload: Json): string;
  /** The event as a sentence, e.g. `S2 votes for S3 in term 4`; undefined: the generic sentence. */
  sentence(event: TraceEvent): string | undefined;
  portray(snapshot: Snapshot): Portrait;
  readonly monitors: readonly Monitor[];
  readonly situations: readonly Situation[];
  readonly flaws: readonly Flaw[];
  readonly gallery: readonly GalleryRun[];
  /** Texts and questions that a run needs nothing of: loaded when a lesson is asked for. */
  lessons?(): Promise<readonly Lesson[]>;
}

/** The chart that a process or client of the protocol runs. */
export function machineFor(protocol: ProtocolDefinition, process: ProcessId, client: boolean): Machine {
  return client ? protocol.machines.client : (protocol.machineOf?.(process) ?? protocol.machines.process);
}

/** What a learner may have this process do at any moment; clients do as they are asked by operations alone. */
export function promptsOf(
  protocol: Pick<ProtocolDefinition, 'prompts'>,
  process: ProcessId,
  processes: readonly ProcessId[],
): readonly Prompt[] {
  return processes.includes(process) ? (protocol.prompts?.(process, processes) ?? []) : [];
}

/** Finds a protocol by id; undefined: none of that name. */
export type Catalog = (id: string) => ProtocolDefinition | undefined;

/** Every option of `protocol` with the scenario's values applied; for one process where `process` is given. */
export function resolveOptions(
  protocol: Pick<ProtocolDefinition, 'options'>,
  scenario: { readonly options: Options; readonly processOptions: Readonly<Record<ProcessId, Options>> },
  process?: ProcessId,
): Readonly<Record<string, OptionValue>> {
  const own = process === undefined ? {} : (scenario.processOptions[process] ?? {});
  return Object.fromEntries(
    protocol.options.map((option) => [option.id, own[option.id] ?? scenario.options[option.id] ?? option.fallback]),
  );
}
