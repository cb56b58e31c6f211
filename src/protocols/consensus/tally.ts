/** Counting who accepted what: a value is chosen when a majority has accepted it in one ballot. */
import type { ProcessId } from '../../sim/scenario.ts';
import { ballotText, type Proposal } from './messages.ts';

/** By ballot: the proposal, and the acceptors known to have accepted it. */
export type Tally = Readonly<Record<string, { readonly proposal: Proposal; readonly acceptors: readonly ProcessId[] }>>;

export const EMPTY_TALLY: Tally = {};

export function counted(tally: Tally, acceptor: ProcessId, proposal: Proposal): Tally {
  const name = ballotText(proposal.ballot);
  const before = tally[name]?.acceptors ?? [];
  if (before.includes(acceptor)) return tally;
  return { ...tally, [name]: { proposal, acceptors: [...before, acceptor] } };
}

/** How many are known to have accepted in the ballot of `proposal`. */
export function votesFor(tally: Tally, { ballot }: Proposal): number {
  return tally[ballotText(ballot)]?.acceptors.length ?? 0;
}
