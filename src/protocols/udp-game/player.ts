/** A player: it shows the newest snapshot it has, and tells the server its stick. What comes late is of no use. */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import { drawWithin } from '../../sim/chance.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';
import { isPlayer } from './cast.ts';
import type { PlayerEvent } from './messages.ts';

export interface PlayerContext {
  readonly id: ProcessId;
  readonly server: ProcessId;
  readonly seed: number;
  /** Local µs between two inputs. */
  readonly every: number;
  readonly life: number;
  /** Inputs sent; survives a crash, for the server keeps the newest. */
  readonly inputs: number;
  readonly heading: number;
  /** Number of the snapshot on the screen; 0: none yet. */
  readonly shown: number;
  readonly places: Readonly<Record<ProcessId, number>>;
  readonly arrived: number;
  readonly late: number;
  readonly showsAll: boolean;
  readonly waitsForEach: boolean;
}

type Outcome = readonly [PlayerContext, readonly Effect[]];

function createContext({ id, processes, seed, options, flaws, stable, incarnation }: ProcessInput): PlayerContext {
  return {
    id,
    server: processes.find((process) => !isPlayer(process)) ?? '',
    seed,
    every: options.inputs as number, // `options.ts` declares it as a duration
    life: incarnation,
    inputs: (stable as { readonly inputs: number } | undefined)?.inputs ?? 0,
    heading: 0,
    shown: 0,
    places: {},
    arrived: 0,
    late: 0,
    showsAll: flaws.includes('show-what-arrives'),
    waitsForEach: flaws.includes('wait-for-each'),
  };
}

function steer(context: PlayerContext): Outcome {
  const inputs = context.inputs + 1;
  const heading = drawWithin(context.seed, `${context.id}/heading/${context.life}/${inputs}`, [-1, 1]);
  const input = { number: inputs, heading };
  return [
    { ...context, inputs, heading },
    [{ type: 'send', params: { to: context.server, type: 'Input', payload: input } }],
  ];
}

/** Only what is newer than the picture on the screen may replace it. */
function show(context: PlayerContext, { payload }: PlayerEvent): Outcome {
  const { number, places } = payload;
  const arrived = context.arrived + 1;
  const isNews = context.waitsForEach && context.shown > 0 ? number === context.shown + 1 : number > context.shown;
  if (!isNews && !context.showsAll)
    return [{ ...context, arrived, late: context.late + 1 }, [step('late', { number, shown: context.shown })]];
  const missed = Math.max(0, number - context.shown - 1);
  return [{ ...context, arrived, shown: number, places }, [step('show', { number, missed })]];
}

function step(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}

const chart = setup({
  types: {} as { context: PlayerContext; events: PlayerEvent; input: ProcessInput },
  delays: { inputs: ({ context }) => context.every },
  guards: { isBlind: ({ context }) => context.shown === 0 },
  actions: {
    announce: acting((context: PlayerContext): Outcome => {
      return [context, [step('role', { role: context.shown === 0 ? 'blind' : 'playing' })]];
    }),
    steer: acting(steer),
    show: acting(show),
  },
});

export const player = chart.createMachine({
  id: 'player',
  type: 'parallel',
  context: ({ input }) => createContext(input),
  states: {
    // Two things at once: a hand on the stick, and eyes on the screen.
    hand: {
      initial: 'resting',
      states: { resting: { after: { inputs: { target: 'resting', reenter: true, actions: 'steer' } } } },
    },
    eyes: {
      initial: 'blind',
      states: {
        blind: { entry: 'announce', on: { Snapshot: { target: 'playing', actions: 'show' } } },
        playing: { entry: 'announce', on: { Snapshot: { actions: 'show' } } },
      },
    },
  },
});

/** Nobody asks anything of a game. */
export const onlooker = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
