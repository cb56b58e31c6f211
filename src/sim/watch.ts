/** Monitors and situations at work: what each has found so far. Immutable between steps, so keyframes can hold it. */
import type { Finding, LiveWorld, Monitor, ProtocolDefinition, Sighting, Situation, Verdict } from './protocol.ts';
import { resolveOptions } from './protocol.ts';
import { type Room, readClock } from './room.ts';
import type { OptionValue, Scenario, TrueTime } from './scenario.ts';
import type { Trace, TraceWriter } from './trace.ts';
import type { EventId, TraceEvent } from './trace-event.ts';
import { isTransportStep } from './transport/steps.ts';

/** Sightings kept a run: enough to browse, few enough to list. */
const MAX_SIGHTINGS = 200;

/** What `observe` is called on: monitors' and situations' indices, by kind of event or name of step. */
export interface Watch {
  readonly monitors: readonly Monitor[];
  readonly situations: readonly Situation[];
  readonly interested: ReadonlyMap<
    string,
    { readonly monitors: readonly number[]; readonly situations: readonly number[] }
  >;
}

export interface Findings {
  readonly memories: readonly unknown[];
  readonly verdicts: readonly Verdict[];
  readonly situationMemories: readonly unknown[];
  readonly sightings: readonly Sighting[];
}

export function watchOf({ monitors, situations }: ProtocolDefinition): Watch {
  const names = new Set([...monitors, ...situations].flatMap(({ on }) => on));
  const indices = (watchers: readonly { readonly on: readonly string[] }[], name: string) =>
    watchers.flatMap(({ on }, index) => (on.includes(name) ? [index] : []));
  return {
    monitors,
    situations,
    interested: new Map(
      [...names].map((name) => [name, { monitors: indices(monitors, name), situations: indices(situations, name) }]),
    ),
  };
}

export function noFindings({ monitors, situations }: Watch): Findings {
  return {
    memories: monitors.map(({ start }) => start),
    verdicts: monitors.map(({ id, type }) => ({
      claim: id,
      type,
      holds: type === 'safety' ? true : null,
      at: null,
      events: [],
      message: '',
    })),
    situationMemories: situations.map(({ start }) => start),
    sightings: [],
  };
}

/** Shows the events from `first` on to whoever asked for their kind. */
export function observe(watch: Watch, findings: Findings, world: LiveWorld, trace: Trace, first: EventId): Findings {
  let now = findings;
  for (let id = first; id < trace.length; id += 1) {
    const kind = trace.kind(id);
    const interested = watch.interested.get(kind === 'step' ? trace.word(id) : kind);
    // Claims are about the protocol: a step of the transport may have the same name as one of its own.
    if (interested === undefined || isTransportStep(trace, id)) continue;
    const event = trace.event(id);
    for (const index of interested.monitors) now = askMonitor(watch, now, index, world, event);
    for (const index of interested.situations) now = askSituation(watch, now, index, world, event);
  }
  return now;
}

/** The end of the run is known: what is still open is decided as far as it can be. */
export function conclude(watch: Watch, findings: Findings, world: LiveWorld): Findings {
  return watch.monitors.reduce(
    (now, monitor, index) =>
      found(watch, now, index, world.now, [now.memories[index], monitor.conclude?.(now.memories[index], world)]),
    findings,
  );
}

function askMonitor(watch: Watch, findings: Findings, index: number, world: LiveWorld, event: TraceEvent): Findings {
  if (isSettled(watch, findings, index)) return findings;
  const monitor = watch.monitors[index] as Monitor; // indices come from `watchOf`
  return found(watch, findings, index, world.now, monitor.observe(findings.memories[index], world, event));
}

/** A safety claim that is broken stays broken. */
function isSettled(watch: Watch, findings: Findings, index: number): boolean {
  return watch.monitors[index]?.type === 'safety' && findings.verdicts[index]?.holds === false;
}

function found(
  watch: Watch,
  findings: Findings,
  index: number,
  at: TrueTime,
  [memory, finding]: readonly [unknown, Finding | undefined],
): Findings {
  if (isSettled(watch, findings, index)) return findings;
  const before = findings.verdicts[index] as Verdict;
  const memories = memory === findings.memories[index] ? findings.memories : findings.memories.with(index, memory);
  if (finding === undefined) return memories === findings.memories ? findings : { ...findings, memories };
  return { ...findings, memories, verdicts: findings.verdicts.with(index, { ...before, ...finding, at }) };
}

function askSituation(watch: Watch, findings: Findings, index: number, world: LiveWorld, event: TraceEvent): Findings {
  const situation = watch.situations[index] as Situation;
  const [memory, events] = situation.observe(findings.situationMemories[index], world, event);
  const situationMemories =
    memory === findings.situationMemories[index]
      ? findings.situationMemories
      : findings.situationMemories.with(index, memory);
  if (events === undefined || findings.sightings.length >= MAX_SIGHTINGS) {
    return situationMemories === findings.situationMemories ? findings : { ...findings, situationMemories };
  }
  return {
    ...findings,
    situationMemories,
    sightings: [...findings.sightings, { situation: situation.id, at: world.now, events }],
  };
}

const resolved = new WeakMap<Scenario, Readonly<Record<string, OptionValue>>>();

function optionsOf({ protocol, scenario }: Room): Readonly<Record<string, OptionValue>> {
  const known = resolved.get(scenario) ?? resolveOptions(protocol, scenario);
  resolved.set(scenario, known);
  return known;
}

/** The room as whoever watches may see it, now and at every later moment while `writer` is the room's. */
export function liveWorld(room: Room, writer: TraceWriter): LiveWorld {
  const record = (process: string) => room.records[room.laneOf.get(process) ?? -1];
  return {
    get now() {
      return room.now;
    },
    duration: room.scenario.duration,
    model: room.scenario.model,
    transport: room.scenario.network.transport,
    processes: room.scenario.processes,
    clients: room.scenario.clients,
    statusOf: (process) => record(process)?.status ?? 'crashed',
    isCorrupt: (process) => (record(process)?.corrupting.length ?? 0) > 0,
    snapshotOf: (process) => (record(process) as Room['records'][number]).snapshot,
    connected: (from, to) =>
      room.links.open[(room.laneOf.get(from) ?? 0) * room.lanes.length + (room.laneOf.get(to) ?? 0)] ?? false,
    option: (id) => optionsOf(room)[id] as OptionValue,
    clockOf: (process) => readClock(room, record(process) as Room['records'][number]).wall,
    asked: (operation) => writer.done().asked(operation),
    answered: (operation) => writer.done().answered(operation),
  };
}
