/** What the tests of clock protocols ask a run. */
import { protocols } from '../../src/protocols/catalog.ts';
import { runToEnd, type Simulation } from '../../src/sim/simulation.ts';
import type { TraceEvent } from '../../src/sim/trace-event.ts';
import { scenarioOf } from '../laws/run.ts';

export type Step = Extract<TraceEvent, { kind: 'step' }>;

/** Seconds, as the scenario text has them, to µs. */
export const s = (seconds: number): number => Math.round(seconds * 1_000_000);

export function runText(text: string): Simulation {
  const { scenario, protocol } = scenarioOf(text);
  return runToEnd(scenario, protocol);
}

/** A run of the gallery, each text of `changes` replaced by the one after it. */
export function galleryRun(id: string, path: string, ...changes: readonly (readonly [string, string])[]): Simulation {
  const found = protocols.find((protocol) => protocol.id === id)?.gallery.find((run) => run.path === path);
  if (found === undefined) throw new Error(`no run ${id}/${path}`);
  return runText(
    changes.reduce((text, [before, after]) => {
      if (!text.includes(before)) throw new Error(`${path} has no ${before}`);
      return text.replace(before, after);
    }, found.text),
  );
}

/** The same run with every rule kept. */
export function mended(id: string, path: string): Simulation {
  const [flaw] = galleryRun(id, path).scenario.flaws;
  return galleryRun(id, path, [`\nbreak ${flaw}`, '']);
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

export function steps(simulation: Simulation, name: string, process?: string): Step[] {
  return events(simulation, 'step').filter(
    (step) => step.name === name && (process === undefined || step.process === process),
  );
}

export function brokenClaims({ verdicts }: Simulation): string[] {
  return verdicts.filter(({ holds }) => holds === false).map(({ claim }) => claim);
}

export function sightings(simulation: Simulation, situation: string): Simulation['sightings'] {
  return simulation.sightings.filter((one) => one.situation === situation);
}
