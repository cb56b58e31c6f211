/** An acceptor promises, accepts and refuses. Both answers are on its disk before they leave (Paxos Made Simple, §2.5). */
import type { Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { those } from './cast.ts';
import { sending, sendingAll, stepping } from './effects.ts';
import type { Accepting, Asking, Ballot, Prepared, Proposal } from './messages.ts';
import { compareBallots, isBelow } from './messages.ts';

export interface StableAcceptor {
  /** The highest ballot that it has promised to; null: none. */
  readonly promised: Ballot | null;
  /** What it accepted in the highest ballot; null: nothing. */
  readonly accepted: Proposal | null;
}

export interface AcceptorContext extends StableAcceptor {
  readonly part: 'acceptor';
  readonly id: ProcessId;
  readonly learners: readonly ProcessId[];
  readonly forgetsPromise: boolean;
}

export type AcceptorOutcome = readonly [AcceptorContext, readonly Effect[]];

export function createAcceptor({ id, processes, flaws, stable }: ProcessInput): AcceptorContext {
  const kept = stable as StableAcceptor | undefined; // what `stableAcceptor` gave
  return {
    part: 'acceptor',
    id,
    learners: those('learner', processes),
    promised: kept?.promised ?? null,
    accepted: kept?.accepted ?? null,
    forgetsPromise: flaws.includes('forget-promise'),
  };
}

/** The flaw `forget-promise` keeps what was promised in memory only; what was accepted is a promise of its own ballot. */
export function stableAcceptor({ promised, accepted, forgetsPromise }: AcceptorContext): StableAcceptor {
  return { promised: forgetsPromise ? (accepted?.ballot ?? null) : promised, accepted };
}

/** Phase 1b: a promise to accept nothing in lower ballots. The same ballot again: the promise may have been lost. */
export function answerPrepare(context: AcceptorContext, { from, payload }: Prepared): AcceptorOutcome {
  const { ballot } = payload;
  const { promised, accepted } = context;
  if (isBelow(ballot, promised)) return refuse(context, from, ballot);
  const answer = sending(from, 'Promise', { ballot, accepted });
  if (promised !== null && compareBallots(ballot, promised) === 0) return [context, [answer]];
  return [
    { ...context, promised: ballot },
    [stepping('role', { role: 'promised', ballot: ballot.round }), stepping('promise', { ballot, accepted }), answer],
  ];
}

/** Phase 2b: accepted, unless a higher ballot has been promised. */
export function answerAccept(context: AcceptorContext, { from, payload }: Accepting): AcceptorOutcome {
  const { ballot, value } = payload;
  if (isBelow(ballot, context.promised)) return refuse(context, from, ballot);
  const told = sendingAll([from, ...context.learners], 'Accepted', payload);
  const { accepted } = context;
  if (accepted !== null && compareBallots(ballot, accepted.ballot) === 0) return [context, told];
  return [
    { ...context, promised: ballot, accepted: payload },
    [stepping('role', { role: 'accepted', ballot: ballot.round }), stepping('accept', { ballot, value }), ...told],
  ];
}

function refuse(context: AcceptorContext, to: ProcessId, ballot: Ballot): AcceptorOutcome {
  const { promised } = context;
  return [context, [stepping('refuse', { ballot, promised }), sending(to, 'Refuse', { ballot, promised })]];
}

/** `accepted`: in the very ballot that it has promised to. */
export function standingOf({ promised, accepted }: StableAcceptor): 'fresh' | 'promised' | 'accepted' {
  if (promised === null) return 'fresh';
  return accepted !== null && compareBallots(accepted.ballot, promised) === 0 ? 'accepted' : 'promised';
}

export function announce(context: AcceptorContext): AcceptorOutcome {
  return [context, [stepping('role', { role: standingOf(context), ballot: context.promised?.round ?? 0 })]];
}

export function answerAsk(context: AcceptorContext, { from }: Asking): AcceptorOutcome {
  return [context, context.accepted === null ? [] : [sending(from, 'Accepted', context.accepted)]];
}
