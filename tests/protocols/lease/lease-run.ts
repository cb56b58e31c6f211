/** What the tests of leases ask a run: grants, beliefs and writes, as short texts. */
import { catalog } from '../../../src/protocols/catalog.ts';
import type { Simulation } from '../../../src/sim/simulation.ts';
import { runText, steps } from '../raft/raft-run.ts';

export { brokenClaims, events, runText, s, sends, sightings, steps } from '../raft/raft-run.ts';

const runs = new Map<string, Simulation>();

export function textOf(name: string): string {
  const [id = '', path] = name.split('/');
  const found = catalog(id)?.gallery.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no run ${name}`);
  return found.text;
}

/** A run of the gallery by `protocol/path`, once: tests only read it. */
export function galleryRun(name: string): Simulation {
  const known = runs.get(name) ?? runText(textOf(name));
  runs.set(name, known);
  return known;
}

/** Changed as its `attempt` proposes: each text replaced by the one after it. */
export function edited(name: string, ...changes: readonly (readonly [before: string, after: string])[]): Simulation {
  const text = changes.reduce((now, [before, after]) => {
    if (!now.includes(before)) throw new Error(`${name} has no ${before}`);
    return now.replace(before, after);
  }, textOf(name));
  return runText(text);
}

/** With the rule that it leaves out. */
export function mended(name: string): Simulation {
  return runText(textOf(name).replace(/\nbreak .*/, ''));
}

/** `S2 34`: who was granted which token. */
export function grants(run: Simulation, from = 0, until = Number.POSITIVE_INFINITY): string[] {
  return steps(run, 'grant', from, until).map(({ detail }) => `${detail.client} ${detail.token}`);
}

/** `S1 33 taken` or `S1 33 refused`. */
export function writes(run: Simulation, from = 0, until = Number.POSITIVE_INFINITY): string[] {
  return steps(run, 'write', from, until).map(
    ({ detail }) => `${detail.client} ${detail.token} ${detail.accepted === true ? 'taken' : 'refused'}`,
  );
}

/** When a process began or ceased to believe, as `[at, token]`, 0 for none. */
export function beliefs(run: Simulation, process: string): [number, number][] {
  return steps(run, 'role')
    .filter((step) => step.process === process && step.detail.role !== 'asking')
    .map(({ at, detail }) => [at, Number(detail.epoch ?? 0)]);
}
