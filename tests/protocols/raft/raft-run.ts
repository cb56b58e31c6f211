/** What the tests of Raft ask a run: its steps, leaders, logs, messages and answers. */
import { raft } from '../../../src/protocols/raft/index.ts';
import type { RaftContext } from '../../../src/protocols/raft/state.ts';
import { runToEnd, type Simulation, worldAt } from '../../../src/sim/simulation.ts';
import type { Operation, TraceEvent } from '../../../src/sim/trace-event.ts';
import { scenarioOf } from '../../laws/run.ts';

export type Step = Extract<TraceEvent, { kind: 'step' }>;
export type Send = Extract<TraceEvent, { kind: 'send' }>;

/** Seconds, as the scenario text has them, to µs. */
export const s = (seconds: number): number => Math.round(seconds * 1_000_000);

export function runText(text: string): Simulation {
  const { scenario, protocol } = scenarioOf(text);
  return runToEnd(scenario, protocol);
}

export function textOf(path: string): string {
  const found = raft.gallery.find((one) => one.path === path);
  if (found === undefined) throw new Error(`no run ${path}`);
  return found.text;
}

/** A run of the gallery, once: tests only read it. */
export function galleryRun(path: string): Simulation {
  const known = runs.get(path) ?? runText(textOf(path));
  runs.set(path, known);
  return known;
}

const runs = new Map<string, Simulation>();

/** A run of the gallery changed as its `attempt` proposes: each text replaced by the one after it. */
export function edited(path: string, ...changes: readonly (readonly [before: string, after: string])[]): Simulation {
  const text = changes.reduce((now, [before, after]) => {
    if (!now.includes(before)) throw new Error(`${path} has no ${before}`);
    return now.replace(before, after);
  }, textOf(path));
  return runText(text);
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

export function steps(simulation: Simulation, name: string, from = 0, until = Number.POSITIVE_INFINITY): Step[] {
  return events(simulation, 'step').filter((step) => step.name === name && step.at >= from && step.at < until);
}

export function sends(simulation: Simulation, type: string): Send[] {
  return events(simulation, 'send').filter((send) => send.type === type);
}

/** Who became what, as `S4 1`: process and term. */
export function became(
  simulation: Simulation,
  role: 'leader' | 'candidate' | 'follower',
  from = 0,
  until = Number.POSITIVE_INFINITY,
): string[] {
  return steps(simulation, 'role', from, until)
    .filter(({ detail }) => detail.role === role)
    .map(({ process, detail }) => `${process} ${detail.term}`);
}

/** What a process knew then; of one that is down what is on its stable storage. */
export function stateAt(simulation: Simulation, process: string, at: number): RaftContext {
  const state = worldAt(simulation, at).processes.find(({ id }) => id === process);
  if (state === undefined) throw new Error(`no process ${process}`);
  return (state.status === 'crashed' ? state.stable : state.snapshot.context) as RaftContext;
}

/** The terms of a log's entries, as the paper draws it. */
export function logAt(simulation: Simulation, process: string, at: number): number[] {
  return stateAt(simulation, process, at)
    .log.slice(0)
    .map(({ term }) => term);
}

export function answeredIn({ trace }: Simulation, client: string, from: number, until: number): Operation[] {
  return trace.operations.filter(
    (operation) =>
      operation.client === client && operation.return !== null && operation.return >= from && operation.return < until,
  );
}

export function brokenClaims({ verdicts }: Simulation): string[] {
  return verdicts.filter(({ holds }) => holds === false).map(({ claim }) => claim);
}

export function sightings(simulation: Simulation, situation: string): Simulation['sightings'] {
  return simulation.sightings.filter((one) => one.situation === situation);
}
