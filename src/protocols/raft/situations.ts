/** Moments of a Raft run worth naming; none of them breaks a claim. */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { Situation } from '../../sim/protocol.ts';
import type { EventId } from '../../sim/trace-event.ts';
import type { RaftContext } from './state.ts';

interface Election {
  readonly candidates: readonly EventId[];
  readonly decided: boolean;
}

const splitVote: Situation<PersistentMap<Election>> = {
  id: 'split-vote',
  title: 'Split vote: several stood, nobody won',
  on: ['role'],
  start: PersistentMap.empty(),
  observe(elections, _, event) {
    if (event.kind !== 'step' || event.detail.role === 'follower') return [elections, undefined];
    const term = Number(event.detail.term);
    const own = elections.get(String(term)) ?? { candidates: [], decided: false };
    if (event.detail.role === 'leader') return [elections.set(String(term), { ...own, decided: true }), undefined];
    const next = elections.set(String(term), { ...own, candidates: [...own.candidates, event.id] });
    const last = elections.get(String(term - 1));
    // The first to stand again shows that the last election came to nothing.
    const split = own.candidates.length === 0 && last !== undefined && !last.decided && last.candidates.length > 1;
    return [next, split ? last.candidates : undefined];
  },
};

const twoLeaders: Situation<PersistentMap<EventId>> = {
  id: 'two-leaders',
  title: 'Two leaders at once, in different terms',
  on: ['role'],
  start: PersistentMap.empty(),
  observe(elected, world, event) {
    if (event.kind !== 'step' || event.detail.role !== 'leader' || event.process === undefined)
      return [elected, undefined];
    const next = elected.set(event.process, event.id);
    const other = world.processes.find((process) => {
      if (process === event.process || world.statusOf(process) === 'crashed') return false;
      const { value, context } = world.snapshotOf(process);
      return value === 'leader' && (context as RaftContext).term !== event.detail.term;
    });
    const before = other === undefined ? undefined : elected.get(other);
    return [next, before === undefined ? undefined : [before, event.id]];
  },
};

const logOverwritten: Situation<null> = {
  id: 'log-overwritten',
  title: 'Uncommitted entries are overwritten',
  on: ['truncate'],
  start: null,
  observe: (memory, _, event) => [memory, [event.id]],
};

export const raftSituations: readonly Situation[] = [splitVote, twoLeaders, logOverwritten];
