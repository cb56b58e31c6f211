/** Two runs beside each other: where they part, which events only one of them has, and how far the news has travelled. */
import { isTicking } from './causality.ts';
import { type Borders, type Side, sideOf, widen } from './divergence-side.ts';
import type { Fault, ProcessId, TrueTime } from './scenario.ts';
import type { Simulation } from './simulation.ts';
import type { Trace } from './trace.ts';
import type { EventId } from './trace-event.ts';

/** What is compared of a run. */
export type Compared = Pick<Simulation, 'trace' | 'reached'> & {
  readonly scenario: { readonly faults: readonly Fault[] };
};

/** `differs`: does something else; `reached`: inside the light cone of the change and yet the same; `outside`: out of its reach. */
export type Fate = 'differs' | 'reached' | 'outside';

export interface Place {
  readonly process: ProcessId;
  readonly fate: Fate;
  /** The first event inside the light cone of the change, in either run; −1: none. */
  readonly cone: Pair;
}

/** An event of the old run and one of the new; −1: that run has none. */
export interface Pair {
  readonly before: EventId;
  readonly now: EventId;
}

export interface Divergence {
  /** The first moment at which an event of one run is not one of the other. */
  readonly at: TrueTime;
  /** What the first process that differs would have done, and what it does instead; undefined: none differs. */
  readonly first: (Pair & { readonly process: ProcessId; readonly at: TrueTime }) | undefined;
  /** Where the change itself took hold: processes that differ without having heard of it from another. */
  readonly roots: readonly ProcessId[];
  readonly places: readonly Place[];
  /** 1 for each event that the other run does not have, by id. */
  readonly onlyBefore: Uint8Array;
  readonly onlyNow: Uint8Array;
  readonly counts: { readonly onlyBefore: number; readonly onlyNow: number; readonly now: number };
  /** Both runs are known up to here, and compared so far, µs. */
  readonly until: TrueTime;
}

/** Undefined where both are the same as far as both are known. */
export function divergenceOf(before: Compared, now: Compared): Divergence | undefined {
  const until = Math.min(before.reached, now.reached);
  const names = [...new Set([...before.trace.lanes, ...now.trace.lanes])];
  const old = sideOf(before, names, until);
  const young = sideOf(now, names, until);
  const shared = sharedPrefix(old, young);
  const onlyBefore = new Uint8Array(old.end);
  const onlyNow = new Uint8Array(young.end);
  const rests = [restByPlace(old, shared), restByPlace(young, shared)] as const;
  const partings = names.map((_, place) =>
    partingOf(old, young, rests[0].places[place] ?? [], rests[1].places[place] ?? [], shared, place),
  );
  for (let place = 0; place < names.length; place += 1)
    mark(old, young, rests[0].places[place] ?? [], rests[1].places[place] ?? [], onlyBefore, onlyNow);
  mark(old, young, rests[0].world, rests[1].world, onlyBefore, onlyNow);
  const at = Math.min(firstAt(old.trace, onlyBefore), firstAt(young.trace, onlyNow));
  if (at === Infinity) return undefined;
  const { roots, borders } = coneOf(old, young, partings);
  const first = earliest(partings);
  return {
    at,
    first: first === undefined ? undefined : { ...first.pair, at: first.at, process: names[first.place] ?? '' },
    roots: roots.map((place) => names[place] ?? ''),
    places: names.map((process, place) => {
      const border = borders[place] ?? Infinity;
      const cone = { before: old.tick(place, border), now: young.tick(place, border) };
      const reached = cone.before >= 0 || cone.now >= 0;
      return { process, cone, fate: partings[place] !== undefined ? 'differs' : reached ? 'reached' : 'outside' };
    }),
    onlyBefore,
    onlyNow,
    counts: { onlyBefore: sum(onlyBefore), onlyNow: sum(onlyNow), now: young.end },
    until,
  };
}

/** Where a place's two courses part. */
interface Parting {
  readonly place: number;
  readonly at: TrueTime;
  readonly pair: Pair;
  /** The own counter from which on its ticks can differ. */
  readonly border: number;
}

/** How many events at the beginning are the same, one by one. */
function sharedPrefix(old: Side, young: Side): number {
  if (old.trace.lanes.join() !== young.trace.lanes.join()) return 0;
  const end = Math.min(old.end, young.end);
  let id = 0;
  while (id < end && old.trace.lane(id) === young.trace.lane(id) && isSame(old, id, young, id)) id += 1;
  return id;
}

