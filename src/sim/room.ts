/**
 * Everything that a run's next step depends on: mutable while `step` works on it, never seen outside the kernel.
 * `freeze` and `thaw` turn it into a keyframe and back.
 */
import { type Stimulus, start } from './actor.ts';
import { Agenda, type Errand } from './agenda.ts';
import { type Clock, monotonicReading, reading, TRUE_CLOCK } from './clock.ts';
import { NEW_PROCESS } from './lifecycle.ts';
import { type Links, newLinks } from './links.ts';
import {
  type ClockReading,
  type Machine,
  machineFor,
  type ProcessInput,
  type ProtocolDefinition,
  resolveOptions,
  type Snapshot,
} from './protocol.ts';
import type { ProcessId, Scenario, TrueTime } from './scenario.ts';
import { type Script, writeScript } from './script.ts';
import type { TraceWriter } from './trace.ts';
import type { EventId } from './trace-event.ts';
import { NEW_TRANSPORT, type Transport } from './transport/state.ts';
import type { ProcessStatus } from './world.ts';

/** A timer of a process, running on its clock's rate. */
export interface LocalTimer {
  /** XState's id of the delayed event: what a cancel names. */
  readonly id: string;
  readonly name: string;
  readonly stimulus: Stimulus;
  /** Monotonic local reading at which it runs out. */
  readonly deadline: number;
  readonly setAt: TrueTime;
  readonly dueAt: TrueTime;
  readonly sequence: number;
  /** The event during which it was set; −1: at the start. */
  readonly cause: EventId;
}

/** Fields are replaced, what they refer to is never changed: a shallow copy is a snapshot. */
export interface ProcessRecord {
  readonly id: ProcessId;
  readonly lane: number;
  readonly machine: Machine;
  life: Snapshot;
  status: ProcessStatus;
  snapshot: Snapshot;
  stable: unknown;
  incarnation: number;
  clock: Clock;
  /** `drift` faults in force, by index, in the order they began. */
  drifting: readonly number[];
  /** ppm by which the process itself makes its clock run faster, or slower where negative. */
  slew: number;
  /** `corrupt` faults in force, by index, in the order they began. */
  corrupting: readonly number[];
  /** false until it has started for the first time: a fault at time 0 can keep it from that. */
  born: boolean;
  timers: readonly LocalTimer[];
  /** The soonest of `timers`; undefined where there is none or it cannot fire now. */
  next: LocalTimer | undefined;
  /** What arrived while it was paused. */
  inbox: readonly Errand[];
  /** Requests that came while it was paused, as indices into the script. */
  asks: readonly number[];
  /** Streams to and from others where links are reliable. */
  transport: Transport;
  /** The operation that a client invoked last; −1: none yet. */
  operation: number;
}

/** What a process is to be given before anything else happens: a message it has in order, or a request by its index. */
export type Given =
  | { readonly what: 'message'; readonly to: number; readonly errand: Errand }
  | { readonly what: 'ask'; readonly to: number; readonly index: number };

/** Where things stand: what a keyframe holds. */
export interface Standing {
  now: TrueTime;
  sequence: number;
  /** Events so far: the id of the next one. */
  events: number;
  /** How many phases and asks of the script were carried out. */
  phases: number;
  asks: number;
  operations: number;
  /** In order, one a step: whoever watches sees the world after each of them. */
  given: readonly Given[];
  links: Links;
  /** Faults that found what they are aimed at. */
  found: ReadonlySet<number>;
}

export interface Room extends Standing {
  readonly scenario: Scenario;
  readonly protocol: ProtocolDefinition;
  readonly lanes: readonly ProcessId[];
  readonly laneOf: ReadonlyMap<ProcessId, number>;
  readonly script: Script;
  readonly records: ProcessRecord[];
  /** Messages ever sent, by `from × lanes + to`. */
  readonly sent: Int32Array;
  /** Latest arrival promised on each link: what order-preserving links may not fall behind. */
  readonly promised: Float64Array;
  readonly agenda: Agenda;
  readonly lamports: Int32Array;
  readonly vectors: readonly Int32Array[];
  /** undefined while a known past is replayed. */
  writer: TraceWriter | undefined;
}

export interface Keyframe {
  readonly standing: Readonly<Standing>;
  readonly records: readonly Readonly<ProcessRecord>[];
  readonly sent: Int32Array;
  readonly promised: Float64Array;
  readonly agenda: readonly Errand[];
  readonly lamports: Int32Array;
  readonly vectors: readonly Int32Array[];
}

