/** Claims about what is committed and applied (Raft §5.4, figure 3). */
import { PersistentMap } from '../../base/persistent-map.ts';
import { PersistentVector } from '../../base/persistent-vector.ts';
import type { Finding, LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { termAt } from './log.ts';
import { broken, contextOf, electionIn, leads, numberOf } from './monitors-finding.ts';

interface Committed {
  readonly term: number;
  /** The leader that committed it first, its term then, and the event. */
  readonly leader: ProcessId;
  readonly by: number;
  readonly event: EventId;
}

interface Commitments {
  /** By index − 1. */
  readonly committed: PersistentVector<Committed>;
  /** By process: the event that made it leader last. */
  readonly elections: PersistentMap<EventId>;
}

export const leaderCompleteness: Monitor<Commitments> = {
  id: 'leader-completeness',
  claim: 'What is committed in a term is in the logs of the leaders of all later terms.',
  type: 'safety',
  source: 'Raft §5.4.3, figure 3',
  on: ['role', 'commit'],
  start: { committed: PersistentVector.empty(), elections: PersistentMap.empty() },
  observe(commitments, world, event) {
    const elected = electionIn(event);
    if (elected !== undefined) {
      const elections = commitments.elections.set(elected.process, event.id);
      return [{ ...commitments, elections }, atElection(commitments, world, elected, event.id)];
    }
    const { process } = event;
    if (event.kind !== 'step' || event.name !== 'commit' || process === undefined) return [commitments, undefined];
    const context = contextOf(world, process);
    // A follower is only told what a leader has committed; 0 entries are new after a leader's restart.
    const known = commitments.committed.length;
    if (context.leader !== process || numberOf(event, 'index') <= known) return [commitments, undefined];
    let { committed } = commitments;
    for (let index = known + 1; index <= numberOf(event, 'index'); index += 1)
      committed = committed.push({
        term: termAt(context.log, index),
        leader: process,
        by: context.term,
        event: event.id,
      });
    const next = { ...commitments, committed };
    return [next, afterwards(next, world, known, context.term)];
  },
};

function atElection(
  { committed }: Commitments,
  world: LiveWorld,
  { process, term }: { readonly process: ProcessId; readonly term: number },
  event: EventId,
): Finding | undefined {
  const index = firstMissing(committed, world, process, term, 0);
  const entry = committed.get(index - 1);
  if (entry === undefined) return undefined;
  return broken(
    [entry.event, event],
    `${process} became leader of term ${term} without entry ${index} (term ${entry.term}), which ${entry.leader} had committed in term ${entry.by}.`,
  );
}

/** An old leader learns late of its majority: a later one that is in office already must have the entries too. */
function afterwards(
  { committed, elections }: Commitments,
  world: LiveWorld,
  known: number,
  term: number,
): Finding | undefined {
  for (const other of world.processes) {
    const later = contextOf(world, other).term;
    if (later <= term || !leads(world, other) || world.statusOf(other) === 'crashed') continue;
    const index = firstMissing(committed, world, other, later, known);
    const entry = committed.get(index - 1);
    if (entry === undefined) continue;
    return broken(
      [elections.get(other) ?? entry.event, entry.event],
      `${entry.leader} committed entry ${index} in term ${entry.by}, but ${other} leads term ${later} without it.`,
    );
  }
  return undefined;
}

/** The first index above `from` that was committed before `term` and is not in the log of `process`; 0: none. */
function firstMissing(
  committed: PersistentVector<Committed>,
  world: LiveWorld,
  process: ProcessId,
  term: number,
  from: number,
): number {
  const { log } = contextOf(world, process);
  for (let index = from + 1; index <= committed.length; index += 1) {
    const entry = committed.get(index - 1);
    if (entry !== undefined && entry.by < term && termAt(log, index) !== entry.term) return index;
  }
  return 0;
}

interface Applied {
  readonly term: number;
  readonly value: string;
  readonly process: ProcessId;
  readonly event: EventId;
}

/** Memory: by index − 1, what was applied there first. A process that restarts applies everything again, and must agree. */
export const stateMachineSafety: Monitor<PersistentVector<Applied>> = {
  id: 'state-machine-safety',
  claim: 'No two processes apply different entries at the same index, restarts included.',
  type: 'safety',
  source: 'Raft §5.4.3, figure 3',
  on: ['apply'],
  start: PersistentVector.empty(),
  observe(applied, _, event) {
    if (event.kind !== 'step' || event.process === undefined) return [applied, undefined];
    const index = numberOf(event, 'index');
    const term = numberOf(event, 'term');
    const value = String(event.detail.value ?? 'a no-op');
    const first = applied.get(index - 1);
    if (first === undefined)
      return [applied.set(index - 1, { term, value, process: event.process, event: event.id }), undefined];
    if (first.term === term && first.value === value) return [applied, undefined];
    const message = `At index ${index} ${first.process} applied ${first.value} (term ${first.term}), but ${event.process} applied ${value} (term ${term}).`;
    return [applied, broken([first.event, event.id], message)];
  },
};
