/** A run: a pure function of its scenario, computed in slices. */
import { assert } from '../base/assert.ts';
import { firstDifference } from './difference.ts';
import { concludeFaults } from './fault.ts';
import type { ProtocolDefinition, Sighting, Verdict } from './protocol.ts';
import { freeze, type Keyframe, newRoom, type Room, thaw } from './room.ts';
import type { Scenario, TrueTime } from './scenario.ts';
import { writeScript } from './script.ts';
import { nextAt, startAll, step } from './step.ts';
import { Trace, type TraceWriter } from './trace.ts';
import { conclude, type Findings, liveWorld, noFindings, observe, type Watch, watchOf } from './watch.ts';
import type { World } from './world.ts';
import { portrayWorld } from './world-view.ts';

/** Events a run may have: what a page can hold in memory and a reader can still want. */
export const MAX_EVENTS = 2_000_000;

/** Events between keyframes: replaying them is what a seek costs at most. */
const KEYFRAME_EVENTS = 256;

export interface Simulation {
  readonly scenario: Scenario;
  readonly protocol: ProtocolDefinition;
  readonly trace: Trace;
  readonly verdicts: readonly Verdict[];
  readonly sightings: readonly Sighting[];
  /** Everything up to and including this moment is known, µs; −1: nothing yet. */
  readonly reached: TrueTime;
  /** `finished`: the whole duration is known; `exhausted`: the limit on events was met. */
  readonly status: 'running' | 'finished' | 'exhausted';
}

/** A keyframe with what the monitors knew then. */
interface Mark {
  readonly keyframe: Keyframe;
  readonly findings: Findings;
}

/** What a simulation keeps out of sight. */
interface Engine {
  readonly spacing: number;
  readonly watch: Watch;
  /** Shared with earlier and later handles of the same run; this handle may use the first `markCount`. */
  readonly marks: Mark[];
  readonly markCount: number;
  readonly findings: Findings;
  /** The room as it stands at the end of this trace, until a later handle has moved it on. */
  readonly live: { room: Room; events: number };
  /** Where the last `worldAt` left its replay, to go on from. */
  readonly replay: { room: Room | undefined };
}

const engines = new WeakMap<Simulation, Engine>();

/** `spacing`, events between keyframes, changes nothing that can be seen. */
export function begin(scenario: Scenario, protocol: ProtocolDefinition, spacing = KEYFRAME_EVENTS): Simulation {
  const writer = Trace.empty(scenario.processes, scenario.clients).extend();
  const room = newRoom(scenario, protocol, writer);
  const watch = watchOf(protocol);
  startAll(room);
  const trace = writer.done();
  const findings = observe(watch, noFindings(watch), liveWorld(room, writer), trace, 0);
  const marks = [{ keyframe: freeze(room), findings }];
  return handle(room, trace, -1, 'running', {
    spacing,
    watch,
    marks,
    markCount: 1,
    findings,
    live: { room, events: room.events },
    replay: { room: undefined },
  });
}

/** Runs on, at most `budget` events: one slice a frame. */
export function advance(simulation: Simulation, until: TrueTime, budget: number = MAX_EVENTS): Simulation {
  if (simulation.status !== 'running' || until <= simulation.reached) return simulation;
  const engine = engineOf(simulation);
  const { watch, spacing } = engine;
  const room = roomAtEnd(simulation, engine);
  const writer = room.writer as TraceWriter; // a live room writes
  const world = liveWorld(room, writer);
  const marks = engine.marks.length === engine.markCount ? engine.marks : engine.marks.slice(0, engine.markCount);
  const { duration } = room.scenario;
  const stop = Math.min(until, duration);
  const limit = Math.min(room.events + budget, MAX_EVENTS);
  let { findings } = engine;
  let seen = room.events;
  let due = nextAt(room);
  while (due <= stop && room.events < limit) {
    if (room.events - (marks[marks.length - 1] as Mark).keyframe.standing.events >= spacing)
      marks.push({ keyframe: freeze(room), findings });
    step(room);
    if (room.events > seen) {
      findings = observe(watch, findings, world, writer.done(), seen);
      seen = room.events;
    }
    due = nextAt(room);
  }
  const finished = due > stop && stop === duration;
  if (finished) {
    room.now = duration;
    concludeFaults(room);
    findings = conclude(watch, findings, world);
  }
  const reached = due > stop ? stop : due - 1;
  const status = finished ? 'finished' : room.events >= MAX_EVENTS && due <= stop ? 'exhausted' : 'running';
  return handle(room, writer.done(), reached, status, {
    ...engine,
    marks,
    markCount: marks.length,
    findings,
    live: { room, events: room.events },
    replay: engine.replay,
  });
}

