/** A claim for any protocol whose clients read, write, cas and append: what they see is linearizable, told as the run grows. */
import { PersistentMap } from '../base/persistent-map.ts';
import { PersistentVector } from '../base/persistent-vector.ts';
import type { Finding, LiveWorld, Monitor } from '../sim/protocol.ts';
import type { EventId } from '../sim/trace-event.ts';
import { conflictOf } from './conflict.ts';
import { abandoned, answered, type Frontier, failed, invoked, newFrontier } from './frontier.ts';
import { type Call, withoutUnobserved } from './history.ts';
import { Linearization } from './linearize.ts';

/** An operation so far, in ids of events: their order is the order of real time. */
type Noted = Call & { readonly invoke: EventId; readonly failed: boolean };

interface Memory {
  readonly frontiers: PersistentMap<Frontier>;
  /** By operation. */
  readonly noted: PersistentVector<Noted>;
  /** By client: the operation it waits for. */
  readonly waiting: PersistentMap<number>;
}

/** Steps of the search that follows where the live one gave up, or names what it found. */
const STEPS_AT_THE_END = 300_000;

/** `source`: paper and section in which the protocol promises it. */
export function linearizabilityMonitor(
  source: string,
  {
    id = 'linearizable',
    claim = 'Clients see one up-to-date copy: every operation takes effect at one moment between its call and its answer.',
  } = {},
): Monitor<Memory> {
  return {
    id,
    claim,
    type: 'safety',
    source,
    on: ['invoke', 'respond'],
    start: { frontiers: PersistentMap.empty(), noted: PersistentVector.empty(), waiting: PersistentMap.empty() },
    observe: (memory, world, event) => {
      if (event.kind === 'invoke') return [begin(memory, world, event.operation, event.id), undefined];
      if (event.kind === 'respond') return end(memory, world, event.operation, event.id);
      return [memory, undefined];
    },
    conclude: (memory) => (isUndecided(memory) ? searchAll(memory) : undefined),
  };
}

/** A client that asks again waits for its last operation no longer. */
function begin(memory: Memory, world: LiveWorld, operation: number, event: EventId): Memory {
  const asked = world.asked(operation);
  const { client, key } = asked;
  const last = memory.waiting.get(client);
  const left = last === undefined ? undefined : memory.noted.get(last);
  const call: Noted = {
    ...asked,
    index: operation,
    invoke: event,
    return: Number.POSITIVE_INFINITY,
    result: null,
    failed: false,
  };
  const frontiers =
    left === undefined || isOver(left)
      ? memory.frontiers
      : memory.frontiers.set(left.key, abandoned(frontierOf(memory.frontiers, left.key), left.index));
  return {
    frontiers: frontiers.set(key, invoked(frontierOf(frontiers, key), operation, asked)),
    noted: memory.noted.set(operation, call),
    waiting: memory.waiting.set(client, operation),
  };
}

function end(memory: Memory, world: LiveWorld, operation: number, id: EventId): readonly [Memory, Finding | undefined] {
  const call = memory.noted.get(operation);
  const answer = world.answered(operation);
  if (call === undefined || isOver(call) || answer === undefined) return [memory, undefined];
  const before = frontierOf(memory.frontiers, call.key);
  const didNothing = answer.status === 'fail';
  const frontier = didNothing ? failed(before, operation) : answered(before, operation, answer.result);
  const over: Noted = didNothing ? { ...call, failed: true } : { ...call, return: id, result: answer.result };
  const next = {
    ...memory,
    frontiers: memory.frontiers.set(call.key, frontier),
    noted: memory.noted.set(operation, over),
  };
  if (frontier.configurations.length === 0) return [next, violation(next, over, id)];
  return [next, frontier.overflown && !before.overflown ? undecided(call.key) : undefined];
}

/** The answer that nothing explains, and what it contradicts; or what was seen of a call that then did not happen. */
function violation(memory: Memory, culprit: Noted, event: EventId): Finding {
  const calls = withoutUnobserved(callsOn(memory, culprit.key));
  if (!culprit.failed)
    return conflict(
      memory,
      calls,
      calls.findIndex(({ index }) => index === culprit.index),
    );
  const search = new Linearization(calls);
  search.advance(STEPS_AT_THE_END);
  const seen = conflict(memory, calls, Math.max(search.stuck, 0));
  return { ...seen, events: [...seen.events, event] };
}

function conflict(memory: Memory, calls: readonly Call[], stuck: number): Finding {
  const { operations, message } = conflictOf(calls, stuck);
  return { holds: false, events: eventsOf(memory, operations), message };
}

/** Where the live check gave up, the whole history is searched once, when the run is over. */
function searchAll(memory: Memory): Finding {
  for (const [key, { overflown }] of memory.frontiers.entries()) {
    if (!overflown) continue;
    const search = new Linearization(withoutUnobserved(callsOn(memory, key)));
    const outcome = search.advance(STEPS_AT_THE_END);
    if (outcome === undefined) return undecided(key);
    if (outcome === 'holds') continue;
    return conflict(memory, search.calls, search.stuck);
  }
  return { holds: true, events: [], message: '' };
}

/** For each operation its answer, or its call where it has none; last the call and the answer of the last one. */
function eventsOf({ noted }: Memory, operations: readonly number[]): readonly EventId[] {
  const events = operations.flatMap((operation, place) => {
    const call = noted.get(operation);
    if (call === undefined) return [];
    const answer = isOver(call) ? call.return : call.invoke;
    return place === operations.length - 1 ? [call.invoke, answer] : [answer];
  });
  return [...new Set(events)].sort((a, b) => a - b);
}

/** What may have taken effect on a key so far; reads without an answer tell nothing. */
function callsOn({ noted }: Memory, key: string): readonly Call[] {
  return noted.slice(0).filter((call) => call.key === key && !call.failed && !(call.op === 'read' && !isOver(call)));
}

function isUndecided({ frontiers }: Memory): boolean {
  return frontiers.entries().some(([, { overflown }]) => overflown);
}

function undecided(key: string): Finding {
  return {
    holds: null,
    events: [],
    message: `More operations on ${key} overlap than can be told apart while the run grows.`,
  };
}

function isOver(call: Noted): boolean {
  return call.failed || call.return !== Number.POSITIVE_INFINITY;
}

function frontierOf(frontiers: PersistentMap<Frontier>, key: string): Frontier {
  return frontiers.get(key) ?? newFrontier;
}
