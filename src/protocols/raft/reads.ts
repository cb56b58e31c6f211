/**
 * Reads that do not go through the log: by read index, by leader lease, or from whatever a server has applied
 * (Ongaro's dissertation, §6.4). Each says how far the state was that it shows.
 */
import type { Effect } from '../../sim/actor.ts';
import type { ClockReading } from '../../sim/protocol.ts';
import { termAt } from './log.ts';
import type { Append, Appended, Command, RaftEvent, Reply } from './messages.ts';
import { majorityOf, type Outcome, type RaftContext, sending, stepping } from './state.ts';

export type ReadPolicy = 'log' | 'read-index' | 'lease' | 'leader-local' | 'pinned-follower' | 'any-follower';

export const READ_POLICIES: readonly ReadPolicy[] = [
  'log',
  'read-index',
  'lease',
  'leader-local',
  'pinned-follower',
  'any-follower',
];

/** A read that cannot be answered yet. */
export interface PendingRead {
  readonly command: Command;
  readonly from: string;
  /** As leader: a majority must have answered this round of heartbeats or a later one; null: any server may answer. */
  readonly round: number | null;
  /** The state must be at least as far as this. */
  readonly after: number;
}

type Requested = Extract<RaftEvent, { type: 'Request' }>;
export interface Told {
  readonly reading?: ClockReading | undefined;
}

/** Rounds of heartbeats whose times are kept. */
const ROUNDS_KEPT = 64;

/** Whether the leader asks a majority, at each read or from time to time. */
export function confirms({ self }: RaftContext): boolean {
  return self.options.reads === 'read-index' || self.options.reads === 'lease';
}

/** A new round of heartbeats begins: answers to it show that this process still led when it began. */
export function nextRound(context: RaftContext, told: Told | undefined): RaftContext {
  if (!confirms(context)) return context;
  const round = context.round + 1;
  return { ...context, round, rounds: [...context.rounds.slice(-ROUNDS_KEPT), { round, at: nowOf(told) }] };
}

/** What an Append and its answer carry on top where rounds are counted: nothing else changes on the wire. */
export function marked(context: RaftContext): Pick<Append, 'round'> {
  return confirms(context) ? { round: context.round } : {};
}

export function sameRound({ round }: Pick<Append, 'round'>): Pick<Appended, 'round'> {
  return round === undefined ? {} : { round };
}

export function noteRound(context: RaftContext, from: string, { round, term }: Appended): RaftContext {
  const position = context.self.processes.indexOf(from);
  if (round === undefined || term !== context.term || (context.acked[position] ?? 0) >= round) return context;
  return { ...context, acked: context.acked.with(position, round) };
}

/** The latest round that a majority has answered, this process included. */
function confirmedRound({ acked, self }: RaftContext): number {
  const others = acked.filter((_, position) => self.processes[position] !== self.id).sort((a, b) => b - a);
  return others[majorityOf(self.processes.length) - 2] ?? 0;
}

/** Before its first own entry is committed a leader may not know all that was committed before it (§8). */
function knowsWhatIsCommitted({ log, commitIndex, term }: RaftContext): boolean {
  return termAt(log, commitIndex) === term;
}

/** Until when nobody else can have been elected, by the own clock, if no other clock is much faster. */
function leaseEnd(context: RaftContext): number {
  const { leaderLease, assumedDrift } = context.self.options;
  const round = confirmedRound(context);
  const sent = context.rounds.find((one) => one.round === round);
  if (round === 0 || sent === undefined) return Number.NEGATIVE_INFINITY;
  return sent.at + Math.floor((leaderLease * (1_000_000 - assumedDrift)) / 1_000_000);
}

