/** The server: it alone moves the game, tick by tick, and sends every player the whole of it each time. */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { isPlayer } from './cast.ts';
import type { Input, ServerEvent, Snapshot } from './messages.ts';

/** How far a player gets in a tick, and where the line ends. */
const STRIDE = 2;
const LENGTH = 100;

/** On disk, so that no number is given twice and the game goes on. */
export interface Saved {
  readonly number: number;
  readonly places: Readonly<Record<ProcessId, number>>;
}

export interface ServerContext extends Saved {
  readonly id: ProcessId;
  /** Local µs. */
  readonly tick: number;
  /** By player: its newest input. */
  readonly inputs: Readonly<Record<ProcessId, Input>>;
}

type Outcome = readonly [ServerContext, readonly Effect[]];

function createContext({ id, processes, options, stable }: ProcessInput): ServerContext {
  const players = processes.filter(isPlayer);
  const start = { number: 0, places: Object.fromEntries(players.map((player) => [player, LENGTH / 2])) };
  return {
    id,
    tick: options.tick as number, // `options.ts` declares it as a duration
    inputs: {},
    ...((stable as Saved | undefined) ?? start), // what `saved` gave
  };
}

export function saved({ number, places }: ServerContext): Saved {
  return { number, places };
}

/** An input that is older than the one in hand says nothing any more. */
function steer(context: ServerContext, { from, payload }: Extract<ServerEvent, { type: 'Input' }>): Outcome {
  const before = context.inputs[from]?.number ?? 0;
  return [payload.number > before ? { ...context, inputs: { ...context.inputs, [from]: payload } } : context, []];
}

function move(context: ServerContext): Outcome {
  const number = context.number + 1;
  const places = Object.fromEntries(
    Object.entries(context.places).map(([player, place]) => {
      const heading = context.inputs[player]?.heading ?? 0;
      return [player, Math.min(LENGTH, Math.max(0, place + STRIDE * heading))];
    }),
  );
  const payload: Snapshot = { number, places };
  const sends = Object.keys(places).map((to): Effect => ({ type: 'send', params: { to, type: 'Snapshot', payload } }));
  return [{ ...context, number, places }, [{ type: 'step', params: { name: 'tick', detail: payload } }, ...sends]];
}

const chart = setup({
  types: {} as { context: ServerContext; events: ServerEvent; input: ProcessInput },
  delays: { tick: ({ context }) => context.tick },
  actions: {
    announce: acting((context: ServerContext): Outcome => {
      return [context, [{ type: 'step', params: { name: 'role', detail: { role: 'hosting' } } }]];
    }),
    steer: acting(steer),
    move: acting(move),
  },
});

export const gameServer = chart.createMachine({
  id: 'gameServer',
  context: ({ input }) => createContext(input),
  entry: 'announce',
  initial: 'hosting',
  on: { Input: { actions: 'steer' } },
  states: { hosting: { after: { tick: { target: 'hosting', reenter: true, actions: 'move' } } } },
});
