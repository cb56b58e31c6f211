/** What tests of a protocol's gallery ask its runs: the text, the run, its events and steps, what it broke. */
import type { ProtocolDefinition } from '../../src/sim/protocol.ts';
import { runToEnd, type Simulation } from '../../src/sim/simulation.ts';
import type { TraceEvent } from '../../src/sim/trace-event.ts';
import { scenarioOf } from '../laws/run.ts';

export type Step = Extract<TraceEvent, { kind: 'step' }>;

export function runText(text: string): Simulation {
  const { scenario, protocol } = scenarioOf(text);
  return runToEnd(scenario, protocol);
}

/** The runs of one protocol's gallery, each computed once: tests only read them. */
export function galleryOf({ id, gallery }: ProtocolDefinition) {
  const runs = new Map<string, Simulation>();
  const textOf = (path: string): string => {
    const found = gallery.find((one) => one.path === path);
    if (found === undefined) throw new Error(`no run ${path} of ${id}`);
    return found.text;
  };
  return {
    run: (path: string): Simulation => {
      const known = runs.get(path) ?? runText(textOf(path));
      runs.set(path, known);
      return known;
    },
    /** The run changed as its `attempt` proposes: each text replaced by the one after it. */
    edited: (path: string, ...changes: readonly (readonly [before: string, after: string])[]): Simulation =>
      runText(
        changes.reduce((now, [before, after]) => {
          if (!now.includes(before)) throw new Error(`${path} has no ${before}`);
          return now.replace(before, after);
        }, textOf(path)),
      ),
  };
}

export function events<Kind extends TraceEvent['kind']>(
  { trace }: Simulation,
  kind: Kind,
): Extract<TraceEvent, { kind: Kind }>[] {
  const found: Extract<TraceEvent, { kind: Kind }>[] = [];
  for (let id = 0; id < trace.length; id += 1)
    if (trace.kind(id) === kind) found.push(trace.event(id) as (typeof found)[number]);
  return found;
}

export function steps(simulation: Simulation, name: string): Step[] {
  return events(simulation, 'step').filter((step) => step.name === name);
}

export function brokenClaims({ verdicts }: Simulation): string[] {
  return verdicts.filter(({ holds }) => holds === false).map(({ claim }) => claim);
}

export function sightings(simulation: Simulation, situation: string): Simulation['sightings'] {
  return simulation.sightings.filter((one) => one.situation === situation);
}
