/** What is looked for in a run: a claim that breaks, or a situation that comes about. */
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { Scenario, TrueTime } from '../sim/scenario.ts';
import { advance, begin, type Simulation } from '../sim/simulation.ts';
import type { EventId } from '../sim/trace-event.ts';

export interface Target {
  readonly kind: 'claim' | 'situation';
  readonly id: string;
  /** The claim or situation in words. */
  readonly title: string;
}

export interface Hit {
  readonly at: TrueTime;
  /** The events that show it; the last one is where it came about. */
  readonly events: readonly EventId[];
  readonly message: string;
  /** The run up to the hit, or a little beyond. */
  readonly simulation: Simulation;
}

/** Everything of a protocol that can be looked for. */
export function targetsOf(protocol: ProtocolDefinition): readonly Target[] {
  return [
    ...protocol.monitors.map(({ id, claim }): Target => ({ kind: 'claim', id, title: claim })),
    ...protocol.situations.map(({ id, title }): Target => ({ kind: 'situation', id, title })),
  ];
}

/** Events computed between looks: a hit early in a run ends it early. */
const SLICE = 2_000;
/** A run that is this long without a hit is given up: a search looks at many runs, not at one. */
export const MOST_EVENTS = 200_000;

/** Runs the scenario until it shows the target; undefined: it does not. */
export function hitIn(scenario: Scenario, protocol: ProtocolDefinition, target: Target): Hit | undefined {
  let simulation = begin(scenario, protocol);
  for (;;) {
    const hit = shownBy(simulation, target);
    if (hit !== undefined) return hit;
    if (simulation.status !== 'running' || simulation.trace.length > MOST_EVENTS) return undefined;
    simulation = advance(simulation, scenario.duration, SLICE);
  }
}

function shownBy(simulation: Simulation, target: Target): Hit | undefined {
  if (target.kind === 'claim') {
    const verdict = simulation.verdicts.find(({ claim }) => claim === target.id);
    if (verdict?.holds !== false || verdict.at === null) return undefined;
    return { at: verdict.at, events: verdict.events, message: verdict.message, simulation };
  }
  const sighting = simulation.sightings.find(({ situation }) => situation === target.id);
  return sighting === undefined
    ? undefined
    : { at: sighting.at, events: sighting.events, message: target.title, simulation };
}
