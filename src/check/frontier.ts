/**
 * Linearizability of one key while its history grows: every configuration that some order of what happened so far leads
 * to. Calls take effect just in time, only when an answer demands it (Lowe 2017, “Testing for linearizability”, §4).
 * Immutable: keyframes of a run keep references to it.
 */
import type { Json } from '../sim/scenario.ts';
import { type Asked, effectOn, explains, onlyObserves, type State } from './register.ts';

/** A call that has no answer yet. */
interface Pending {
  readonly operation: number;
  readonly asked: Asked;
  /** Its client went on without an answer: none will come. */
  readonly abandoned: boolean;
}

/** What a pending read or cas may have found: the states since it was invoked. */
interface Glimpse {
  readonly operation: number;
  readonly states: readonly State[];
  /** The moments since then right before a blind write, where an abandoned write would have left no other trace. */
  readonly gaps: readonly Gap[];
}

interface Gap {
  /** The write that covers it. */
  readonly write: number;
  /** The last call that had been invoked by then. */
  readonly invoked: number;
}

/** One way in which things can stand. */
interface Configuration {
  readonly state: State;
  /** Pending calls that took effect already, ascending. */
  readonly done: readonly number[];
  /** Abandoned calls that took effect, ascending. */
  readonly used: readonly number[];
  readonly glimpses: readonly Glimpse[];
}

export interface Frontier {
  readonly pending: readonly Pending[];
  /** Empty: no order explains the answers. */
  readonly configurations: readonly Configuration[];
  /** There were more than the limit, so nothing is decided any more. */
  readonly overflown: boolean;
}

/** Configurations kept for a key, and tried for an answer: past them a live verdict would slow the run down. */
const MOST_KEPT = 400;
const MOST_TRIED = 20_000;

export const newFrontier: Frontier = {
  pending: [],
  configurations: [{ state: null, done: [], used: [], glimpses: [] }],
  overflown: false,
};

/** A call begins. */
export function invoked(frontier: Frontier, operation: number, asked: Asked): Frontier {
  if (frontier.overflown) return frontier;
  const pending = [...frontier.pending, { operation, asked, abandoned: false }];
  if (asked.op !== 'read' && asked.op !== 'cas') return { ...frontier, pending };
  const configurations = frontier.configurations.map((configuration) => ({
    ...configuration,
    glimpses: [...configuration.glimpses, { operation, states: [configuration.state], gaps: [] }],
  }));
  return { ...frontier, pending, configurations };
}

/** A call will have no answer: it may take effect at any time, or never. */
export function abandoned(frontier: Frontier, operation: number): Frontier {
  if (frontier.overflown) return frontier;
  const pending = frontier.pending.flatMap((call) => {
    if (call.operation !== operation) return [call];
    return call.asked.op === 'read' ? [] : [{ ...call, abandoned: true }];
  });
  const configurations = frontier.configurations.map((configuration) => {
    const { state, done, used } = configuration;
    const glimpses = withoutGlimpse(configuration, operation);
    if (!done.includes(operation)) return { state, done, used, glimpses };
    return { state, done: done.filter((other) => other !== operation), used: sorted([...used, operation]), glimpses };
  });
  return bounded({ ...frontier, pending, configurations });
}

/** A call certainly did not take effect. */
export function failed(frontier: Frontier, operation: number): Frontier {
  if (frontier.overflown) return frontier;
  const configurations = frontier.configurations.filter(({ done }) => !done.includes(operation));
  return settled(frontier, operation, configurations);
}

/** A call has its answer. Without configurations afterwards no order explains it. */
export function answered(frontier: Frontier, operation: number, result: Json): Frontier {
  const call = frontier.pending.find((pending) => pending.operation === operation);
  if (frontier.overflown || call === undefined) return frontier;
  const reached = onlyObserves(call.asked, result)
    ? observe(frontier, call, result)
    : takeEffect(frontier, call, result);
  return reached === undefined ? { ...newFrontier, overflown: true } : settled(frontier, operation, reached);
}

