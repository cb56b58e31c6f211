/** A process that reads and corrects its own clock: what each effect does to the time of day, to timers and to the record. */

import { describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import { skeleton } from '../../src/protocols/skeleton/index.ts';
import { acting, type Effect } from '../../src/sim/actor.ts';
import type { ClockReading, ProcessInput, ProtocolDefinition } from '../../src/sim/protocol.ts';
import type { Fault, Scenario } from '../../src/sim/scenario.ts';
import { advance, amend, begin, runToEnd, type Simulation, worldAt } from '../../src/sim/simulation.ts';
import type { TraceEvent } from '../../src/sim/trace-event.ts';
import { printed, printedWorld, scenarioOf } from '../laws/run.ts';

interface Context {
  readonly id: string;
  readonly rung: number;
}
type Rung = { readonly type: string; readonly reading: ClockReading };

/** Wakes every 100 ms of its own time, says what its clock reads, and has the effects of `plan` at the n-th waking. */
function reader(plan: Readonly<Record<number, readonly Effect[]>>, readsClock = true): ProtocolDefinition {
  const wake = acting(({ id, rung }: Context, event: Rung) => {
    const next = { id, rung: rung + 1 };
    const said: Effect = { type: 'step', params: { name: 'read', detail: { ...event.reading } } };
    return [next, [said, ...(id === 'S1' ? (plan[next.rung] ?? []) : [])]] as const;
  });
  const process = setup({
    types: {} as { context: Context; input: ProcessInput },
    actions: { wake },
  }).createMachine({
    id: 'reader',
    context: ({ input }) => ({ id: input.id, rung: 0 }),
    initial: 'resting',
    states: { resting: { after: { 100000: { target: 'resting', reenter: true, actions: 'wake' } } } },
  });
  return {
    ...skeleton,
    readsClock,
    machines: { ...skeleton.machines, process },
    stable: () => undefined,
    portray: () => ({ role: 'resting', facts: [] }),
    monitors: [],
    situations: [],
  };
}

const step = (by: number): Effect => ({ type: 'stepClock', params: { by } });
const slew = (ppm: number): Effect => ({ type: 'slewClock', params: { ppm } });

function scenarioWith(...lines: string[]): Scenario {
  return scenarioOf(['skeleton duration=1s', ...lines].join('\n')).scenario;
}

function events(simulation: Simulation, kind: TraceEvent['kind'], process = 'S1'): TraceEvent[] {
  const all = Array.from({ length: simulation.trace.length }, (_, id) => simulation.trace.event(id));
  return all.filter((event) => event.kind === kind && event.process === process);
}

const ringsOf = (simulation: Simulation, process = 'S1') => events(simulation, 'timer', process).map(({ at }) => at);
const readings = (simulation: Simulation): ClockReading[] =>
  events(simulation, 'step').map((event) => (event.kind === 'step' ? event.detail : {}) as unknown as ClockReading);

describe('a reading', () => {
  it('comes with every stimulus: the time of day with the skew, the monotonic clock without', () => {
    const run = runToEnd(scenarioWith('@150ms skew S1 by=-5s'), reader({}));
    expect(readings(run).slice(0, 3)).toEqual([
      { wall: 100_000, monotonic: 100_000 },
      { wall: 200_000 - 5_000_000, monotonic: 200_000 },
      { wall: 300_000 - 5_000_000, monotonic: 300_000 },
    ]);
  });

  it('does not come where the protocol does not ask for it', () => {
    expect(readings(runToEnd(scenarioWith(), reader({}, false)))[0]).toEqual({});
  });
});

describe('a step', () => {
  const run = runToEnd(scenarioWith(), reader({ 2: [step(-70_000)], 4: [step(1_000_000)] }));

  it('moves the time of day and not the monotonic clock', () => {
    expect(readings(run).map(({ wall, monotonic }) => wall - monotonic)).toEqual([
      0, 0, -70_000, -70_000, 930_000, 930_000, 930_000, 930_000, 930_000, 930_000,
    ]);
  });

  it('leaves timers alone, its own and those of others', () => {
    const usual = runToEnd(scenarioWith(), reader({}));
    for (const process of ['S1', 'S2']) expect(ringsOf(run, process)).toEqual(ringsOf(usual, process));
  });

  it('is a clock event with its reason, caused by what the process reacted to', () => {
    const [first] = events(run, 'clock');
    expect(first).toMatchObject({ at: 200_000, reason: 'ntp', offset: -70_000, drift: 0, clock: 130_000 });
    expect(run.trace.kind(first?.cause ?? -1)).toBe('timer');
  });
});

describe('a slew', () => {
  it('changes the rate and with it when timers run out', () => {
    const run = runToEnd(scenarioWith(), reader({ 1: [slew(250_000)], 3: [slew(0)] }));
    // 100 ms of local time take 80 ms while the clock gains a quarter.
    expect(ringsOf(run).slice(0, 5)).toEqual([100_000, 180_000, 260_000, 360_000, 460_000]);
    expect(
      readings(run)
        .slice(0, 4)
        .map(({ wall }) => wall),
    ).toEqual([100_000, 200_000, 300_000, 400_000]);
  });

  it('never moves the clock back, however strong', () => {
    const run = runToEnd(scenarioWith('@250ms drift S1 ppm=-900000'), reader({ 1: [slew(-90_000)] }));
    const walls = readings(run).map(({ wall }) => wall);
    expect(walls).toEqual([...walls].sort((a, b) => a - b));
  });

  it('comes on top of drift, and stays when the drift ends', () => {
    const run = runToEnd(scenarioWith('@150ms..250ms drift S1 ppm=1000'), reader({ 1: [slew(500)], 9: [slew(0)] }));
    const rates = events(run, 'clock').map((event) => (event.kind === 'clock' ? [event.reason, event.drift] : []));
    expect(rates).toEqual([
      ['ntp', 500],
      ['drift', 1500],
      ['drift', 500],
      ['ntp', 0],
    ]);
  });

  it('that changes nothing is not recorded', () => {
    expect(events(runToEnd(scenarioWith(), reader({ 1: [slew(0)], 2: [slew(9), slew(9)] })), 'clock')).toHaveLength(1);
  });

  it('ends with a crash, and the trace says so', () => {
    const run = runToEnd(scenarioWith('@250ms..300ms crash S1'), reader({ 1: [slew(100_000)] }));
    const changes = events(run, 'clock').map((event) => [event.at, event.kind === 'clock' ? event.drift : NaN]);
    expect(changes[0]).toEqual([100_000, 100_000]);
    expect(changes[1]).toEqual([250_000, 0]);
    expect(worldAt(run, 280_000).processes[0]?.clock).toMatchObject({ drift: 0, reading: 280_000 + 15_000 });
    // The next life sets its timer at the right rate.
    expect(ringsOf(run).filter((at) => at > 250_000)[0]).toBe(400_000);
  });
});

describe('a run with corrected clocks', () => {
  const protocol = reader({ 1: [slew(40_000)], 3: [step(-30_000)], 5: [slew(-20_000)], 8: [slew(0)] });
  const scenario = scenarioWith('@220ms..450ms crash S2', '@330ms skew S1 by=20ms', '@610ms..700ms drift S1 ppm=300');

  it('does not show where its keyframes are', () => {
    const usual = advance(begin(scenario, protocol), scenario.duration);
    const dense = advance(begin(scenario, protocol, 1), scenario.duration);
    expect(printed(dense)).toBe(printed(usual));
    for (const at of [0, 150_000, 333_333, 640_000, 1_000_000])
      expect(printedWorld(dense, at)).toBe(printedWorld(usual, at));
  });

  it('amended is the run of the edited scenario', () => {
    const crash: Fault = { kind: 'crash', process: 'S1', at: 550_000, until: 600_000 };
    const edited = { ...scenario, faults: [...scenario.faults, crash] };
    const amended = advance(amend(runToEnd(scenario, protocol), edited), edited.duration);
    expect(printed(amended)).toBe(printed(runToEnd(edited, protocol)));
    expect(printed(amended)).not.toBe(printed(runToEnd(scenario, protocol)));
  });
});
