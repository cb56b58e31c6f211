/** What the laws compare: a run as text, whole and at moments. */
import { catalog } from '../../src/protocols/catalog.ts';
import { parseText } from '../../src/scenario/text.ts';
import type { ProtocolDefinition } from '../../src/sim/protocol.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { advance, begin, type Simulation, worldAt } from '../../src/sim/simulation.ts';

export function eventsOf({ trace }: Simulation): string[] {
  return Array.from({ length: trace.length }, (_, id) => JSON.stringify(trace.event(id)));
}

/** Events, verdicts, sightings, operations: everything a run says. */
export function printed(simulation: Simulation): string {
  const { verdicts, sightings, reached, status, trace } = simulation;
  return JSON.stringify([eventsOf(simulation), verdicts, sightings, trace.operations, reached, status]);
}

/** A world without the machines inside its snapshots. */
export function printedWorld(simulation: Simulation, at: number): string {
  const { processes, links, flights, events } = worldAt(simulation, at);
  const plain = processes.map(({ snapshot, stable, ...state }) => ({
    ...state,
    value: snapshot.value,
    portrait: simulation.protocol.portray(snapshot),
    stable: JSON.stringify(stable),
  }));
  return JSON.stringify([events, plain, links, flights]);
}

export function whole(scenario: Scenario, protocol: ProtocolDefinition, spacing?: number): Simulation {
  return advance(begin(scenario, protocol, spacing), scenario.duration);
}

export function scenarioOf(text: string): { readonly scenario: Scenario; readonly protocol: ProtocolDefinition } {
  const parsed = parseText(text, catalog);
  if (!parsed.ok) throw new Error(parsed.error.map(({ line, message }) => `line ${line}: ${message}`).join('\n'));
  const protocol = catalog(parsed.value.protocol);
  if (protocol === undefined) throw new Error(`no protocol ${parsed.value.protocol}`);
  return { scenario: parsed.value, protocol };
}
