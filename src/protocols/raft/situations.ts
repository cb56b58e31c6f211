/** Moments of a Raft run worth naming; none of them breaks a claim. */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { Situation } from '../../sim/protocol.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { termAt } from './log.ts';
import { contextOf, electionIn, leads, numberOf } from './monitors-finding.ts';

interface Election {
  readonly candidates: readonly EventId[];
  readonly decided: boolean;
}

/** Memory: by term, who stood and whether somebody won. */
const splitVote: Situation<PersistentMap<Election>> = {
  id: 'split-vote',
  title: 'Split vote: several stood, nobody won',
  on: ['role'],
  start: PersistentMap.empty(),
  observe(elections, _, event) {
    if (event.kind !== 'step' || event.detail.role === 'follower') return [elections, undefined];
    const term = numberOf(event, 'term');
    const own = elections.get(String(term)) ?? { candidates: [], decided: false };
    if (event.detail.role === 'leader') return [elections.set(String(term), { ...own, decided: true }), undefined];
    const next = elections.set(String(term), { ...own, candidates: [...own.candidates, event.id] });
    const last = elections.get(String(term - 1));
    // The first to stand again shows that the last election came to nothing.
    const split = own.candidates.length === 0 && last !== undefined && !last.decided && last.candidates.length > 1;
    return [next, split ? last.candidates : undefined];
  },
};

/** Memory: by process, the event that made it leader last. */
const twoLeaders: Situation<PersistentMap<EventId>> = {
  id: 'two-leaders',
  title: 'Two leaders at once, in different terms',
  on: ['role'],
  start: PersistentMap.empty(),
  observe(elections, world, event) {
    const elected = electionIn(event);
    if (elected === undefined) return [elections, undefined];
    const next = elections.set(elected.process, event.id);
    const other = world.processes.find(
      (process) =>
        process !== elected.process &&
        world.statusOf(process) !== 'crashed' &&
        leads(world, process) &&
        contextOf(world, process).term !== elected.term,
    );
    const before = other === undefined ? undefined : elections.get(other);
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

interface Reigns {
  /** By process: the election that its leadership began with; null: it does not lead. */
  readonly since: PersistentMap<EventId | null>;
  readonly latest: { readonly term: number; readonly event: EventId };
}

const NO_REIGNS: Reigns = { since: PersistentMap.empty(), latest: { term: 0, event: -1 } };

function follow(reigns: Reigns, event: Parameters<Situation['observe']>[2]): Reigns {
  const { process = '' } = event;
  const elected = electionIn(event);
  if (elected === undefined)
    return reigns.since.get(process) == null ? reigns : { ...reigns, since: reigns.since.set(process, null) };
  const { term } = elected;
  return {
    since: reigns.since.set(process, event.id),
    latest: term > reigns.latest.term ? { term, event: event.id } : reigns.latest,
  };
}

/** A leader steps down because others have elected a later one meanwhile: it was cut off, paused or slow. */
const staleLeader: Situation<Reigns> = {
  id: 'stale-leader-rejoins',
  title: 'An old leader learns that it was replaced',
  on: ['role', 'crash'],
  start: NO_REIGNS,
  observe(reigns, _, event) {
    const began = reigns.since.get(event.process ?? '') ?? null;
    const stale = event.kind === 'step' && began !== null && event.detail.role === 'follower';
    const replaced = stale && reigns.latest.event > began;
    return [follow(reigns, event), replaced ? [began, reigns.latest.event, event.id] : undefined];
  },
};

/** A leader steps down for somebody who only stood: a candidate's later term is enough (dissertation §4.2.3, §9.6). */
const leaderUnseated: Situation<Reigns> = {
  id: 'leader-unseated',
  title: 'A leader is unseated by a candidate, not by a leader',
  on: ['role', 'crash'],
  start: NO_REIGNS,
  observe(reigns, _, event) {
    const began = reigns.since.get(event.process ?? '') ?? null;
    const down = event.kind === 'step' && began !== null && event.detail.role === 'follower';
    const unseated = down && reigns.latest.event === began;
    return [follow(reigns, event), unseated ? [began, event.id] : undefined];
  },
};

/** Memory: the highest index committed so far. */
const committedIndirectly: Situation<number> = {
  id: 'committed-by-later-term',
  title: 'An entry of an old term is committed along with one of a later term',
  on: ['commit'],
  start: 0,
  observe(highest, world, event) {
    const index = numberOf(event, 'index');
    if (index <= highest || event.process === undefined) return [highest, undefined];
    const { log, term, leader } = contextOf(world, event.process);
    // Terms never fall along a log: the first new entry is the oldest (§5.4.2).
    const indirect = leader === event.process && termAt(log, highest + 1) < term;
    return [index, indirect ? [event.id] : undefined];
  },
};

/** Memory: by client, how far it has seen, and the event that showed it. */
const timeBackwards: Situation<PersistentMap<{ readonly index: number; readonly event: EventId }>> = {
  id: 'time-backwards',
  title: 'A client sees time run backwards',
  on: ['seen'],
  start: PersistentMap.empty(),
  observe(seen, _, event) {
    const index = numberOf(event, 'index');
    const before = seen.get(event.process ?? '');
    if (before !== undefined && index < before.index) return [seen, [before.event, event.id]];
    return [seen.set(event.process ?? '', { index, event: event.id }), undefined];
  },
};

export const raftSituations: readonly Situation[] = [
  splitVote,
  twoLeaders,
  logOverwritten,
  staleLeader,
  leaderUnseated,
  committedIndirectly,
  timeBackwards,
];
