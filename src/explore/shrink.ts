/**
 * Making a failure small: fewer faults, less to do, fewer processes, shorter, simpler numbers. Delta debugging
 * (Zeller and Hildebrandt, 2002), one kind of change after the other until none of them keeps the failure.
 */
import { namesOf } from '../scenario/cast.ts';
import { printText } from '../scenario/print.ts';
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { Fault, Request, Scenario } from '../sim/scenario.ts';
import type { Found } from './search.ts';
import { isAllowed } from './space.ts';
import { hitIn, type Target } from './target.ts';

const MS = 1_000;
/** Grids that times are moved to, coarsest first, µs. */
const GRIDS = [1_000 * MS, 100 * MS, 10 * MS, MS] as const;
/** A run goes on a little after what it shows, µs. */
const AFTERWARDS = 200 * MS;

/** Told after every attempt. */
export interface Attempt {
  readonly attempts: number;
  readonly smallest: Found;
}

/** One attempt at each `next()`; at the end the smallest that was found. */
export function* shrink(found: Found, protocol: ProtocolDefinition, target: Target): Generator<Attempt, Found> {
  let smallest = found;
  let attempts = 0;
  for (let progress = true; progress; ) {
    progress = false;
    for (const smaller of WAYS) {
      // A way that worked is gone on with, from what it led to.
      for (let again = true; again; ) {
        again = false;
        for (const scenario of smaller(smallest, protocol)) {
          if (compareSize(scenario, smallest.scenario, protocol) >= 0 || !isAllowed(scenario, protocol)) continue;
          const hit = hitIn(scenario, protocol, target);
          attempts += 1;
          if (hit !== undefined) smallest = { scenario, hit };
          yield { attempts, smallest };
          if (hit === undefined) continue;
          progress = true;
          again = true;
          break;
        }
      }
    }
  }
  return smallest;
}

/** Negative: `a` is smaller. Faults count first, then processes, requests, seconds, digits, and last the length of the text. */
export function compareSize(a: Scenario, b: Scenario, protocol: ProtocolDefinition): number {
  const [one, other] = [measure(a, protocol), measure(b, protocol)];
  const first = one.findIndex((value, index) => value !== other[index]);
  return first < 0 ? 0 : (one[first] ?? 0) - (other[first] ?? 0);
}

/** Most significant first. */
export function measure(scenario: Scenario, protocol: ProtocolDefinition): readonly number[] {
  const { faults, processes, clients, workload, duration } = scenario;
  return [
    faults.length,
    processes.length + clients.length,
    workload.length,
    Math.ceil(duration / GRIDS[0]),
    digits(scenario),
    duration,
    printText(scenario, protocol).length,
  ];
}

/** Digits in the times of a scenario after their trailing zeros are gone: 1 s is simpler than 1.237 s. */
function digits({ faults, workload, duration }: Scenario): number {
  const times = [
    duration,
    ...faults.flatMap((fault) => [fault.at, 'until' in fault ? (fault.until ?? 0) : 0]),
    ...workload.flatMap(({ when }) => ('at' in when ? [when.at] : [when.from, when.until, when.every])),
  ];
  return times.reduce((sum, time) => sum + String(time / MS).replace(/0+$/, '').length, 0);
}

type Way = (found: Found, protocol: ProtocolDefinition) => Iterable<Scenario>;

/** Halves first, single ones at last. */
function* without<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let size = items.length; size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < items.length; from += size) yield [...items.slice(0, from), ...items.slice(from + size)];
  }
}

const fewerFaults: Way = function* ({ scenario }) {
  for (const faults of without(scenario.faults)) yield { ...scenario, faults };
};

const fewerRequests: Way = function* ({ scenario }) {
  for (const workload of without(scenario.workload)) yield { ...scenario, workload };
  // What comes again and again may do with coming once.
  for (const [index, request] of scenario.workload.entries()) {
    if ('at' in request.when) continue;
    const { from, until, every } = request.when;
    for (let at = from; at <= Math.min(until, from + 20 * every); at += every) {
      const once: Request = { ...request, when: { at } };
      yield { ...scenario, workload: scenario.workload.with(index, once) };
    }
  }
};

