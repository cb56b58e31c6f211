/** A proposer: it takes a client's value, asks for promises, and proposes the value that the promises leave it. */
import type { Effect } from '../../sim/actor.ts';
import { drawWithin } from '../../sim/chance.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId, Range } from '../../sim/scenario.ts';
import { those } from './cast.ts';
import { sending, sendingAll, stepping } from './effects.ts';
import {
  type Accepted,
  type Asking,
  type Ballot,
  compareBallots,
  type Decided,
  type Deciding,
  type Promised,
  type Proposal,
  type Refused,
  type Requested,
} from './messages.ts';
import { quorumOf } from './options.ts';
import { counted, EMPTY_TALLY, type Tally, votesFor } from './tally.ts';

/** Kept over a crash: no ballot is ever used twice, and what was decided stays so. */
export interface StableProposer {
  readonly round: number;
  /** What a client asked it to propose; null: nothing. */
  readonly wish: string | null;
  readonly decided: Decided | null;
}

export interface ProposerContext extends StableProposer {
  readonly part: 'proposer';
  readonly id: ProcessId;
  readonly seed: number;
  readonly acceptors: readonly ProcessId[];
  /** Proposers and learners that are told of a decision. */
  readonly audience: readonly ProcessId[];
  readonly quorum: number;
  readonly patience: number;
  /** Whether that is long enough for an answer where time is bounded. */
  readonly isPatient: boolean;
  readonly backoff: Range;
  readonly thinking: number;
  /** The highest round that a refusal has told of. */
  readonly seen: number;
  /** Who has promised in this ballot, and the proposal of the highest ballot that came with it. */
  readonly promises: readonly ProcessId[];
  readonly bound: Proposal | null;
  readonly tally: Tally;
  /** Requests to be answered once it is known what was decided. */
  readonly waiting: readonly { readonly client: ProcessId; readonly request: number }[];
  readonly ignoresAccepted: boolean;
  readonly inventsValue: boolean;
  readonly neverBacksOff: boolean;
}

export type ProposerOutcome = readonly [ProposerContext, readonly Effect[]];

export function createProposer({
  id,
  processes,
  seed,
  options,
  flaws,
  stable,
  delayBound,
}: ProcessInput): ProposerContext {
  const kept = stable as StableProposer | undefined; // what `stableProposer` gave
  const acceptors = those('acceptor', processes);
  return {
    part: 'proposer',
    id,
    seed,
    acceptors,
    audience: processes.filter((other) => other !== id && !acceptors.includes(other)),
    quorum: quorumOf(acceptors.length, flaws),
    // `options.ts` declares their kinds.
    patience: options.patience as number,
    isPatient: (options.patience as number) >= 2 * delayBound,
    backoff: options.backoff as Range,
    thinking: options.thinking as number,
    round: kept?.round ?? 0,
    wish: kept?.wish ?? null,
    decided: kept?.decided ?? null,
    seen: 0,
    promises: [],
    bound: null,
    tally: EMPTY_TALLY,
    waiting: [],
    ignoresAccepted: flaws.includes('ignore-accepted'),
    inventsValue: flaws.includes('invent-value'),
    neverBacksOff: flaws.includes('no-back-off'),
  };
}

export function stableProposer({ round, wish, decided }: ProposerContext): StableProposer {
  return { round, wish, decided };
}

export function ballotOf({ round, id }: ProposerContext): Ballot {
  return { round, process: id };
}

export function announce(context: ProposerContext): ProposerOutcome {
  const role = context.decided === null ? 'waiting' : 'decided';
  return [context, [stepping('role', { role, ballot: context.decided?.ballot.round ?? context.round })]];
}

/** The first value that a client wants is the one that it proposes; who comes later is told how it ends. */
export function take(context: ProposerContext, { from, payload }: Requested): ProposerOutcome {
  const { request, value } = payload;
  if (context.decided !== null) return [context, [sending(from, 'Reply', { request, value: context.decided.value })]];
  const known = context.waiting.some((one) => one.client === from && one.request === request);
  const waiting = known ? context.waiting : [...context.waiting, { client: from, request }];
  return [{ ...context, waiting, wish: context.wish ?? value }, []];
}

