/** What the tests of failure detectors ask a run. */
import { pingHeartbeat } from '../../../src/protocols/ping-heartbeat/index.ts';
import { runToEnd, type Simulation } from '../../../src/sim/simulation.ts';
import { scenarioOf } from '../../laws/run.ts';

export function runText(text: string): Simulation {
  const { scenario, protocol } = scenarioOf(text);
  return runToEnd(scenario, protocol);
}

export function textOf(path: string, { gallery } = pingHeartbeat): string {
  const found = gallery.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no run ${path}`);
  return found.text;
}

/** A run changed as its `attempt` proposes. */
export function edited(path: string, before: string, after: string, protocol = pingHeartbeat): Simulation {
  const text = textOf(path, protocol);
  if (!text.includes(before)) throw new Error(`${path} has no ${before}`);
  return runText(text.replace(before, after));
}

export interface Opinion {
  readonly who: string;
  readonly verb: string;
  readonly whom: string;
  /** Seconds. */
  readonly at: number;
}

/** Who suspected or trusted whom, in order. */
export function opinions({ trace }: Simulation): Opinion[] {
  return Array.from({ length: trace.length }, (_, id) => trace.event(id)).flatMap((event) =>
    event.kind === 'step' && (event.name === 'suspect' || event.name === 'trust')
      ? [{ who: event.process ?? '', verb: event.name, whom: String(event.detail.process), at: event.at / 1e6 }]
      : [],
  );
}

export function brokenClaims({ verdicts }: Simulation): string[] {
  return verdicts.filter(({ holds }) => holds === false).map(({ claim }) => claim);
}
