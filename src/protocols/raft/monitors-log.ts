/** Claims about logs alone (Raft §5.3, figure 3). */
import { PersistentMap } from '../../base/persistent-map.ts';
import { PersistentVector } from '../../base/persistent-vector.ts';
import { hash } from '../../sim/chance.ts';
import type { Monitor } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { entryAt, type Log, lastIndex } from './log.ts';
import { describeCommand } from './messages.ts';
import { broken, contextOf, numberOf } from './monitors-finding.ts';

/** Memory: by process, the event by which it became leader; null: it does not lead. */
export const leaderAppendOnly: Monitor<PersistentMap<EventId | null>> = {
  id: 'leader-append-only',
  claim: 'A leader never removes or overwrites entries of its own log.',
  type: 'safety',
  source: 'Raft §5.3, figure 3',
  on: ['role', 'truncate', 'crash'],
  start: PersistentMap.empty(),
  observe(leading, _, event) {
    const { process = '' } = event;
    if (event.kind === 'crash') return [leading.set(process, null), undefined];
    if (event.kind !== 'step') return [leading, undefined];
    if (event.name === 'role')
      return [leading.set(process, event.detail.role === 'leader' ? event.id : null), undefined];
    const elected = leading.get(process) ?? null;
    if (elected === null) return [leading, undefined];
    const message = `${process} removed entries from index ${event.detail.from} on while it was leader.`;
    return [leading, broken([elected, event.id], message)];
  },
};

interface Prefixes {
  /** By process: for each index a digest of the log up to it. */
  readonly chains: PersistentMap<PersistentVector<number>>;
  /** By `index/term`: the digest seen first, and where. Kept after a truncation: an index and a term name one entry for good. */
  readonly seen: PersistentMap<{ readonly digest: number; readonly process: ProcessId; readonly event: EventId }>;
}

export const logMatching: Monitor<Prefixes> = {
  id: 'log-matching',
  claim: 'If two logs have an entry with the same index and term, they are the same up to it.',
  type: 'safety',
  source: 'Raft §5.3, figure 3',
  on: ['append', 'truncate'],
  start: { chains: PersistentMap.empty(), seen: PersistentMap.empty() },
  observe(prefixes, world, event) {
    if (event.kind !== 'step' || event.process === undefined) return [prefixes, undefined];
    const { chains, seen } = prefixes;
    const { process } = event;
    const index = numberOf(event, event.name === 'truncate' ? 'from' : 'index');
    // Entries of the scenario's `initial` made no step: they are read off the log once. What a stimulus does
    // to a log begins at `index`, so that the log after it is what it was up to there.
    const before = chains.get(process) ?? chainOf(contextOf(world, process).log, index - 1);
    if (event.name === 'truncate') return [{ chains: chains.set(process, before.take(index - 1)), seen }, undefined];
    const { term, value } = event.detail;
    const digest = link(before, index, Number(term), value as string | null);
    const key = `${index}/${term}`;
    const first = seen.get(key);
    const next = {
      chains: chains.set(process, before.take(index - 1).push(digest)),
      seen: first === undefined ? seen.set(key, { digest, process, event: event.id }) : seen,
    };
    if (first === undefined || first.digest === digest) return [next, undefined];
    const message = `${first.process} and ${process} both have an entry of term ${term} at index ${index}, but their logs are not the same up to it.`;
    return [next, broken([first.event, event.id], message)];
  },
};

function chainOf(log: Log, length: number): PersistentVector<number> {
  let chain = PersistentVector.empty<number>();
  for (let index = 1; index <= Math.min(length, lastIndex(log)); index += 1) {
    const entry = entryAt(log, index);
    chain = chain.push(link(chain, index, entry?.term ?? 0, describeCommand(entry?.command ?? null)));
  }
  return chain;
}

/** The digest at `index` from the one before it and the entry there. */
function link(chain: PersistentVector<number>, index: number, term: number, value: string | null): number {
  return hash(chain.get(index - 2) ?? 0, `${term}:${value}`);
}
