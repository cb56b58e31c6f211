/** Claims about elections: one leader a term, one vote a term. */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { Monitor } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { broken, electionIn } from './monitors-finding.ts';

/** Who was elected or voted for, and by which event. */
interface Choice {
  readonly of: ProcessId;
  readonly event: EventId;
}

/** Memory: by term, who was elected in it. */
export const electionSafety: Monitor<PersistentMap<Choice>> = {
  id: 'election-safety',
  claim: 'At most one leader is elected in a term.',
  type: 'safety',
  source: 'Raft §5.2, figure 3',
  on: ['role'],
  start: PersistentMap.empty(),
  observe(leaders, _, event) {
    const elected = electionIn(event);
    if (elected === undefined) return [leaders, undefined];
    const { process, term } = elected;
    const earlier = leaders.get(String(term));
    if (earlier === undefined) return [leaders.set(String(term), { of: process, event: event.id }), undefined];
    if (earlier.of === process) return [leaders, undefined];
    const message = `${earlier.of} and ${process} were both elected in term ${term}.`;
    return [leaders, broken([earlier.event, event.id], message)];
  },
};

/** Memory: by process and term, whom it voted for. It is the world's, not the process's: a crash does not touch it. */
export const oneVoteATerm: Monitor<PersistentMap<Choice>> = {
  id: 'one-vote-a-term',
  claim: 'A process votes for at most one candidate in a term, crashes included.',
  type: 'safety',
  source: 'Raft §5.2, figure 2',
  on: ['vote'],
  start: PersistentMap.empty(),
  observe(votes, _, event) {
    if (event.kind !== 'step') return [votes, undefined];
    const { term, candidate } = event.detail;
    const key = `${event.process}/${term}`;
    const earlier = votes.get(key);
    if (earlier === undefined) return [votes.set(key, { of: String(candidate), event: event.id }), undefined];
    if (earlier.of === candidate) return [votes, undefined];
    const message = `${event.process} voted for ${earlier.of} and then for ${candidate} in term ${term}.`;
    return [votes, broken([earlier.event, event.id], message)];
  },
};
