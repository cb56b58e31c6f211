import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enqueueActions, initialTransition, setup, transition } from 'xstate';
import { protocols } from '../../src/protocols/catalog.ts';
import { skeleton } from '../../src/protocols/skeleton/index.ts';
import { acting, type Effect, react, type Stimulus, start } from '../../src/sim/actor.ts';
import { type ProcessInput, type ProtocolDefinition, resolveOptions, type Snapshot } from '../../src/sim/protocol.ts';
import type { Scenario } from '../../src/sim/scenario.ts';
import { runToEnd } from '../../src/sim/simulation.ts';
import { scenarioArbitrary } from '../support/scenario-arbitrary.ts';

const machines = protocols.flatMap((protocol) => [
  { title: `a process of ${protocol.id}`, protocol, machine: protocol.machines.process, client: false },
  { title: `a client of ${protocol.id}`, protocol, machine: protocol.machines.client, client: true },
]);

describe.each(machines)('$title', ({ protocol, machine, client }) => {
  it('does the same through the kept scope as through the public door of XState', () => {
    fc.assert(
      fc.property(
        scenarioArbitrary(protocol, { duration: 1_000_000, flaws: true }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 60 }),
        (scenario, choices) => {
          const lanes = client ? scenario.clients : scenario.processes;
          const input = inputFor(protocol, scenario, lanes[0] ?? scenario.processes[0] ?? 'S1');
          const heard = stimuliOf(scenario, protocol, client);
          let kept = start(machine, input);
          let open = plain(initialTransition(machine, input));
          let timers = afterwards(new Map(), kept[1]);
          expect(described(kept)).toEqual(described(open));
          let now = 0;
          for (const choice of choices) {
            const pool = [...heard, ...timers.values(), { type: 'a message that nobody knows' }];
            // A clock that moves on with each stimulus: what a protocol that reads its clock is told.
            now += choice % 100_000;
            const reading = { wall: now - 5_000, monotonic: now };
            const stimulus: Stimulus = { ...(pool[choice % pool.length] as Stimulus), reading };
            kept = react(machine, kept[0], stimulus);
            open = plain(transition(machine, open[0], stimulus));
            timers = afterwards(timers, kept[1]);
            expect(described(kept)).toEqual(described(open));
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe('a reaction', () => {
  const input = inputFor(skeleton, minimal(skeleton), 'S1');

  it('leaves the snapshot it began with as it was', () => {
    const [snapshot] = start(skeleton.machines.process, input);
    const before = JSON.stringify([snapshot.value, snapshot.context]);
    react(skeleton.machines.process, snapshot, { type: 'xstate.after.interval.skeleton.resting' });
    expect(JSON.stringify([snapshot.value, snapshot.context])).toBe(before);
  });

  it('may have effects where nothing of the state changes', () => {
    const [snapshot] = start(skeleton.machines.process, input);
    const [next, effects] = react(skeleton.machines.process, snapshot, {
      type: 'Ping',
      from: 'S2',
      payload: { round: 4 },
    });
    expect(next.context).toBe(snapshot.context);
    expect(effects).toEqual([{ type: 'send', params: { to: 'S2', type: 'Pong', payload: { round: 4 } } }]);
  });

  it('does not hand out the effects of an earlier one', () => {
    const [snapshot] = start(skeleton.machines.process, input);
    const ping = { type: 'Ping', from: 'S2', payload: { round: 4 } };
    const [, first] = react(skeleton.machines.process, snapshot, ping);
    const [, second] = react(skeleton.machines.process, snapshot, { type: 'nothing it knows' });
    expect(first).toHaveLength(1);
    expect(second).toEqual([]);
  });

  it('throws what the chart throws, for only a bug can make it, and is itself again after that', () => {
    const brittle = setup({
      actions: {
        break: acting(() => {
          throw new Error('a rule divided by nothing');
        }),
        hold: acting((context) => [context, [{ type: 'step', params: { name: 'held', detail: {} } }]]),
      },
    }).createMachine({ id: 'brittle', on: { bad: { actions: ['hold', 'break'] }, good: { actions: 'hold' } } });
    const [snapshot] = start(brittle, undefined);
    expect(() => react(brittle, snapshot, { type: 'bad' })).toThrow('a rule divided by nothing');
    expect(react(brittle, snapshot, { type: 'good' })[1]).toHaveLength(1);
  });
});

describe('an action made of a pure function', () => {
  interface Counted {
    readonly count: number;
    readonly heard: readonly string[];
  }
  /** What it does depends on what it finds, so that the order of actions shows. */
  const counting = (context: Counted, event: { readonly type: string }): readonly [Counted, readonly Effect[]] => [
    context.count % 3 === 2 ? context : { count: context.count + 1, heard: [...context.heard, event.type] },
    Array.from({ length: context.count % 4 }, (_, index) => ({
      type: index === 0 ? 'xstate.raise' : 'step',
      params: { id: `t${index}`, event: { type: 'b' }, name: `${event.type}${context.count}`, delay: 10 },
    })),
  ];
  const withActions = (count: unknown) =>
    setup({ actions: { count: count as never, reset: acting(() => [{ count: 0, heard: [] }, []]) } }).createMachine({
      id: 'counted',
      context: { count: 0, heard: [] } as never,
      initial: 'calm',
      states: {
        calm: { entry: 'count', exit: 'count', on: { a: { actions: ['count', 'count'] }, b: 'busy' } },
        busy: { entry: ['count', 'count'], after: { 100: 'calm' }, on: { a: 'calm', b: { actions: 'reset' } } },
      },
    });
  const ours = withActions(acting(counting));
  const theirs = withActions(
    enqueueActions(({ context, event, enqueue }) => {
      const [next, effects] = counting(context as never, event);
      if (next !== (context as never)) enqueue.assign(next as never);
      for (const effect of effects) enqueue(effect as never);
    }),
  );

  it('does what enqueueActions and assign of XState would', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'nothing it knows'), { maxLength: 40 }), (types) => {
        let one = start(ours, undefined);
        let other = start(theirs, undefined);
        expect(described(one)).toEqual(described(other));
        for (const type of types) {
          one = react(ours, one[0], { type });
          other = react(theirs, other[0], { type });
          expect(described(one)).toEqual(described(other));
          expect(Object.keys(one[0])).toEqual(Object.keys(other[0]));
        }
      }),
    );
  });
});

type Outcome = readonly [Snapshot, readonly Effect[]];

/** What can be compared: the state, the data, and the effects in their order. */
function described([snapshot, effects]: Outcome): unknown {
  return { value: snapshot.value, status: snapshot.status, context: snapshot.context, effects };
}

function plain([snapshot, actions]: readonly [unknown, readonly { type: string; params: unknown }[]]): Outcome {
  return [snapshot as Snapshot, actions.map(({ type, params }) => ({ type, params }))];
}

/** Timers that are set after these effects, as the stimuli they will be. */
function afterwards(timers: ReadonlyMap<string, Stimulus>, effects: readonly Effect[]): Map<string, Stimulus> {
  const now = new Map(timers);
  for (const { type, params } of effects) {
    const { id, event, sendId } = params as { id: string; event: Stimulus; sendId: string };
    if (type === 'xstate.raise') now.set(id, event);
    if (type === 'xstate.cancel') now.delete(sendId);
  }
  return now;
}

/** Messages and requests of a real run: payloads as the machine may meet them. */
function stimuliOf(scenario: Scenario, protocol: ProtocolDefinition, client: boolean): Stimulus[] {
  const { trace } = runToEnd(scenario, protocol);
  const stimuli: Stimulus[] = [];
  for (let id = 0; id < trace.length && stimuli.length < 200; id += 1) {
    const event = trace.event(id);
    const lane = trace.lane(id);
    if (event.kind === 'receive' && lane >= trace.serverCount === client)
      stimuli.push({ type: event.type, from: event.from, payload: event.payload });
    if (event.kind === 'invoke' && client) {
      const { client: _, ...operation } = trace.asked(event.operation);
      stimuli.push({ type: 'ask', operation });
    }
  }
  return stimuli;
}

function inputFor(protocol: ProtocolDefinition, scenario: Scenario, id: string): ProcessInput {
  const { processes, clients, seed, flaws } = scenario;
  const options = resolveOptions(protocol, scenario, id);
  return {
    id,
    processes,
    clients,
    seed,
    options,
    flaws,
    stable: undefined,
    incarnation: 0,
    delayBound: 10_000,
    reading: { wall: 0, monotonic: 0 },
  };
}

function minimal({ id }: ProtocolDefinition): Scenario {
  return {
    ...{ protocol: id, processes: ['S1', 'S2'], clients: [], seed: 1, duration: 1_000_000, title: '', notes: '' },
    network: { delay: [2000, 10_000], loss: 0, duplicate: 0, fifo: false, transport: 'datagram' },
    model: { timing: 'partially-synchronous', process: 'crash-recovery' },
    ...{ options: {}, processOptions: {}, initial: {}, workload: [], faults: [], flaws: [] },
  };
}