/** Phase 1a: a ballot above all that it knows of. */
export function prepare(context: ProposerContext): ProposerOutcome {
  const round = Math.max(context.round, context.seen) + 1;
  const next: ProposerContext = { ...context, round, promises: [], bound: null, tally: EMPTY_TALLY };
  return [
    next,
    [
      stepping('role', { role: 'preparing', ballot: round }),
      ...sendingAll(context.acceptors, 'Prepare', { ballot: ballotOf(next) }),
    ],
  ];
}

/** Whether an answer is about the ballot that is under way. */
export function isCurrent(context: ProposerContext, { payload }: Promised | Refused | Accepted): boolean {
  return compareBallots(payload.ballot, ballotOf(context)) === 0;
}

export function notePromise(context: ProposerContext, { from, payload }: Promised): ProposerOutcome {
  if (context.promises.includes(from)) return [context, []];
  const { accepted } = payload;
  const higher =
    accepted !== null && (context.bound === null || compareBallots(accepted.ballot, context.bound.ballot) > 0);
  return [{ ...context, promises: [...context.promises, from], bound: higher ? accepted : context.bound }, []];
}

export function hasPromises({ promises, quorum }: ProposerContext): boolean {
  return promises.length >= quorum;
}

/**
 * Phase 2a: the value of the highest ballot that came with a promise, and only where none came the proposer's own
 * (Paxos Made Simple, P2c). The flaws propose their own all the same, or what no client has asked for.
 */
export function propose(context: ProposerContext): ProposerOutcome {
  const { bound, wish, id, ignoresAccepted, inventsValue } = context;
  const own = inventsValue ? `${id}’s guess` : (wish ?? '');
  const value = ignoresAccepted ? own : (bound?.value ?? own);
  const ballot = ballotOf(context);
  return [
    context,
    [
      stepping('role', { role: 'proposing', ballot: ballot.round }),
      stepping('propose', { ballot, value, bound: bound === null ? null : bound.ballot }),
      ...sendingAll(context.acceptors, 'Accept', { ballot, value }),
    ],
  ];
}

export function noteAccepted(context: ProposerContext, { from, payload }: Accepted): ProposerOutcome {
  return [{ ...context, tally: counted(context.tally, from, payload) }, []];
}

/** The proposal under way that a majority has accepted. */
function chosen({ tally, quorum, ...context }: ProposerContext): Proposal | undefined {
  const [mine] = Object.values(tally).filter(({ proposal }) => proposal.ballot.round === context.round);
  return mine !== undefined && votesFor(tally, mine.proposal) >= quorum ? mine.proposal : undefined;
}

export function isChosen(context: ProposerContext): boolean {
  return chosen(context) !== undefined;
}

export function isDecided({ decided }: ProposerContext): boolean {
  return decided !== null;
}

/** A majority has accepted: the others are told, and the clients that wait. */
export function conclude(context: ProposerContext): ProposerOutcome {
  const proposal = chosen(context);
  if (proposal === undefined || context.decided !== null) return [context, []];
  const { ballot, value } = proposal;
  const [next, effects] = decide(context, { value, ballot });
  return [next, [...effects, ...sendingAll(context.audience, 'Decided', { value, ballot })]];
}

export function believe(context: ProposerContext, { payload }: Deciding): ProposerOutcome {
  return context.decided === null ? decide(context, payload) : [context, []];
}

export function answerAsk(context: ProposerContext, { from }: Asking): ProposerOutcome {
  return [context, context.decided === null ? [] : [sending(from, 'Decided', context.decided)]];
}

function decide(context: ProposerContext, { value, ballot }: Decided): ProposerOutcome {
  return [
    { ...context, decided: { value, ballot }, waiting: [] },
    [
      stepping('decide', { value, ballot }),
      stepping('role', { role: 'decided', ballot: ballot.round }),
      ...context.waiting.map(({ client, request }) => sending(client, 'Reply', { request, value })),
    ],
  ];
}

/** Somebody has promised a higher ballot: this one is given up. */
export function yieldTo(context: ProposerContext, { payload }: Refused): ProposerOutcome {
  return [
    { ...context, seen: Math.max(context.seen, payload.promised.round) },
    context.neverBacksOff ? [] : [stepping('role', { role: 'waiting', ballot: context.round })],
  ];
}

/** Local µs to the next ballot after a refusal. */
export function backOff({ id, seed, round, backoff }: ProposerContext): number {
  return drawWithin(seed, `${id}/backoff/${round}`, backoff);
}