function observe(frontier: Frontier, call: Pending, result: Json): Configuration[] | undefined {
  const { pending } = frontier;
  const possible = frontier.configurations.filter(({ done }) => !done.includes(call.operation));
  const others = pending.filter((other) => other !== call);
  const seen = (configuration: Configuration) =>
    glimpseOf(configuration, call)?.states.some((state) => explains(state, call.asked, result)) === true;
  const inGaps = possible
    .filter((configuration) => !seen(configuration))
    .flatMap((configuration) => filled(configuration, call, result, pending));
  const goal = call.asked.op === 'read' ? result : null;
  return reach([...possible, ...inGaps], pending, others, goal, (configuration) =>
    seen(configuration) ? configuration : undefined,
  );
}

function takeEffect(frontier: Frontier, call: Pending, result: Json): Configuration[] | undefined {
  const { pending } = frontier;
  const others = pending.filter((other) => other !== call);
  return reach(frontier.configurations, pending, others, null, (configuration, isWasted) => {
    if (configuration.done.includes(call.operation)) return configuration;
    if (isWasted(call) || !explains(configuration.state, call.asked, result)) return undefined;
    return after(configuration, call, pending);
  });
}

/** The same past with one abandoned write put into a gap, where `call` found it, and so may whoever waited then. */
function filled(
  configuration: Configuration,
  call: Pending,
  result: Json,
  pending: readonly Pending[],
): Configuration[] {
  const { used, glimpses } = configuration;
  const writes = pending.filter(
    (other) =>
      other.abandoned &&
      other.asked.op === 'write' &&
      !used.includes(other.operation) &&
      explains(effectOn(null, other.asked), call.asked, result) &&
      !hasFreeTwin(used, other, pending),
  );
  const gaps = glimpseOf(configuration, call)?.gaps ?? [];
  return writes.flatMap(({ operation, asked }) =>
    gaps
      .filter(({ invoked }) => operation <= invoked)
      .map((gap) => ({
        ...configuration,
        used: sorted([...used, operation]),
        glimpses: glimpses.map((glimpse) =>
          glimpse.gaps.some(({ write }) => write === gap.write) ? withState(glimpse, effectOn(null, asked)) : glimpse,
        ),
      })),
  );
}

/** Whether the last step was an abandoned call that this one would cover, so that it would better not have happened. */
type IsWasted = (next: Pending) => boolean;

/**
 * From every configuration the shortest ways, by other pending calls that take effect, to one that `arrived` gives;
 * undefined: too many. A way ends where it has arrived unless the answered call itself took effect as its last step,
 * for others might have gone before it. `goal`: what was read.
 */
