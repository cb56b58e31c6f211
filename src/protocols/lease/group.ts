/**
 * The store as a Raft group: the project's own Raft, whole, inside each of its processes. The lease is a key in its state
 * machine, changed by compare-and-swap through the log; only the leader answers, and only it counts the time to live.
 */
import { type Effect, react, type Stimulus, start } from '../../sim/actor.ts';
import type { ProcessInput, Snapshot } from '../../sim/protocol.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';
import { type Command, type Persistent, persistent, type RaftContext, raftProcess, termAt } from '../raft/index.ts';
import { storesOf } from './cast.ts';
import { sending, stepping } from './effects.ts';
import type { Acquire, From, Grant, Release, Renew, StoreEvent, Told } from './messages.ts';
import { type LeaseOptions, readOptions } from './options.ts';

const KEY = 'lease';
const MS = 1000;

/** The lease as the log has it; `holder` null: free. */
export interface Held {
  readonly holder: ProcessId | null;
  readonly token: number;
  readonly request: number;
  readonly renewals: number;
}

export interface GroupStable {
  readonly raft: Persistent;
  /** Commands proposed so far: Raft would take a number that it has seen for a repetition. */
  readonly proposals: number;
}

/** What the leader has proposed and waits to see applied. */
interface Proposed {
  readonly how: 'grant' | 'renew' | 'release' | 'expire';
  readonly to: ProcessId | null;
  readonly request: number;
}

export interface GroupContext {
  readonly part: 'group';
  readonly id: ProcessId;
  readonly options: LeaseOptions;
  readonly members: readonly ProcessId[];
  readonly input: ProcessInput;
  readonly raft: Snapshot | null;
  readonly firstToken: number;
  readonly proposals: number;
  readonly proposed: Proposed | null;
  /** As leader: reading of the own monotonic clock at which the lease ends. */
  readonly deadline: number;
  readonly neverExpires: boolean;
}

export type GroupOutcome = readonly [GroupContext, readonly Effect[]];

export function createGroup(input: ProcessInput): GroupContext {
  const { id, processes, options, flaws, stable, reading } = input;
  const { raft, proposals = 0, token = 0 } = (stable ?? {}) as Partial<GroupStable & { readonly token: number }>;
  const members = storesOf(processes);
  const read = readOptions(options);
  return {
    part: 'group',
    id,
    options: read,
    members,
    // Every new leader appends an entry of its own: before, it does not know what is decided (Raft §8).
    input: {
      ...input,
      processes: members,
      clients: members,
      options: { electionTimeout: [150 * MS, 300 * MS], heartbeat: 50 * MS, batch: 64, noop: true },
      flaws: [],
      stable: raft,
    },
    raft: null,
    firstToken: token,
    proposals,
    proposed: null,
    deadline: reading.monotonic + read.ttl,
    neverExpires: flaws.includes('never-expire'),
  };
}

export function stableGroup({ raft, proposals }: GroupContext): GroupStable | undefined {
  return raft === null ? undefined : { raft: persistent(raft.context as RaftContext), proposals };
}

export function openGroup(context: GroupContext): GroupOutcome {
  return relay(context, start(raftProcess, context.input));
}

/** A message or a timer of Raft's goes inside; what it sends to the others and asks to be woken for goes out. */
export function passToRaft(before: GroupContext, event: Stimulus & Told): GroupOutcome {
  if (before.raft === null) return [before, []];
  const [context, effects] = relay(before, react(raftProcess, before.raft, event));
  const [noted, more] = noteChange(before, context, event);
  return [noted, [...effects, ...more]];
}

/** What Raft answers its client stays inside: this process sees for itself what is applied. */
function relay(context: GroupContext, [raft, effects]: readonly [Snapshot, readonly Effect[]]): GroupOutcome {
  const outward = effects.filter(({ type, params }) => {
    const to = type === 'send' ? (params as { readonly to: ProcessId }).to : undefined;
    return to !== context.id;
  });
  return [{ ...context, raft }, outward];
}

function raftOf({ raft }: GroupContext): RaftContext | undefined {
  return raft?.context as RaftContext | undefined;
}

/** It leads, and an entry of its own term is committed. */
export function answers(context: GroupContext): boolean {
  const raft = raftOf(context);
  return context.raft?.value === 'leader' && raft !== undefined && termAt(raft.log, raft.commitIndex) === raft.term;
}

function textOf(context: GroupContext): string | null {
  return raftOf(context)?.state.values.get(KEY) ?? null;
}

export function heldIn(context: GroupContext): Held {
  const [holder = '-', token, request, renewals] = (textOf(context) ?? '').split(' ');
  return {
    holder: holder === '-' || holder === '' ? null : holder,
    token: Number(token ?? context.firstToken),
    request: Number(request ?? 0),
    renewals: Number(renewals ?? 0),
  };
}

