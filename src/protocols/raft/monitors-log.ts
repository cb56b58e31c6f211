/** Claims about logs and what is committed in them (Raft, figure 3). */
import { PersistentMap } from '../../base/persistent-map.ts';
import { PersistentVector } from '../../base/persistent-vector.ts';
import { hash } from '../../sim/chance.ts';
import type { LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { entryAt, type Log, lastIndex, termAt } from './log.ts';
import { describeCommand } from './messages.ts';
import { broken, numberOf } from './monitors-election.ts';
import type { RaftContext } from './state.ts';

export const leaderAppendOnly: Monitor<PersistentMap<boolean>> = {
  id: 'leader-append-only',
  claim: 'A leader never removes or overwrites entries of its own log.',
  type: 'safety',
  source: 'Raft §5.3, figure 3',
  on: ['role', 'truncate', 'crash'],
  start: PersistentMap.empty(),
  observe(leading, _, event) {
    const { process = '' } = event;
    if (event.kind === 'crash') return [leading.set(process, false), undefined];
    if (event.kind !== 'step') return [leading, undefined];
    if (event.name === 'role') return [leading.set(process, event.detail.role === 'leader'), undefined];
    if (leading.get(process) !== true) return [leading, undefined];
    return [
      leading,
      broken([event.id], `${process} removed entries from index ${event.detail.from} on while it was leader.`),
    ];
  },
};

interface Prefixes {
  /** By process: for each index a digest of the log up to it. */
  readonly chains: PersistentMap<PersistentVector<number>>;
  /** By `index/term`: the digest seen first, and where. */
  readonly seen: PersistentMap<{ readonly digest: number; readonly process: ProcessId; readonly event: EventId }>;
}

export const logMatching: Monitor<Prefixes> = {
  id: 'log-matching',
  claim: 'If two logs have an entry with the same index and term, they are the same up to it.',
  type: 'safety',
  source: 'Raft §5.3, figure 3',
  on: ['append', 'truncate'],
  start: { chains: PersistentMap.empty(), seen: PersistentMap.empty() },
  observe({ chains, seen }, world, event) {
    if (event.kind !== 'step' || event.process === undefined) return [{ chains, seen }, undefined];
    const { process } = event;
    const index = numberOf(event, event.name === 'truncate' ? 'from' : 'index');
    // Entries that were there at the start made no step: they are read off the log once.
    const before = chains.get(process) ?? chainOf(logOf(world, process), index - 1);
    if (event.name === 'truncate') return [{ chains: chains.set(process, before.take(index - 1)), seen }, undefined];
    const { term, value } = event.detail;
    const digest = hash(before.get(index - 2) ?? 0, `${term}:${value}`);
    const chain = before.take(index - 1).push(digest);
    const key = `${index}/${term}`;
    const first = seen.get(key);
    const next = {
      chains: chains.set(process, chain),
      seen: first === undefined ? seen.set(key, { digest, process, event: event.id }) : seen,
    };
    if (first === undefined || first.digest === digest) return [next, undefined];
    const message = `${first.process} and ${process} both have an entry of term ${term} at index ${index}, but their logs differ before it.`;
    return [next, broken([first.event, event.id], message)];
  },
};

function chainOf(log: Log, length: number): PersistentVector<number> {
  let chain = PersistentVector.empty<number>();
  for (let index = 1; index <= Math.min(length, lastIndex(log)); index += 1) {
    const entry = entryAt(log, index);
    chain = chain.push(hash(chain.get(index - 2) ?? 0, `${entry?.term}:${describeCommand(entry?.command ?? null)}`));
  }
  return chain;
}

interface Committed {
  readonly term: number;
  /** The term of the leader that committed it. */
  readonly by: number;
  readonly leader: ProcessId;
  readonly event: EventId;
}

export const leaderCompleteness: Monitor<PersistentVector<Committed>> = {
  id: 'leader-completeness',
  claim: 'What is committed in a term is in the logs of the leaders of all later terms.',
  type: 'safety',
  source: 'Raft §5.4.3, figure 3',
  on: ['role', 'commit'],
  start: PersistentVector.empty(),
  observe(committed, world, event) {
    const { process } = event;
    if (event.kind !== 'step' || process === undefined) return [committed, undefined];
    if (event.name === 'role') {
      if (event.detail.role !== 'leader') return [committed, undefined];
      return [committed, missing(committed, world, process, numberOf(event, 'term'), 0, event.id)];
    }
    const context = world.snapshotOf(process).context as RaftContext; // Raft's servers
    if (context.leader !== process) return [committed, undefined];
    let next = committed;
    for (let index = committed.length + 1; index <= numberOf(event, 'index'); index += 1) {
      const entry = { term: termAt(context.log, index), by: context.term, leader: process, event: event.id };
      next = next.set(index - 1, entry);
    }
    if (next === committed) return [committed, undefined];
    // A leader that learns late of its majority: a later one may be in office already.
    for (const other of world.processes) {
      const later = world.snapshotOf(other);
      const { term } = later.context as RaftContext;
      if (later.value !== 'leader' || term <= context.term || world.statusOf(other) === 'crashed') continue;
      const finding = missing(next, world, other, term, committed.length, event.id);
      if (finding !== undefined) return [next, finding];
    }
    return [next, undefined];
  },
};

/** The first committed entry from `from` on that `process`, leader of `term`, does not have. */
function missing(
  committed: PersistentVector<Committed>,
  world: LiveWorld,
  process: ProcessId,
  term: number,
  from: number,
  event: EventId,
) {
  const log = logOf(world, process);
  for (let index = from + 1; index <= committed.length; index += 1) {
    const entry = committed.get(index - 1);
    if (entry === undefined || entry.by >= term || termAt(log, index) === entry.term) continue;
    const message = `${process} leads term ${term} without the entry of term ${entry.term} at index ${index}, which ${entry.leader} had committed in term ${entry.by}.`;
    return broken([entry.event, event], message);
  }
  return undefined;
}

interface Applied {
  readonly term: number;
  readonly value: string;
  readonly process: ProcessId;
  readonly event: EventId;
}

export const stateMachineSafety: Monitor<PersistentVector<Applied>> = {
  id: 'state-machine-safety',
  claim: 'No two processes apply different entries at the same index.',
  type: 'safety',
  source: 'Raft §5.4.3, figure 3',
  on: ['apply'],
  start: PersistentVector.empty(),
  observe(applied, _, event) {
    if (event.kind !== 'step' || event.process === undefined) return [applied, undefined];
    const index = numberOf(event, 'index');
    const own = {
      term: numberOf(event, 'term'),
      value: String(event.detail.value),
      process: event.process,
      event: event.id,
    };
    const first = applied.get(index - 1);
    if (first === undefined) return [applied.set(index - 1, own), undefined];
    if (first.term === own.term && first.value === own.value) return [applied, undefined];
    const message = `At index ${index} ${first.process} applied ${first.value} (term ${first.term}) and ${own.process} applied ${own.value} (term ${own.term}).`;
    return [applied, broken([first.event, event.id], message)];
  },
};

function logOf(world: LiveWorld, process: ProcessId): Log {
  return (world.snapshotOf(process).context as RaftContext).log; // Raft's servers
}
