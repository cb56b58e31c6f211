/** One replica: it keeps the log on disk and the state in memory, and applies entries in the order of the log. */
import { PersistentVector } from '../../base/persistent-vector.ts';
import type { Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';
import {
  type Command,
  type Entry,
  type Fetching,
  nameOf,
  type Ordering,
  type Requested,
  type Spreading,
} from './messages.ts';
import { applyEntry, digestOf, EMPTY, extended, type State } from './state-machine.ts';

/** On disk. The state is not: after a crash it is made again from the log. */
export interface StableReplica {
  readonly log: PersistentVector<Entry>;
}

export interface ReplicaContext extends StableReplica {
  readonly id: ProcessId;
  /** Puts all commands in one order, with a log of its own on its disk; it is a replica like the others besides. */
  readonly sequencer: ProcessId;
  readonly others: readonly ProcessId[];
  readonly interval: number;
  /** Entries applied so far, and the digest of these. */
  readonly applied: number;
  readonly logDigest: string;
  readonly state: State;
  /** Commands of clients that this replica is to answer. */
  readonly waiting: readonly Command[];
  /** What its clock read when this life began: the flaw replays by it. */
  readonly startedAt: number;
  readonly readsOwnClock: boolean;
  readonly appliesDuplicates: boolean;
  readonly ignoresGaps: boolean;
}

export type Outcome = readonly [ReplicaContext, readonly Effect[]];

/** Entries in one message at most: a replica that was away for long asks again. */
const BATCH = 64;

export function createContext({ id, processes, options, flaws, stable, reading }: ProcessInput): ReplicaContext {
  const [sequencer = id] = processes;
  return {
    id,
    sequencer,
    others: processes.filter((other) => other !== id),
    interval: options.catchUp as number, // `index.ts` declares it as a duration
    log: (stable as StableReplica | undefined)?.log ?? PersistentVector.empty(),
    applied: 0,
    logDigest: '',
    state: EMPTY,
    waiting: [],
    startedAt: reading.wall,
    readsOwnClock: flaws.includes('operation-reads-local-clock'),
    appliesDuplicates: flaws.includes('skip-duplicate-check'),
    ignoresGaps: flaws.includes('apply-as-they-come'),
  };
}

export function stableReplica({ log }: ReplicaContext): StableReplica {
  return { log };
}

export function isSequencer({ id, sequencer }: ReplicaContext): boolean {
  return id === sequencer;
}

/** After a crash: the whole log once more, from the first entry on. */
export function replay(context: ReplicaContext): Outcome {
  const role = stepping('role', { role: isSequencer(context) ? 'ordering' : 'applying' });
  const [next, effects] = applyAll(context, context.startedAt, true);
  return [next, [role, ...effects]];
}

/** A client's command: answered where it was applied before, put in order otherwise. */
export function serve(context: ReplicaContext, { from, payload, reading }: Requested): Outcome {
  const before = context.state.sessions.get(from);
  if (!context.appliesDuplicates && before?.request === payload.request)
    return [context, [sending(from, 'Reply', { request: payload.request, result: before.result })]];
  const waiting = [...context.waiting.filter((one) => nameOf(one) !== nameOf(payload)), payload];
  const next = { ...context, waiting };
  if (isSequencer(next)) return order(next, payload, reading.wall);
  return [next, [sending(next.sequencer, 'Order', payload)]];
}

export function putInOrder(context: ReplicaContext, { payload, reading }: Ordering): Outcome {
  return isSequencer(context) ? order(context, payload, reading.wall) : [context, []];
}

/** The place in the log is the order. Whatever is not the same everywhere, such as the time, is read here once. */
function order(context: ReplicaContext, command: Command, wall: number): Outcome {
  const entry: Entry = { ...command, time: wall };
  const after = context.log.length;
  const logged = { ...context, log: context.log.push(entry) };
  const [next, effects] = applyAll(logged, wall, false);
  const told = context.others.map((other) => sending(other, 'Entries', { after, entries: [entry] }));
  return [next, [stepping('append', { index: after + 1, command: nameOf(command) }), ...effects, ...told]];
}

/** Entries that follow what is there are added; where some are missing in between they are asked for, later. */
export function receive(context: ReplicaContext, { payload, reading }: Spreading): Outcome {
  const { length } = context.log;
  const gap = payload.after > length;
  const fresh = gap && context.ignoresGaps ? payload.entries : payload.entries.slice(length - payload.after);
  if ((gap && !context.ignoresGaps) || fresh.length === 0) return [context, []];
  const log = fresh.reduce((all, entry) => all.push(entry), context.log);
  return applyAll({ ...context, log }, reading.wall, false);
}

export function answerFetch(context: ReplicaContext, { from, payload }: Fetching): Outcome {
  const { after } = payload;
  const entries = context.log.slice(after, Math.min(after + BATCH, context.log.length));
  return [context, entries.length === 0 ? [] : [sending(from, 'Entries', { after, entries })]];
}

export function askForMissing(context: ReplicaContext): Outcome {
  return [context, [sending(context.sequencer, 'Fetch', { after: context.log.length })]];
}

function applyAll(context: ReplicaContext, wall: number, replayed: boolean): Outcome {
  let now = context;
  const effects: Effect[] = [];
  while (now.applied < now.log.length) {
    const [next, more] = applyNext(now, wall, replayed);
    now = next;
    effects.push(...more);
  }
  return [now, effects];
}

/** The flaw `operation-reads-local-clock` has the operation ask the clock of the machine that it happens to run on. */
function applyNext(context: ReplicaContext, wall: number, replayed: boolean): Outcome {
  const entry = context.log.get(context.applied);
  if (entry === undefined) return [context, []];
  const time = context.readsOwnClock ? wall : entry.time;
  const { state, result, effective } = applyEntry(context.state, entry, time, !context.appliesDuplicates);
  const index = context.applied + 1;
  const logDigest = extended(context.logDigest, entry);
  const answered = context.waiting.filter((one) => nameOf(one) === nameOf(entry));
  const waiting = context.waiting.filter((one) => nameOf(one) !== nameOf(entry));
  const detail = {
    index,
    command: nameOf(entry),
    what: `${entry.op} ${entry.key}${entry.value === null ? '' : `=${entry.value}`}`,
    effective,
    replayed,
    log: logDigest,
    state: digestOf(state),
  };
  return [
    { ...context, applied: index, logDigest, state, waiting },
    [
      stepping('apply', detail),
      ...answered.map(({ client, request }) => sending(client, 'Reply', { request, result })),
    ],
  ];
}

function sending(to: ProcessId, type: string, payload: Json): Effect {
  return { type: 'send', params: { to, type, payload } };
}
function stepping(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}