/** The whole run. */
export function runToEnd(scenario: Scenario, protocol: ProtocolDefinition): Simulation {
  return advance(begin(scenario, protocol), scenario.duration);
}

/** The run of an edited scenario, keeping everything before the first difference. */
export function amend(simulation: Simulation, scenario: Scenario): Simulation {
  const engine = engineOf(simulation);
  const difference = firstDifference(simulation, scenario);
  if (difference === Number.POSITIVE_INFINITY) {
    const same: Simulation = { ...simulation, scenario };
    engines.set(same, { ...engine, live: { room: engine.live.room, events: -1 }, replay: { room: undefined } });
    return same;
  }
  const kept = lastMark(engine, ({ now }) => now < difference);
  if (kept < 0) return begin(scenario, simulation.protocol, engine.spacing);
  const { keyframe, findings } = engine.marks[kept] as Mark;
  const writer = simulation.trace.prefix(keyframe.standing.events).extend();
  const room = thaw(keyframe, { ...engine.live.room, scenario, script: writeScript(scenario) }, writer);
  const amended = handle(room, writer.done(), keyframe.standing.now - 1, 'running', {
    ...engine,
    marks: engine.marks.slice(0, kept + 1),
    markCount: kept + 1,
    findings,
    live: { room, events: room.events },
    replay: { room: undefined },
  });
  // Nothing differs before the difference, so that much is known again at once.
  return advance(amended, Math.min(difference - 1, simulation.reached));
}

/** The whole world as it stood at `at`: processes, clocks, links, messages in flight. */
export function worldAt(simulation: Simulation, at: TrueTime): World {
  const engine = engineOf(simulation);
  const moment = Math.max(0, Math.min(at, simulation.reached));
  // −1 where nothing is known yet: then what happens at 0 is not known either.
  const known = Math.min(moment, simulation.reached);
  const mark = Math.max(
    0,
    lastMark(engine, ({ now }) => now <= known),
  );
  const { keyframe } = engine.marks[mark] as Mark;
  const last = engine.replay.room;
  const goesOn = last !== undefined && last.now <= known && last.events >= keyframe.standing.events;
  const room = goesOn ? last : thaw(keyframe, { ...engine.live.room, scenario: simulation.scenario }, undefined);
  while (nextAt(room) <= known) step(room);
  engine.replay.room = room;
  const world = portrayWorld(room, simulation.trace, moment);
  // What the end of a run found out is no step of it, and so not replayed.
  return simulation.status === 'finished' && moment === simulation.reached
    ? { ...world, events: simulation.trace.length }
    : world;
}

function engineOf(simulation: Simulation): Engine {
  const engine = engines.get(simulation);
  assert(engine !== undefined, 'a simulation comes from begin, advance or amend');
  return engine;
}

function handle(room: Room, trace: Trace, reached: TrueTime, status: Simulation['status'], engine: Engine): Simulation {
  const { scenario, protocol } = room;
  const { verdicts, sightings } = engine.findings;
  const simulation: Simulation = { scenario, protocol, trace, verdicts, sightings, reached, status };
  engines.set(simulation, engine);
  return simulation;
}

/** The room at the end of the trace: the live one, or made again where a later handle has moved it on. */
function roomAtEnd(simulation: Simulation, { live, marks, markCount }: Engine): Room {
  if (
    live.events === live.room.events &&
    live.room.writer?.length === live.events &&
    live.room.scenario === simulation.scenario
  )
    return live.room;
  const { keyframe } = marks[markCount - 1] as Mark;
  const room = thaw(
    keyframe,
    { ...live.room, scenario: simulation.scenario, script: writeScript(simulation.scenario) },
    undefined,
  );
  const { length } = simulation.trace;
  const writer = simulation.trace.extend();
  while (room.events < length) step(room);
  assert(room.events === length, 'a replay ends where the trace ends');
  room.writer = writer;
  restoreClocks(room, simulation.trace);
  return room;
}

/** A replay does not keep logical clocks: the trace has them. */
function restoreClocks(room: Room, trace: Trace): void {
  room.vectors.forEach((vector, lane) => {
    const count = trace.tickCount(lane);
    if (count === 0) return;
    const last = trace.tick(lane, count);
    vector.set(trace.vectorOf(last));
    room.lamports[lane] = trace.lamport(last);
  });
}

/** Index of the last mark that this handle may use and for which `holds`; marks are in order of time. */
function lastMark({ marks, markCount }: Engine, holds: (standing: Keyframe['standing']) => boolean): number {
  let low = 0;
  let high = markCount;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds((marks[middle] as Mark).keyframe.standing)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
