/**
 * The one door to XState: a statechart as a pure function from a snapshot and a stimulus to a snapshot and effects.
 * It calls `machine.transition` with one inert scope kept for each machine; the public `transition()` builds a
 * throw-away actor a call and costs several times as much (docs/adr/0003). A test holds the two equal.
 */
import { createActor } from 'xstate';
import type { Machine, Snapshot } from './protocol.ts';

/** For the kernel's own charts (`lifecycle.ts`): the constructors of XState, through this door. */
export { assign, setup } from 'xstate';

/** A named action of the chart that was not carried out but handed to the kernel. */
export interface Effect {
  readonly type: string;
  readonly params: unknown;
}

/** A message, a timer that ran out, a client's request: whatever a chart reacts to. */
export interface Stimulus {
  readonly type: string;
  readonly [field: string]: unknown;
}

/**
 * A chart's action made of a pure function: state in, state and effects out. The effects become named actions of the
 * chart, in their order, after the state has been adopted. It resolves itself the way XState's own actions do; through
 * `enqueueActions` and `assign` every event would cost a sixth more (docs/adr/0003). A test holds the two equal.
 */
export function acting<Context, Event>(
  compute: (context: Context, event: Event) => readonly [Context, readonly Effect[]],
): never {
  const resolve = (_: unknown, snapshot: Snapshot, { context, event }: { context: Context; event: Event }) => {
    const [next, effects] = compute(context, event);
    return [next === context ? snapshot : { ...snapshot, context: next }, undefined, effects];
  };
  const action = Object.assign(() => {}, { type: 'lightcone.acting', resolve });
  return action as never; // XState's types want each action declared; effects are data here
}

interface Scope {
  readonly effects: Effect[];
  readonly scope: Parameters<Machine['transition']>[2];
}

const scopes = new WeakMap<Machine, Scope>();

/** One transition of the chart as a pure function. */
export function react(
  machine: Machine,
  snapshot: Snapshot,
  stimulus: Stimulus,
): readonly [Snapshot, readonly Effect[]] {
  const kept = scopes.get(machine) ?? createScope(machine, undefined);
  kept.effects.length = 0;
  const next = machine.transition(snapshot, stimulus, kept.scope) as Snapshot;
  if (next.status === 'error') throw next.error;
  return [next, kept.effects.slice()];
}

/** The chart's first snapshot and the effects of entering it. */
export function start(machine: Machine, input: unknown): readonly [Snapshot, readonly Effect[]] {
  const kept = scopes.get(machine) ?? createScope(machine, input);
  kept.effects.length = 0;
  const snapshot = machine.getInitialSnapshot(kept.scope, input) as Snapshot;
  if (snapshot.status === 'error') throw snapshot.error;
  return [snapshot, kept.effects.slice()];
}

function createScope(machine: Machine, input: unknown): Scope {
  const self = createActor(machine, { input });
  const effects: Effect[] = [];
  const scope: Scope['scope'] = {
    self,
    id: '',
    sessionId: '',
    system: self.system,
    logger: () => {},
    defer: () => {},
    emit: () => {},
    stopChild: () => {},
    actionExecutor: ({ type, params }) => {
      effects.push({ type, params });
    },
  };
  const kept = { effects, scope };
  scopes.set(machine, kept);
  return kept;
}