/** A change of the lease that has been applied is told and answered by the leader; a new leader grants the time anew. */
function noteChange(before: GroupContext, context: GroupContext, { reading }: Told): GroupOutcome {
  const now = reading.monotonic;
  const opened = answers(context) && !answers(before);
  const changed = textOf(context) !== textOf(before);
  const deadline = opened || changed ? now + context.options.ttl : context.deadline;
  if (!answers(context)) return [{ ...context, deadline, proposed: null }, []];
  if (!changed) return [{ ...context, deadline }, []];
  const [was, is] = [heldIn(before), heldIn(context)];
  const { ttl } = context.options;
  const { proposed } = context;
  const how =
    is.holder === null
      ? proposed?.how === 'release'
        ? 'release'
        : 'expire'
      : is.token > was.token
        ? 'grant'
        : 'renew';
  const told = stepping(how, { client: is.holder ?? was.holder, token: is.token, ttl });
  const grant: Grant = { request: proposed?.request ?? 0, token: is.token, ttl, until: reading.wall + ttl };
  const answered =
    is.holder !== null && proposed !== null && proposed.to === is.holder
      ? [sending(is.holder, how === 'grant' ? 'Grant' : 'Renewed', grant)]
      : [];
  return [{ ...context, deadline, proposed: null }, [told, ...answered]];
}

/** The change is proposed on condition that nothing has changed meanwhile. */
function propose(context: GroupContext, next: Held, proposed: Proposed, told: Told): GroupOutcome {
  const request = context.proposals + 1;
  const command: Command = {
    op: 'cas',
    key: KEY,
    value: `${next.holder ?? '-'} ${next.token} ${next.request} ${next.renewals}`,
    expected: textOf(context),
    client: context.id,
    request,
  };
  const asked = { type: 'Request', from: context.id, payload: command, reading: told.reading };
  return passToRaft({ ...context, proposals: request, proposed }, asked);
}

/** Whoever asks while something is under way asks again; whoever asks the wrong process is told where to go. */
export function serve(context: GroupContext, event: StoreEvent): GroupOutcome {
  if (!answers(context)) return [context, elsewhere(context, event)];
  if (context.proposed !== null) return [context, []];
  if (event.type === 'Acquire') return serveAcquire(context, event);
  return event.type === 'Renew' ? serveRenew(context, event) : serveRelease(context, event);
}

function elsewhere(context: GroupContext, event: StoreEvent): readonly Effect[] {
  const store = raftOf(context)?.leader ?? null;
  if (event.type === 'Release' || store === null || store === context.id) return [];
  return [sending(event.from, 'Redirect', { request: event.payload.request, store })];
}

function serveAcquire(context: GroupContext, event: From<'Acquire', Acquire>): GroupOutcome {
  const { from, payload, reading } = event;
  const { request } = payload;
  const held = heldIn(context);
  const { ttl } = context.options;
  if (held.holder === null || (held.holder === from && request > held.request)) {
    const next = { holder: from, token: held.token + 1, request, renewals: 0 };
    return propose(context, next, { how: 'grant', to: from, request }, event);
  }
  if (held.holder === from && request === held.request) {
    const until = reading.wall + context.deadline - reading.monotonic;
    return [context, [sending(from, 'Grant', { request, token: held.token, ttl, until })]];
  }
  return [context, deny(context, from, request, held.token)];
}

function serveRenew(context: GroupContext, event: From<'Renew', Renew>): GroupOutcome {
  const { from, payload } = event;
  const held = heldIn(context);
  if (held.holder !== from || held.token !== payload.token)
    return [context, deny(context, from, payload.request, payload.token)];
  const next = { ...held, renewals: held.renewals + 1 };
  return propose(context, next, { how: 'renew', to: from, request: payload.request }, event);
}

function serveRelease(context: GroupContext, event: From<'Release', Release>): GroupOutcome {
  const held = heldIn(context);
  if (held.holder !== event.from || held.token !== event.payload.token) return [context, []];
  return propose(context, { ...held, holder: null }, { how: 'release', to: null, request: 0 }, event);
}

function deny(context: GroupContext, to: ProcessId, request: number, token: number): readonly Effect[] {
  const told: Readonly<Record<string, Json>> = { client: to, token, ttl: context.options.ttl };
  return [stepping('deny', told), sending(to, 'Deny', { request, store: context.id })];
}

/** As leader: a lease whose time is over by the own clock is taken back, through the log like everything else. */
export function look(context: GroupContext, told: Told): GroupOutcome {
  const held = heldIn(context);
  const over = held.holder !== null && !context.neverExpires && told.reading.monotonic >= context.deadline;
  if (!over || !answers(context) || context.proposed !== null) return [context, []];
  return propose(context, { ...held, holder: null }, { how: 'expire', to: null, request: 0 }, told);
}
