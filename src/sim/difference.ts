/** From when on an edited scenario can run differently: what amending may keep. */
import { findSend } from './find-send.ts';
import type { Fault, Request, Scenario, TrueTime } from './scenario.ts';
import { aimedAt } from './script.ts';
import type { Simulation } from './simulation.ts';

const NEVER = Number.POSITIVE_INFINITY;

/** True time before which both runs are the same; Infinity: nothing that decides has changed. */
export function firstDifference(simulation: Simulation, edited: Scenario): TrueTime {
  const { scenario } = simulation;
  if (!sameFoundations(scenario, edited)) return 0;
  const faults = firstOf(scenario.faults, edited.faults, (fault) => effectAt(fault, simulation));
  const workload = firstOf(scenario.workload, edited.workload, firstAsk);
  const duration = scenario.duration === edited.duration ? NEVER : Math.min(scenario.duration, edited.duration);
  return Math.min(faults, workload, duration);
}

/** What every moment of the run depends on. */
function sameFoundations(a: Scenario, b: Scenario): boolean {
  const foundations = ({
    protocol,
    processes,
    clients,
    seed,
    network,
    model,
    options,
    processOptions,
    initial,
    flaws,
  }: Scenario) =>
    JSON.stringify([
      protocol,
      processes,
      clients,
      seed,
      sorted(network),
      sorted(model),
      sorted(options),
      sorted(processOptions),
      sorted(initial),
      flaws,
    ]);
  return foundations(a) === foundations(b);
}

/** Position matters: events name faults by their index. */
function firstOf<Item>(before: readonly Item[], now: readonly Item[], effect: (item: Item) => TrueTime): TrueTime {
  if (before === now) return NEVER;
  let first = NEVER;
  for (let index = 0; index < Math.max(before.length, now.length); index += 1) {
    const [a, b] = [before[index], now[index]];
    if (a === b || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))) continue;
    for (const item of [a, b]) if (item !== undefined) first = Math.min(first, effect(item));
  }
  return first;
}

/** A fault on a message takes effect when that message is sent. */
function effectAt(fault: Fault, { trace, reached, scenario }: Simulation): TrueTime {
  const address = aimedAt(fault);
  if (address === undefined) return fault.at;
  const sent = findSend(trace, address);
  return sent === undefined ? Math.min(reached + 1, scenario.duration) : trace.at(sent);
}

function firstAsk({ when }: Request): TrueTime {
  return 'at' in when ? when.at : when.from;
}

/** The same value with keys in order: the order in which they were written decides nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}