const fewerProcesses: Way = function* ({ scenario }, protocol) {
  const { processes, clients } = scenario;
  const [least] = protocol.limits.processes;
  const usual = namesOf(processes.length, protocol);
  if (processes.length > least && processes.every((id, index) => id === usual[index]))
    yield { ...scenario, processes: namesOf(processes.length - 1, protocol) };
  if (clients.length > 0) yield { ...scenario, clients: clients.slice(0, -1) };
};

const shorter: Way = function* ({ scenario, hit }) {
  for (const grid of GRIDS.slice(0, 2)) {
    const duration = Math.max(Math.ceil((hit.at + AFTERWARDS) / grid) * grid, grid);
    if (duration < scenario.duration) yield { ...scenario, duration };
  }
};

/** Nothing need be waited for: all times by the same amount towards the start. */
const earlier: Way = function* ({ scenario }) {
  const begins = [
    ...scenario.faults.map(({ at }) => at),
    ...scenario.workload.map(({ when }) => ('at' in when ? when.at : when.from)),
  ];
  const least = Math.min(...begins);
  if (!Number.isFinite(least)) return;
  for (const by of [least, least / 2, least / 4].map((time) => Math.floor(time / GRIDS[1]) * GRIDS[1])) {
    if (by <= 0) continue;
    yield {
      ...scenario,
      duration: scenario.duration - by,
      faults: scenario.faults.map((fault) => shifted(fault, by)),
      workload: scenario.workload.map((request) => {
        const { when } = request;
        const moved = 'at' in when ? { at: when.at - by } : { ...when, from: when.from - by, until: when.until - by };
        return { ...request, when: moved };
      }),
    };
  }
};

function shifted(fault: Fault, by: number): Fault {
  const until = 'until' in fault && fault.until !== undefined ? { until: fault.until - by } : {};
  return { ...fault, at: fault.at - by, ...until } as Fault; // the kind has what it had
}

/** What happens after the failure does not matter to it. */
const endless: Way = function* ({ scenario, hit }) {
  for (const [index, fault] of scenario.faults.entries()) {
    if (!('until' in fault) || fault.until === undefined || fault.until < hit.at) continue;
    const { until: _, ...open } = fault;
    yield { ...scenario, faults: scenario.faults.with(index, open as Fault) };
  }
};

const simplerTimes: Way = function* ({ scenario }) {
  for (const grid of GRIDS) {
    for (const [index, fault] of scenario.faults.entries()) {
      const at = nearest(fault.at, grid);
      const until = 'until' in fault && fault.until !== undefined ? nearest(fault.until, grid) : undefined;
      yield { ...scenario, faults: scenario.faults.with(index, { ...fault, at } as Fault) };
      if (until === undefined) continue;
      yield { ...scenario, faults: scenario.faults.with(index, { ...fault, until } as Fault) };
      yield { ...scenario, faults: scenario.faults.with(index, { ...fault, at, until } as Fault) };
    }
    for (const [index, request] of scenario.workload.entries()) {
      if (!('at' in request.when)) continue;
      const when = { at: nearest(request.when.at, grid) };
      yield { ...scenario, workload: scenario.workload.with(index, { ...request, when }) };
    }
  }
};

const simplerWords: Way = function* ({ scenario }) {
  yield { ...scenario, title: '', notes: '' };
  for (const id of Object.keys(scenario.options)) {
    const { [id]: _, ...options } = scenario.options;
    yield { ...scenario, options };
  }
  for (const process of Object.keys(scenario.processOptions)) {
    const { [process]: _, ...processOptions } = scenario.processOptions;
    yield { ...scenario, processOptions };
  }
  for (const process of Object.keys(scenario.initial)) {
    const { [process]: _, ...initial } = scenario.initial;
    yield { ...scenario, initial };
  }
  for (const flaw of scenario.flaws) yield { ...scenario, flaws: scenario.flaws.filter((other) => other !== flaw) };
  for (let seed = 1; seed < Math.min(scenario.seed, 10); seed += 1) yield { ...scenario, seed };
};

const WAYS: readonly Way[] = [
  fewerFaults,
  fewerRequests,
  shorter,
  fewerProcesses,
  earlier,
  endless,
  simplerTimes,
  simplerWords,
];

function nearest(time: number, grid: number): number {
  return Math.round(time / grid) * grid;
}
