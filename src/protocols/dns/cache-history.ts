/** What resolvers held and when, against what the authority said: read from the trace, for drawing and for counting. */
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';

/** One value of a record at the authority, until it was changed. */
export interface Edition {
  readonly name: string;
  readonly version: number;
  readonly value: string | null;
  readonly from: TrueTime;
  /** null: still so. */
  readonly until: TrueTime | null;
}

/** One answer in one cache. */
export interface Holding {
  readonly resolver: ProcessId;
  readonly name: string;
  readonly version: number;
  readonly value: string | null;
  readonly event: EventId;
  readonly from: TrueTime;
  /** When its time is over by the resolver's clock, was replaced, or was lost in a crash; Infinity: never. */
  readonly until: TrueTime;
}

/** A resolver's answer to a client. */
export interface Given {
  readonly resolver: ProcessId;
  readonly client: ProcessId;
  readonly name: string;
  readonly version: number;
  readonly value: string | null;
  readonly cached: boolean;
  readonly event: EventId;
  readonly at: TrueTime;
}

export interface CacheHistory {
  readonly editions: readonly Edition[];
  readonly holdings: readonly Holding[];
  readonly given: readonly Given[];
}

/** A holding while the clock of its resolver runs: how much of its time is left at `since`, and at what rate it goes. */
interface Running extends Holding {
  readonly left: number;
  readonly since: TrueTime;
}

interface Detail {
  readonly name: string;
  readonly version: number;
  readonly value: string | null;
  readonly ttl: number;
  readonly client: ProcessId;
  readonly cached: boolean;
}

const MILLION = 1_000_000;

/** Of the first `count` events. `keeps`: whether an answer is kept for ever, as with a rule left out. */
export function cacheHistory(
  trace: Trace,
  count: number,
  initial: Readonly<Record<string, unknown>> = {},
  keeps: (value: string | null) => boolean = () => false,
): CacheHistory {
  const editions = new Map<string, Edition[]>();
  for (const [name, value] of Object.entries(initial))
    editions.set(name, [{ name, version: 1, value: String(value), from: 0, until: null }]);
  const running = new Map<string, Running>();
  const rates = new Map<ProcessId, number>();
  const holdings: Holding[] = [];
  const given: Given[] = [];
  const end = (key: string, at: TrueTime) => {
    const held = running.get(key);
    if (held !== undefined) holdings.push(ended(held, Math.min(at, expiryOf(held, rates))));
    running.delete(key);
  };
  for (let id = 0; id < count; id += 1) {
    const kind = trace.kind(id);
    const process = trace.lanes[trace.lane(id)] ?? '';
    const at = trace.at(id);
    if (kind === 'clock') {
      for (const [key, held] of running)
        if (held.resolver === process) running.set(key, { ...held, left: leftAt(held, at, rates), since: at });
      rates.set(process, 1 + (trace.extra(id) as { readonly drift: number }).drift / MILLION);
    } else if (kind === 'crash') {
      for (const [key, { resolver }] of [...running]) if (resolver === process) end(key, at);
    } else if (kind === 'step') {
      const detail = trace.extra(id) as Detail; // a step of this protocol
      const { name, version, value, ttl, client, cached } = detail;
      const word = trace.word(id);
      if (word === 'change') edit(editions, { name, version, value, from: at, until: null });
      else if (word === 'store') {
        end(`${process} ${name}`, at);
        const left = keeps(value) ? Number.POSITIVE_INFINITY : ttl;
        const held = { resolver: process, name, version, value, event: id, from: at, until: 0, left, since: at };
        running.set(`${process} ${name}`, held);
      } else if (word === 'answer')
        given.push({ resolver: process, client, name, version, value, cached, event: id, at });
    }
  }
  for (const held of running.values()) holdings.push(ended(held, expiryOf(held, rates)));
  return { editions: [...editions.values()].flat(), holdings, given };
}

function ended({ left: _, since: __, ...held }: Running, until: TrueTime): Holding {
  return { ...held, until };
}

function leftAt({ left, since, resolver }: Running, at: TrueTime, rates: ReadonlyMap<ProcessId, number>): number {
  return left - (at - since) * (rates.get(resolver) ?? 1);
}

function expiryOf({ left, since, resolver }: Running, rates: ReadonlyMap<ProcessId, number>): TrueTime {
  return since + left / (rates.get(resolver) ?? 1);
}

function edit(editions: Map<string, Edition[]>, edition: Edition): void {
  const before = editions.get(edition.name) ?? [{ name: edition.name, version: 0, value: null, from: 0, until: null }];
  const closed = before.map((one) => (one.until === null ? { ...one, until: edition.from } : one));
  editions.set(edition.name, [...closed, edition]);
}

/** When the authority had something newer than this version; Infinity: it has not. */
export function outdatedAt(editions: readonly Edition[], name: string, version: number): TrueTime {
  return editions.find((one) => one.name === name && one.version === version)?.until ?? Number.POSITIVE_INFINITY;
}
