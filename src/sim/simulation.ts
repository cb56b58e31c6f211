/** A run: a pure function of its scenario, computed in slices. */
import type { ProtocolDefinition, Sighting, Verdict } from './protocol.ts';
import type { Scenario, TrueTime } from './scenario.ts';
import type { Trace } from './trace.ts';
import type { World } from './world.ts';

export interface Simulation {
  readonly scenario: Scenario;
  readonly protocol: ProtocolDefinition;
  readonly trace: Trace;
  readonly verdicts: readonly Verdict[];
  readonly sightings: readonly Sighting[];
  /** Everything up to and including this moment is known, µs. */
  readonly reached: TrueTime;
  /** `finished`: the whole duration is known; `exhausted`: the limit on events was met. */
  readonly status: 'running' | 'finished' | 'exhausted';
}
export declare function begin(scenario: Scenario, protocol: ProtocolDefinition): Simulation;
export declare function advance(simulation: Simulation, until: TrueTime, budget: number): Simulation;
export declare function amend(simulation: Simulation, scenario: Scenario): Simulation;
export declare function worldAt(simulation: Simulation, at: TrueTime): World;
