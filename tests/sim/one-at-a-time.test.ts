/** A monitor sees the world after each message and each request, also where several are given to a process at one moment. */
import { describe, expect, it } from 'vitest';
import { setup } from 'xstate';
import { skeleton } from '../../src/protocols/skeleton/index.ts';
import { acting } from '../../src/sim/actor.ts';
import type { Monitor, ProcessInput, ProtocolDefinition } from '../../src/sim/protocol.ts';
import { runToEnd, type Simulation } from '../../src/sim/simulation.ts';
import { printed, printedWorld, scenarioOf, whole } from '../laws/run.ts';

interface Context {
  readonly id: string;
  readonly got: number;
}

/** Counts what it is given and tells the count; S1 sends S2 a message every 5 ms of its own time. */
const chart = setup({
  types: {} as { context: Context; input: ProcessInput },
  actions: {
    count: acting(({ id, got }: Context) => [
      { id, got: got + 1 },
      [{ type: 'step', params: { name: 'got', detail: { count: got + 1 } } }],
    ]),
    say: acting((context: Context) => [
      context,
      context.id === 'S1' ? [{ type: 'send', params: { to: 'S2', type: 'Ping', payload: {} } }] : [],
    ]),
  },
}).createMachine({
  id: 'counter',
  context: ({ input }) => ({ id: input.id, got: 0 }),
  on: { Ping: { actions: 'count' }, ask: { actions: 'count' } },
  initial: 'resting',
  states: { resting: { after: { 5000: { target: 'resting', reenter: true, actions: 'say' } } } },
});

/** What the step tells against what the snapshot holds, at every step. */
const agrees: Monitor<null> = {
  ...{
    id: 'agrees',
    claim: 'A snapshot is that of the step.',
    type: 'safety',
    source: 'here',
    on: ['got'],
    start: null,
  },
  observe(memory, world, event) {
    const told = event.kind === 'step' ? Number(event.detail.count) : 0;
    const { got } = world.snapshotOf(event.process ?? '').context as Context;
    return [memory, told === got ? undefined : { holds: false, events: [event.id], message: `${told}, not ${got}` }];
  },
};

const counter: ProtocolDefinition = {
  ...skeleton,
  machines: { process: chart, client: chart },
  operations: ['read'],
  stable: () => undefined,
  portray: () => ({ role: 'resting', facts: [] }),
  monitors: [agrees],
  situations: [],
};

function run(...lines: readonly string[]): Simulation {
  return runToEnd(scenarioOf(['skeleton duration=1s', ...lines].join('\n')).scenario, counter);
}

/** The most steps `got` of one process at one moment. */
function mostAtOnce({ trace }: Simulation): number {
  const counts = new Map<string, number>();
  for (let id = 0; id < trace.length; id += 1) {
    if (trace.kind(id) !== 'step' || trace.word(id) !== 'got') continue;
    const place = `${trace.lane(id)} ${trace.at(id)}`;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

describe('what is given at one moment is given one at a time', () => {
  it('messages that waited for the one before them on a reliable link', () => {
    const simulation = run('network transport=reliable delay=10ms', '@0s drop S1-S2.1');
    expect(mostAtOnce(simulation)).toBeGreaterThan(2);
    expect(simulation.verdicts).toMatchObject([{ claim: 'agrees', holds: true }]);
  });

  it('requests that waited for a client that was paused', () => {
    const { scenario } = scenarioOf('skeleton duration=1s\n@100ms..300ms pause S1');
    const workload = [120_000, 140_000, 160_000].map((at) => ({
      ...({ client: 'C1', op: 'read', key: 'x', when: { at } } as const),
    }));
    const paused = { ...scenario.faults[0], process: 'C1' } as (typeof scenario.faults)[number];
    const simulation = runToEnd({ ...scenario, clients: ['C1'], workload, faults: [paused] }, counter);
    expect(mostAtOnce(simulation)).toBe(3);
    expect(simulation.verdicts).toMatchObject([{ claim: 'agrees', holds: true }]);
  });

  it('and keyframes in between do not show', () => {
    const { scenario } = scenarioOf(
      'skeleton duration=400ms\nnetwork transport=reliable delay=10ms\n@0s drop S1-S2.1\n@100ms..200ms pause S2',
    );
    const [usual, fine] = [whole(scenario, counter), whole(scenario, counter, 1)];
    expect(printed(fine)).toBe(printed(usual));
    for (let at = 0; at <= 400_000; at += 7_000) expect(printedWorld(fine, at)).toBe(printedWorld(usual, at));
  });
});
