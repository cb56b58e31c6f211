/** Ballots, and what clients, proposers, acceptors and learners say to each other (Lamport, Paxos Made Simple, 2001). */
import type { ProcessId } from '../../sim/scenario.ts';

/** Numbers of attempts: no two proposers share one, for equal rounds are put in order by name. */
export type Ballot = { readonly round: number; readonly process: ProcessId };
export type Proposal = { readonly ballot: Ballot; readonly value: string };

export type Request = { readonly request: number; readonly value: string };
/** What the register holds, whoever proposed it. */
export type Reply = { readonly request: number; readonly value: string };
export type Prepare = { readonly ballot: Ballot };
/** Carries the proposal of the highest ballot that the acceptor has accepted. */
export type PromisePayload = { readonly ballot: Ballot; readonly accepted: Proposal | null };
/** The acceptor has promised a higher ballot, and says which. */
export type Refuse = { readonly ballot: Ballot; readonly promised: Ballot };
export type Decided = { readonly value: string; readonly ballot: Ballot };
/** A learner that knows nothing asks what was accepted; acceptors that have, and proposers that know the end, answer. */
export type Ask = Record<string, never>;

interface From<Type extends string, Payload> {
  readonly type: Type;
  readonly from: ProcessId;
  readonly payload: Payload;
}
export type Requested = From<'Request', Request>;
export type Replied = From<'Reply', Reply>;
export type Prepared = From<'Prepare', Prepare>;
export type Promised = From<'Promise', PromisePayload>;
export type Refused = From<'Refuse', Refuse>;
export type Accepting = From<'Accept', Proposal>;
export type Accepted = From<'Accepted', Proposal>;
export type Deciding = From<'Decided', Decided>;
export type Asking = From<'Ask', Ask>;
export type Wanted = {
  readonly type: 'ask';
  readonly operation: { readonly op: 'write'; readonly key: string; readonly value?: string };
};

export type AcceptorEvent = Prepared | Accepting | Asking;
export type ProposerEvent = Requested | Asking | Promised | Refused | Accepted | Deciding;
export type LearnerEvent = Accepted | Deciding;
export type ClientEvent = Wanted | Replied;

/** Negative: a comes before b. */
export function compareBallots(a: Ballot, b: Ballot): number {
  return a.round - b.round || (a.process < b.process ? -1 : a.process > b.process ? 1 : 0);
}

export function isBelow(a: Ballot, b: Ballot | null): boolean {
  return b !== null && compareBallots(a, b) < 0;
}

/** `2.P1`: round 2 of P1. */
export function ballotText({ round, process }: Ballot): string {
  return `${round}.${process}`;
}