/** The room before anything has happened: no process has started yet. */
export function newRoom(scenario: Scenario, protocol: ProtocolDefinition, writer: TraceWriter): Room {
  const lanes = [...scenario.processes, ...scenario.clients];
  return {
    scenario,
    protocol,
    lanes,
    laneOf: new Map(lanes.map((id, lane) => [id, lane])),
    script: writeScript(scenario),
    now: 0,
    sequence: 0,
    events: 0,
    phases: 0,
    asks: 0,
    operations: 0,
    given: [],
    links: newLinks(lanes.length, scenario.network),
    found: new Set(),
    records: lanes.map((id, lane) => newRecord(scenario, protocol, id, lane)),
    sent: new Int32Array(lanes.length ** 2),
    promised: new Float64Array(lanes.length ** 2),
    agenda: new Agenda(),
    lamports: new Int32Array(lanes.length),
    vectors: lanes.map(() => new Int32Array(lanes.length)),
    writer,
  };
}

/** What a process's machine is created with. */
export function inputOf(
  room: Pick<Room, 'scenario' | 'protocol'>,
  id: ProcessId,
  stable: unknown,
  incarnation: number,
  reading: ClockReading,
): ProcessInput {
  const { scenario, protocol } = room;
  return {
    id,
    processes: scenario.processes,
    clients: scenario.clients,
    seed: scenario.seed,
    options: resolveOptions(protocol, scenario, id),
    flaws: scenario.flaws,
    stable,
    incarnation,
    delayBound: scenario.network.delay[1],
    reading,
  };
}

/** What the process's own clock says now. */
export function readClock(room: Pick<Room, 'now'>, { clock }: Pick<ProcessRecord, 'clock'>): ClockReading {
  return { wall: reading(clock, room.now), monotonic: monotonicReading(clock, room.now) };
}

const ZERO: ClockReading = { wall: 0, monotonic: 0 };

function newRecord(scenario: Scenario, protocol: ProtocolDefinition, id: ProcessId, lane: number): ProcessRecord {
  const client = lane >= scenario.processes.length;
  const machine = machineFor(protocol, id, client);
  const initial = scenario.initial[id];
  const stored = initial === undefined ? undefined : protocol.parseInitial(initial);
  const stable = stored?.ok === true ? stored.value : undefined;
  return {
    id,
    lane,
    machine,
    life: NEW_PROCESS,
    status: 'up',
    // Only to fill the field: `step` starts every process anew and carries out the effects.
    snapshot: start(machine, inputOf({ scenario, protocol }, id, stable, 0, ZERO))[0],
    stable,
    incarnation: 0,
    clock: TRUE_CLOCK,
    drifting: [],
    slew: 0,
    corrupting: [],
    born: false,
    timers: [],
    next: undefined,
    inbox: [],
    asks: [],
    transport: NEW_TRANSPORT,
    operation: -1,
  };
}

export function freeze(room: Room): Keyframe {
  const { now, sequence, events, phases, asks, operations, given, links, found } = room;
  return {
    standing: { now, sequence, events, phases, asks, operations, given, links, found },
    records: room.records.map((record) => ({ ...record })),
    sent: room.sent.slice(),
    promised: room.promised.slice(),
    agenda: room.agenda.copy(),
    lamports: room.lamports.slice(),
    vectors: room.vectors.map((vector) => vector.slice()),
  };
}

/** A room that stands where the keyframe was taken, under a scenario that agrees with it up to there. */
export function thaw(
  keyframe: Keyframe,
  base: Pick<Room, 'scenario' | 'protocol' | 'lanes' | 'laneOf' | 'script'>,
  writer: TraceWriter | undefined,
): Room {
  return {
    scenario: base.scenario,
    protocol: base.protocol,
    lanes: base.lanes,
    laneOf: base.laneOf,
    script: base.script,
    ...keyframe.standing,
    records: keyframe.records.map((record) => ({ ...record })),
    sent: keyframe.sent.slice(),
    promised: keyframe.promised.slice(),
    agenda: new Agenda(keyframe.agenda),
    lamports: keyframe.lamports.slice(),
    vectors: keyframe.vectors.map((vector) => vector.slice()),
    writer,
  };
}
