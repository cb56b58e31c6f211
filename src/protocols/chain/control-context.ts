/** What one process of the control plane knows, alone or as a member of a group. */
import type { Effect } from '../../sim/actor.ts';
import type { ClockReading, ProcessInput, Snapshot } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { type Persistent, persistent, type RaftContext } from '../raft/index.ts';
import { type Configuration, chainOf, detailOf, UNCONFIGURED } from './configuration.ts';
import { freshReports, noteHeartbeat, type Reports, tell } from './control.ts';
import type { Heartbeat } from './messages.ts';
import { isController, sending, stepping } from './state.ts';

/** A heartbeat that is answered once it is sure that this member still led when it came. */
export interface Waiting {
  readonly server: ProcessId;
  readonly sentAt: number;
  /** The first round of Raft's own heartbeats that went out after it. */
  readonly round: number;
}

export interface ControlContext {
  readonly self: {
    readonly id: ProcessId;
    readonly members: readonly ProcessId[];
    readonly servers: readonly ProcessId[];
    readonly clients: readonly ProcessId[];
    readonly heartbeat: number;
    readonly detectAfter: number;
    /** Flaw: a configuration is announced before it is agreed and stored. */
    readonly announcesEarly: boolean;
    /** What the Raft process inside is started with. */
    readonly raft: ProcessInput;
  };
  /** On stable storage: here where this process is alone, in the Raft log where it is not. */
  readonly configuration: Configuration;
  readonly reports: Reports;
  /** Its own clock when it told everybody last. */
  readonly announcedAt: number;
  /** Its own clock at the last look at the heartbeats. */
  readonly lookedAt: number;
  /** The Raft process inside, as it stands; null: this process decides alone. */
  readonly raft: Snapshot | null;
  /** Rounds of Raft's heartbeats sent so far, and the last one that each member has answered. */
  readonly round: number;
  readonly answeredRounds: Readonly<Record<ProcessId, number>>;
  readonly waiting: readonly Waiting[];
  /** The term in which it has committed an entry of its own: before, it does not know what its log decides. */
  readonly inForce: number;
  /** Requests to its own log so far; survives a crash, or Raft would take a new one for an old one. */
  readonly proposals: number;
  /** The epoch and term of the last one: it is not asked for twice. */
  readonly proposed: string;
}

export type ControlStable =
  | { readonly configuration: Configuration }
  | { readonly raft: Persistent; readonly proposals: number };

export interface From<Type extends string, Payload> {
  readonly type: Type;
  readonly from: ProcessId;
  readonly payload: Payload;
  readonly reading: ClockReading;
}
export type HeartbeatEvent = From<'Heartbeat', Heartbeat>;
export type ControlOutcome = readonly [ControlContext, readonly Effect[]];

export function createControl(input: ProcessInput): ControlContext {
  const { id, processes, clients, options, flaws, reading } = input;
  const stable = input.stable as ControlStable | undefined; // what `controlStable` gave
  const servers = processes.filter((process) => !isController(process));
  const members = processes.filter(isController);
  return {
    self: {
      id,
      members,
      servers,
      clients,
      heartbeat: options.heartbeat as number,
      detectAfter: options.detectAfter as number,
      announcesEarly: flaws.includes('two-configurations'),
      raft: raftInput(input, members, stable),
    },
    configuration: stable !== undefined && 'configuration' in stable ? stable.configuration : UNCONFIGURED,
    reports: freshReports(servers, reading.monotonic),
    announcedAt: 0,
    lookedAt: reading.monotonic,
    raft: null,
    round: 0,
    answeredRounds: {},
    waiting: [],
    inForce: 0,
    proposals: stable !== undefined && 'raft' in stable ? stable.proposals : 0,
    proposed: '',
  };
}

/** Entries of one Append at most, as in Raft’s own default. */
const BATCH = 64;

/** The Raft inside knows of the control plane alone; a new leader begins with an empty entry, to learn what is committed. */
function raftInput(
  input: ProcessInput,
  members: readonly ProcessId[],
  stable: ControlStable | undefined,
): ProcessInput {
  const { electionTimeout, heartbeat } = input.options;
  return {
    ...input,
    processes: members,
    clients: [],
    options: { electionTimeout: electionTimeout ?? [0, 0], heartbeat: heartbeat ?? 0, batch: BATCH, noop: true },
    flaws: [],
    stable: stable !== undefined && 'raft' in stable ? stable.raft : undefined,
  };
}

/** Alone, the flaw announces what it has not written down. */
export function controlStable(context: ControlContext): ControlStable {
  if (context.raft !== null) return { raft: persistent(raftOf(context)), proposals: context.proposals };
  return { configuration: context.self.announcesEarly ? UNCONFIGURED : context.configuration };
}

/** What the Raft process inside knows; only where there is one. */
export function raftOf({ raft }: ControlContext): RaftContext {
  return raft?.context as RaftContext;
}

export function isAlone({ self }: ControlContext): boolean {
  return self.members.length === 1;
}

export function tellAll({ configuration, self }: ControlContext): readonly Effect[] {
  return tell(configuration, [...self.servers, ...self.clients]);
}

export function announcement(configuration: Configuration): Effect {
  return stepping('configure', detailOf(configuration));
}

export function lease({ server, sentAt }: Pick<Waiting, 'server' | 'sentAt'>): Effect {
  return sending(server, 'Alive', { sentAt });
}

export function isMember({ configuration }: Pick<ControlContext, 'configuration'>, server: ProcessId): boolean {
  return chainOf(configuration).includes(server);
}

/** Notes a heartbeat; a server that speaks of an old epoch is told the new one, at most once a beat: it may be on its way. */
export function noteAndRemind(context: ControlContext, { from, payload, reading }: HeartbeatEvent): ControlOutcome {
  const now = reading.monotonic;
  const reports = noteHeartbeat(context.reports, from, payload, now);
  const report = reports[from];
  const knows = payload.epoch >= context.configuration.epoch;
  if (report === undefined || knows || now - Math.max(report.toldAt, context.announcedAt) < context.self.heartbeat)
    return [{ ...context, reports }, []];
  return [
    { ...context, reports: { ...reports, [from]: { ...report, toldAt: now } } },
    tell(context.configuration, [from]),
  ];
}

/** Missed its own beats, as after a pause: then silence says nothing about the others. */
const LATE_BEATS = 3;

export function look(context: ControlContext, now: number): ControlContext {
  const { self, lookedAt, reports } = context;
  const late = now - lookedAt > LATE_BEATS * self.heartbeat;
  return { ...context, lookedAt: now, reports: late ? freshReports(self.servers, now) : reports };
}
