/** What the clock promises, held against the kernel's vector clocks, and what it does not promise. */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { Monitor, Situation } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';
import {
  countWhile,
  knownOf,
  noStamps,
  type Stamped,
  type StampList,
  type Stamps,
  stampedIn,
  stampsOf,
  withStamp,
} from '../stamped-history.ts';

const named = ({ process, value }: Stamped<number>) => `an event of ${process} stamped ${value}`;

/**
 * The last event of each process in the past is enough: as long as the claim has held, stamps of one process grow,
 * so that if any event in the past has too large a stamp, the last one has.
 */
export const clockCondition: Monitor<Stamps<number>> = {
  id: 'clock-condition',
  claim: 'If a happened before b, then L(a) < L(b).',
  type: 'safety',
  source: 'Lamport 1978, clock condition',
  on: ['stamp'],
  start: noStamps(),
  observe(stamps, world, event) {
    const now = stampedIn<number>(event);
    if (now === undefined) return [stamps, undefined];
    const next = withStamp(stamps, now);
    for (const process of world.processes) {
      const list = stampsOf(stamps, process);
      const last = list.get(knownOf(list, process, now) - 1);
      if (last === undefined || last.value < now.value) continue;
      const message = `An event of ${process} stamped ${last.value} happened before ${named(now)}.`;
      return [next, { holds: false, events: [last.event, now.event], message }];
    }
    return [next, undefined];
  },
};

/** Memory: by stamp and process, the event that has them. */
export const totalOrder: Monitor<PersistentMap<EventId>> = {
  id: 'total-order',
  claim: 'No two events have the same stamp and process, so that ties broken by process leave one order.',
  type: 'safety',
  source: 'Lamport 1978, total ordering ⇒',
  on: ['stamp'],
  start: PersistentMap.empty(),
  observe(taken, _world, event) {
    const now = stampedIn<number>(event);
    if (now === undefined) return [taken, undefined];
    const place = `${now.value}·${now.process}`;
    const twin = taken.get(place);
    if (twin === undefined) return [taken.set(place, now.event), undefined];
    const message = `Two events of ${now.process} are stamped ${now.value}: the order does not say which comes first.`;
    return [taken, { holds: false, events: [twin, now.event], message }];
  },
};

/** Concurrent events with one stamp: only the names of their processes put them in order. */
export const equalStamps: Situation<Stamps<number>> = {
  id: 'equal-stamps',
  title: 'Concurrent events with equal stamps',
  on: ['stamp'],
  start: noStamps(),
  observe(stamps, world, event) {
    const now = stampedIn<number>(event);
    if (now === undefined) return [stamps, undefined];
    const twin = firstConcurrent(stamps, world.processes, now, (list) => {
      return list.get(countWhile(list, ({ value }) => value < now.value));
    });
    return [withStamp(stamps, now), twin?.value === now.value ? [twin.event, now.event] : undefined];
  },
};

interface Seen {
  readonly stamps: Stamps<number>;
  /** Pairs of processes of which one was told already. */
  readonly told: readonly string[];
}

/** The converse does not hold: a smaller stamp and no path. Told once for each pair of processes. */
export const noPath: Situation<Seen> = {
  id: 'no-path',
  title: 'L(a) < L(b), and nothing of a could have reached b',
  on: ['stamp'],
  start: { stamps: noStamps(), told: [] },
  observe({ stamps, told }, world, event) {
    const now = stampedIn<number>(event);
    if (now === undefined) return [{ stamps, told }, undefined];
    const next = withStamp(stamps, now);
    const untold = world.processes.filter((process) => !told.includes(`${process}-${now.process}`));
    // The first event it has not heard of has the smallest stamp of them.
    const smaller = firstConcurrent(stamps, untold, now, (list) =>
      list.get(knownOf(list, list.get(0)?.process ?? '', now)),
    );
    if (smaller === undefined || smaller.value >= now.value) return [{ stamps: next, told }, undefined];
    return [{ stamps: next, told: [...told, `${smaller.process}-${now.process}`] }, [smaller.event, now.event]];
  },
};

/** Of what `pick` finds on other processes, and `now` does not know of, the one with the smallest stamp. */
function firstConcurrent(
  stamps: Stamps<number>,
  processes: readonly ProcessId[],
  now: Stamped<number>,
  pick: (list: StampList<number>) => Stamped<number> | undefined,
): Stamped<number> | undefined {
  let first: Stamped<number> | undefined;
  for (const process of processes) {
    const one = process === now.process ? undefined : pick(stampsOf(stamps, process));
    if (one === undefined || one.counter <= (now.knows[process] ?? 0)) continue;
    if (first === undefined || one.value < first.value) first = one;
  }
  return first;
}