function reach(
  from: readonly Configuration[],
  pending: readonly Pending[],
  others: readonly Pending[],
  goal: Json,
  arrived: (configuration: Configuration, isWasted: IsWasted) => Configuration | undefined,
): Configuration[] | undefined {
  const found = new Map<string, Configuration>();
  const tried = new Set<string>();
  const open: { readonly here: Configuration; readonly last: Pending | undefined }[] = from.map((here) => ({
    here,
    last: undefined,
  }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { here, last } = next;
    const key = `${keyOf(here)}${last?.abandoned === true ? last.asked.op : ''}`;
    if (tried.has(key)) continue;
    tried.add(key);
    if (tried.size > MOST_TRIED) return undefined;
    // An abandoned write needs no trace in glimpses: gaps keep it possible. Other calls do.
    const isWasted: IsWasted = ({ asked }) =>
      asked.op === 'write' && last?.abandoned === true && (last.asked.op === 'write' || here.glimpses.length === 0);
    const end = arrived(here, isWasted);
    if (end !== undefined) found.set(keyOf(end), end);
    if (end === here) continue;
    for (const call of others) {
      if (isWasted(call) || !mayTakeEffect(here, call, others)) continue;
      const there = after(here, call, pending);
      // Nobody else can have seen an abandoned call that leads away from what was read.
      const isAstray = call.abandoned && here.glimpses.length === 1 && typeof goal === 'string';
      if (isAstray && !goal.startsWith(there.state ?? '')) continue;
      open.push({ here: there, last: call });
    }
  }
  return [...found.values()];
}

function mayTakeEffect({ state, done, used }: Configuration, call: Pending, others: readonly Pending[]): boolean {
  const { operation, asked } = call;
  if (asked.op === 'read' || done.includes(operation) || used.includes(operation)) return false;
  if (asked.op === 'cas' && state !== (asked.expected ?? null)) return false;
  return !call.abandoned || (effectOn(state, asked) !== state && !hasFreeTwin(used, call, others));
}

/** Of abandoned calls that ask the same, the earlier goes first. */
function hasFreeTwin(used: readonly number[], call: Pending, others: readonly Pending[]): boolean {
  const { op, value, expected } = call.asked;
  return others.some(
    ({ operation, asked, abandoned }) =>
      abandoned &&
      operation < call.operation &&
      asked.op === op &&
      asked.value === value &&
      asked.expected === expected &&
      !used.includes(operation),
  );
}

function after(
  configuration: Configuration,
  { operation, asked, abandoned }: Pending,
  pending: readonly Pending[],
): Configuration {
  const state = effectOn(configuration.state, asked);
  const { done, used } = configuration;
  const gap = asked.op === 'write' ? { write: operation, invoked: pending.at(-1)?.operation ?? operation } : undefined;
  return {
    state,
    done: abandoned ? done : sorted([...done, operation]),
    used: abandoned ? sorted([...used, operation]) : used,
    glimpses: withoutGlimpse(configuration, operation).map((glimpse) => {
      const seen = withState(glimpse, state);
      return gap === undefined ? seen : { ...seen, gaps: [...seen.gaps, gap] };
    }),
  };
}

function withState(glimpse: Glimpse, state: State): Glimpse {
  return glimpse.states.includes(state) ? glimpse : { ...glimpse, states: [...glimpse.states, state] };
}

function glimpseOf({ glimpses }: Configuration, { operation }: Pending): Glimpse | undefined {
  return glimpses.find((glimpse) => glimpse.operation === operation);
}

function settled(frontier: Frontier, operation: number, reached: readonly Configuration[]): Frontier {
  const configurations = reached.map((configuration) => ({
    ...configuration,
    done: configuration.done.filter((other) => other !== operation),
    glimpses: withoutGlimpse(configuration, operation),
  }));
  const pending = frontier.pending.filter((call) => call.operation !== operation);
  return bounded({ ...frontier, pending, configurations });
}

/** Keeps of configurations that differ only in being worse the best ones, and gives up where too many are left. */
function bounded(frontier: Frontier): Frontier {
  const groups = new Map<string, Configuration[]>();
  for (const configuration of frontier.configurations) {
    const { state, done } = configuration;
    const key = JSON.stringify([state, done]);
    const group = groups.get(key) ?? [];
    if (group.some((other) => isAsGood(other, configuration))) continue;
    groups.set(key, [...group.filter((other) => !isAsGood(configuration, other)), configuration]);
  }
  const configurations = [...groups.values()].flat();
  return configurations.length > MOST_KEPT ? { ...newFrontier, overflown: true } : { ...frontier, configurations };
}

/** Whether whatever can follow `b` can follow `a` too: fewer calls used up, and nothing less to be found by reads. */
function isAsGood(a: Configuration, b: Configuration): boolean {
  return (
    a.used.every((operation) => b.used.includes(operation)) &&
    b.glimpses.every((glimpse, place) => isWithin(glimpse, a.glimpses[place]))
  );
}

function isWithin({ states, gaps }: Glimpse, other: Glimpse | undefined): boolean {
  return (
    states.every((state) => other?.states.includes(state)) &&
    gaps.every(({ write, invoked }) => other?.gaps.some((gap) => gap.write === write && gap.invoked >= invoked))
  );
}

function withoutGlimpse({ glimpses }: Configuration, operation: number): readonly Glimpse[] {
  return glimpses.some((glimpse) => glimpse.operation === operation)
    ? glimpses.filter((glimpse) => glimpse.operation !== operation)
    : glimpses;
}

function keyOf({ state, done, used, glimpses }: Configuration): string {
  return JSON.stringify([
    state,
    done,
    used,
    glimpses.map(({ operation, states, gaps }) => [operation, [...states].sort(), gaps]),
  ]);
}

function sorted(operations: number[]): readonly number[] {
  return operations.sort((a, b) => a - b);
}