/** Events from `shared` on by place, and the world's own. */
function restByPlace({ trace, end, placeOf }: Side, shared: number) {
  const places: EventId[][] = placeOf.length === 0 ? [] : Array.from({ length: Math.max(...placeOf) + 1 }, () => []);
  const world: EventId[] = [];
  for (let id = shared; id < end; id += 1) {
    const lane = trace.lane(id);
    (lane < 0 ? world : (places[placeOf[lane] ?? -1] ?? world)).push(id);
  }
  return { places, world };
}

function partingOf(
  old: Side,
  young: Side,
  before: readonly EventId[],
  now: readonly EventId[],
  shared: number,
  place: number,
): Parting | undefined {
  let index = 0;
  let ticked = old.ticksBelow(place, shared);
  for (; ; index += 1) {
    const [a, b] = [before[index], now[index]];
    if (a === undefined && b === undefined) return undefined;
    if (a === undefined || b === undefined || !isSame(old, a, young, b)) {
      const times = [a === undefined ? Infinity : old.trace.at(a), b === undefined ? Infinity : young.trace.at(b)];
      return { place, at: Math.min(...times), pair: { before: a ?? -1, now: b ?? -1 }, border: ticked + 1 };
    }
    if (isTicking(old.trace.kind(a))) ticked += 1;
  }
}

/** Marks what has no counterpart at its own time; both lists are in order of time. */
function mark(
  old: Side,
  young: Side,
  before: readonly EventId[],
  now: readonly EventId[],
  onlyBefore: Uint8Array,
  onlyNow: Uint8Array,
): void {
  for (const id of before) onlyBefore[id] = 1;
  let first = 0;
  for (const id of now) {
    const at = young.trace.at(id);
    while (first < before.length && old.trace.at(before[first] ?? 0) < at) first += 1;
    let found = -1;
    for (let index = first; found < 0 && index < before.length; index += 1) {
      const other = before[index] ?? -1;
      if (old.trace.at(other) > at) break;
      if (onlyBefore[other] === 1 && isSame(old, other, young, id)) found = other;
    }
    if (found < 0) onlyNow[id] = 1;
    else onlyBefore[found] = 0;
  }
}

/** The same thing at the same time; nothing here looks at ids, which an event elsewhere can shift. */
function isSame(old: Side, a: EventId, young: Side, b: EventId): boolean {
  const [first, second] = [old.trace, young.trace];
  const kind = first.kind(a);
  if (kind !== second.kind(b) || first.at(a) !== second.at(b) || first.word(a) !== second.word(b)) return false;
  if (kind === 'fault' || kind === 'moot')
    return sameJson(old.faults[first.subject(a)], young.faults[second.subject(b)]);
  if (kind === 'send' || kind === 'receive' || kind === 'lost') {
    if (first.number(a) !== second.number(b) || first.copy(a) !== second.copy(b)) return false;
    if (first.lanes[first.from(a)] !== second.lanes[second.from(b)]) return false;
    if (first.lanes[first.to(a)] !== second.lanes[second.to(b)]) return false;
  }
  return sameJson(first.extra(a), second.extra(b));
}

function sameJson(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/**
 * The light cone of the change. A place that differs where no message can have told it of an earlier difference
 * is a root; from the roots' borders the cone widens along every message of either run.
 */
function coneOf(old: Side, young: Side, partings: readonly (Parting | undefined)[]) {
  const borders: Borders = partings.map(() => Infinity);
  const roots: number[] = [];
  const inOrder = partings.filter((one) => one !== undefined).sort((a, b) => a.at - b.at || a.place - b.place);
  for (const { place, border } of inOrder) {
    if ((borders[place] ?? Infinity) <= border) continue;
    roots.push(place);
    borders[place] = border;
    while (widen(old, borders) || widen(young, borders));
  }
  return { roots, borders };
}

function earliest(partings: readonly (Parting | undefined)[]): Parting | undefined {
  return partings.reduce(
    (best, one) => (one !== undefined && (best === undefined || one.at < best.at) ? one : best),
    undefined,
  );
}

function firstAt(trace: Trace, only: Uint8Array): TrueTime {
  const id = only.indexOf(1);
  return id < 0 ? Infinity : trace.at(id);
}

function sum(flags: Uint8Array): number {
  return flags.reduce((total, flag) => total + flag, 0);
}
