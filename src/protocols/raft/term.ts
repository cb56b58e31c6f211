/** Terms: Raft's logical clock (Raft §5.1). */
import { type Outcome, type RaftContext, roleStep } from './state.ts';

/** A term later than one's own: it is taken over, and with it no vote given and no leader known (§5.1). */
export function enterTerm(context: RaftContext, term: number): Outcome {
  if (term <= context.term) return [context, []];
  return [{ ...context, term, votedFor: null, leader: null, votes: [] }, [roleStep('follower', term)]];
}
