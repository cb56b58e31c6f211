/** What the tests of chain replication ask a run: chains, updates, reads, answers, latencies. */
import { catalog } from '../../../src/protocols/catalog.ts';
import type { ProtocolDefinition } from '../../../src/sim/protocol.ts';
import { runToEnd, type Simulation, worldAt } from '../../../src/sim/simulation.ts';
import type { Operation, TraceEvent } from '../../../src/sim/trace-event.ts';
import { scenarioOf } from '../../laws/run.ts';

export type Step = Extract<TraceEvent, { kind: 'step' }>;
export type Send = Extract<TraceEvent, { kind: 'send' }>;

/** Seconds, as the scenario text has them, to µs. */
export const s = (seconds: number): number => Math.round(seconds * 1_000_000);

export function definition(id: string): ProtocolDefinition {
  const found = catalog(id);
  if (found === undefined) throw new Error(`no protocol ${id}`);
  return found;
}

export function runText(text: string): Simulation {
  const { scenario, protocol } = scenarioOf(text);
  return runToEnd(scenario, protocol);
}

const runs = new Map<string, Simulation>();

/** A run of the gallery, once: tests only read it. */
export function galleryRun(path: string, id = 'chain'): Simulation {
  const run = definition(id).gallery.find((one) => one.path === path);
  if (run === undefined) throw new Error(`no run ${path}`);
  const known = runs.get(`${id}/${path}`) ?? runText(run.text);
  runs.set(`${id}/${path}`, known);
  return known;
}

export function edited(path: string, before: string, after: string, id = 'chain'): Simulation {
  const text = definition(id).gallery.find((one) => one.path === path)?.text ?? '';
  if (!text.includes(before)) throw new Error(`${path} has no ${before}`);
  return runText(text.replace(before, after));
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

export function sends(simulation: Simulation, type: string, from = 0, until = Number.POSITIVE_INFINITY): Send[] {
  return events(simulation, 'send').filter((send) => send.type === type && send.at >= from && send.at < until);
}

/** What the control plane decided, as `2: S1 S3`, once each. */
export function chains(simulation: Simulation): string[] {
  const all = steps(simulation, 'configure')
    .filter(({ process }) => process?.startsWith('M'))
    .map(({ detail }) => `${detail.epoch}: ${(detail.chain as readonly string[]).join(' ')}`);
  return [...new Set(all)];
}

/** The update numbers of a process, as its history has them at that moment. */
export function historyAt(simulation: Simulation, process: string, at: number): number[] {
  const state = worldAt(simulation, at).processes.find(({ id }) => id === process);
  if (state === undefined) throw new Error(`no process ${process}`);
  const { history } = (state.status === 'crashed' ? state.stable : state.snapshot.context) as {
    readonly history: { slice(first: number): readonly { readonly seq: number }[] };
  };
  return history.slice(0).map(({ seq }) => seq);
}

export function answered(
  { trace }: Simulation,
  op: Operation['op'],
  from: number,
  until: number,
  client?: string,
): Operation[] {
  return trace.operations.filter(
    (one) =>
      one.op === op &&
      one.return !== null &&
      one.return >= from &&
      one.return < until &&
      (client === undefined || one.client === client),
  );
}

export function latenciesOf({ trace }: Simulation, op: Operation['op']): number[] {
  return trace.operations
    .filter((one) => one.op === op && one.return !== null)
    .map(({ invoke, return: end }) => (end ?? 0) - invoke)
    .sort((a, b) => a - b);
}

export function brokenClaims({ verdicts }: Simulation): string[] {
  return verdicts.filter(({ holds }) => holds === false).map(({ claim }) => claim);
}
