/** What clients were promised. */
import { PersistentMap } from '../../base/persistent-map.ts';
import { PersistentVector } from '../../base/persistent-vector.ts';
import type { Monitor } from '../../sim/protocol.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { broken, numberOf } from './monitors-election.ts';
import type { RaftContext } from './state.ts';

interface Acknowledged {
  /** `C1/7`: the client's seventh request. */
  readonly request: string;
  readonly text: string;
  readonly event: EventId;
  /** The latest term that had a leader when the answer came: later leaders must have the write. */
  readonly term: number;
}

interface Promises {
  /** By client: operations begun. A client numbers its requests as it begins them. */
  readonly begun: PersistentMap<number>;
  /** By operation: its request. */
  readonly requests: PersistentVector<string>;
  readonly acknowledged: PersistentVector<Acknowledged>;
  readonly term: number;
}

export const acknowledgedSurvives: Monitor<Promises> = {
  id: 'acknowledged-survives',
  claim: 'A write that was acknowledged is in the log of every leader elected later.',
  type: 'safety',
  source: 'Raft §5.4, §8',
  on: ['invoke', 'respond', 'role'],
  start: {
    begun: PersistentMap.empty(),
    requests: PersistentVector.empty(),
    acknowledged: PersistentVector.empty(),
    term: 0,
  },
  observe(promises, world, event) {
    const { begun, requests, acknowledged, term } = promises;
    if (event.kind === 'invoke') {
      const { client } = world.asked(event.operation);
      const number = (begun.get(client) ?? 0) + 1;
      return [
        {
          ...promises,
          begun: begun.set(client, number),
          requests: requests.set(event.operation, `${client}/${number}`),
        },
        undefined,
      ];
    }
    if (event.kind === 'respond') {
      const { op, key, value } = world.asked(event.operation);
      if (op === 'read') return [promises, undefined];
      const made = {
        request: requests.get(event.operation) ?? '',
        text: `${op} ${key} ${value}`,
        event: event.id,
        term,
      };
      return [{ ...promises, acknowledged: acknowledged.push(made) }, undefined];
    }
    if (event.kind !== 'step' || event.detail.role !== 'leader' || event.process === undefined)
      return [promises, undefined];
    const elected = numberOf(event, 'term');
    const next = { ...promises, term: Math.max(term, elected) };
    const { log } = world.snapshotOf(event.process).context as RaftContext; // Raft's servers
    const there = new Set(log.slice(0).map(({ command }) => `${command?.client}/${command?.request}`));
    const lost = acknowledged.slice(0).find((made) => made.term < elected && !there.has(made.request));
    if (lost === undefined) return [next, undefined];
    return [
      next,
      broken(
        [lost.event, event.id],
        `${event.process} leads term ${elected} without "${lost.text}", which was acknowledged.`,
      ),
    ];
  },
};