/** As leader, a read that is not to go through the log; undefined: it is. */
export function leadRead(
  context: RaftContext,
  { payload, from, reading }: Requested,
  broadcast: (context: RaftContext, told: Told) => Outcome,
): Outcome | undefined {
  const { options, flaws } = context.self;
  if (payload.op !== 'read') return undefined;
  if (flaws.leaderReadsLocally || options.reads === 'leader-local') return serve(context, payload, from);
  if (options.reads === 'pinned-follower' || options.reads === 'any-follower')
    return serveAnywhere(context, { payload, from });
  if (!confirms(context)) return undefined;
  if (options.reads === 'lease' && knowsWhatIsCommitted(context) && nowOf({ reading }) < leaseEnd(context))
    return serve(context, payload, from);
  const asked: PendingRead = { command: payload, from, round: context.round + 1, after: context.commitIndex };
  return broadcast({ ...context, reads: [...context.reads, asked] }, { reading });
}

/** Any server, from what it has applied; where the client has seen more than that, it waits until it has as much. */
export function serveAnywhere(context: RaftContext, { payload, from }: Pick<Requested, 'payload' | 'from'>): Outcome {
  const after = payload.after ?? 0;
  if (context.lastApplied >= after) return serve(context, payload, from);
  const others = context.reads.filter((one) => one.command.client !== payload.client);
  return [{ ...context, reads: [...others, { command: payload, from, round: null, after }] }, []];
}

/** Whether a server that does not lead answers this request itself. */
export function isServedAnywhere({ self }: RaftContext, { op }: Command): boolean {
  return op === 'read' && (self.options.reads === 'pinned-follower' || self.options.reads === 'any-follower');
}

/** Answers whatever has waited for this: a majority's answers, or entries. */
export function serveWhatWaited(context: RaftContext): Outcome {
  if (context.reads.length === 0) return [context, []];
  const leads = context.leader === context.self.id && knowsWhatIsCommitted(context);
  const confirmed = leads ? confirmedRound(context) : 0;
  const ready = ({ round, after }: PendingRead) =>
    context.lastApplied >= after && (round === null || (leads && confirmed >= round));
  const now = context.reads.filter(ready);
  if (now.length === 0) return [context, []];
  const effects = now.flatMap(({ command, from }) => serve(context, command, from)[1]);
  return [{ ...context, reads: context.reads.filter((one) => !ready(one)) }, effects];
}

function serve(context: RaftContext, command: Command, from: string): Outcome {
  const { lastApplied, state } = context;
  const reply: Reply = {
    request: command.request,
    done: true,
    result: state.values.get(command.key) ?? null,
    ...shownIndex(context),
  };
  const effects: readonly Effect[] = [
    stepping('serve', { client: command.client, request: command.request, index: lastApplied }),
    sending(from, 'Reply', reply),
  ];
  return [context, effects];
}

/** How far the state is that an answer shows; reads through the log need no such number. */
export function shownIndex({ self, lastApplied }: RaftContext): { readonly index?: number } {
  return self.options.reads === 'log' ? {} : { index: lastApplied };
}

/** As a server that follows a leader with a lease: until when it has promised neither to stand nor to vote. */
export function isPromised({ self, heardAt }: RaftContext, told: Told): boolean {
  return self.options.reads === 'lease' && nowOf(told) - heardAt < self.options.leaderLease;
}

export function hearLeader(context: RaftContext, told: Told): RaftContext {
  return context.self.options.reads === 'lease' ? { ...context, heardAt: nowOf(told) } : context;
}

/** A new term as leader: no round of it has been answered yet, and old reads are the clients' to repeat. */
export function forgetRounds(context: RaftContext): RaftContext {
  return {
    ...context,
    acked: context.self.processes.map(() => 0),
    rounds: [],
    reads: context.reads.filter(({ round }) => round === null),
  };
}

/** Whether a new leader needs an entry of its own at once. */
export function needsNoop(context: RaftContext): boolean {
  return context.self.options.noop || confirms(context);
}

function nowOf(told: Told | undefined): number {
  return told?.reading?.monotonic ?? 0;
}
