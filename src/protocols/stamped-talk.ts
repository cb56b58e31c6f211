/**
 * Processes that do something by themselves or tell each other something, each event stamped by a clock of the
 * process's own: what Lamport's clock and vector clocks have in common. A protocol adds the clock's rules and claims.
 */
import { setup } from 'xstate';
import { acting, type Effect } from '../sim/actor.ts';
import { drawWithin } from '../sim/chance.ts';
import type { MessageKind, OptionDefinition, ProcessInput, Prompt, Role } from '../sim/protocol.ts';
import type { Json, ProcessId, Range } from '../sim/scenario.ts';

/** The rules of a logical clock. `Stamp` is what an event is given and a message carries. */
export interface StampRules<Stamp extends Json> {
  /** Before the first event; `stored` is what stable storage holds. */
  start(input: ProcessInput, stored: Stamp | undefined): Stamp;
  /** The stamp of a local step or a send. */
  own(now: Stamp, context: TalkContext<Stamp>): Stamp;
  /** The stamp of a receipt of a message stamped `received`. */
  receipt(now: Stamp, received: Stamp, context: TalkContext<Stamp>): Stamp;
}

export interface TalkContext<Stamp extends Json> {
  readonly id: ProcessId;
  readonly processes: readonly ProcessId[];
  readonly seed: number;
  readonly incarnation: number;
  readonly chatter: boolean;
  /** Local µs from one thing it does by itself to the next. */
  readonly pace: Range;
  readonly flaws: readonly string[];
  /** Stamp of the last event. */
  readonly stamp: Stamp;
  /** Events stamped since the last start. */
  readonly events: number;
  /** Things done by itself since the last start: part of addresses of chance. */
  readonly talked: number;
}

export type Note<Stamp extends Json> = { readonly stamp: Stamp };

type TalkEvent<Stamp extends Json> =
  | { readonly type: 'local' }
  | { readonly type: 'tell'; readonly to: ProcessId }
  | { readonly type: 'Note'; readonly from: ProcessId; readonly payload: Note<Stamp> };

type Of<Stamp extends Json, Type extends TalkEvent<Stamp>['type']> = Extract<TalkEvent<Stamp>, { type: Type }>;
type Outcome<Stamp extends Json> = readonly [TalkContext<Stamp>, readonly Effect[]];

const MS = 1000;

export const talkRoles: readonly Role[] = [
  { id: 'quiet', title: 'quiet', tone: 'neutral' },
  { id: 'talking', title: 'talking', tone: 'following' },
];

export const talkMessages: readonly MessageKind[] = [
  { type: 'Note', title: 'Note', form: 'request', tone: 'following' },
];

export const talkOptions: readonly OptionDefinition[] = [
  {
    id: 'chatter',
    title: 'Chatter',
    hint: 'Whether processes step and send by themselves. Without it they do only what you have them do.',
    perProcess: true,
    kind: 'boolean',
    fallback: true,
  },
  {
    id: 'pace',
    title: 'Pace',
    hint: 'How long a process that chatters waits from one thing it does to the next.',
    perProcess: true,
    kind: 'durations',
    fallback: [60 * MS, 240 * MS],
    min: 10 * MS,
    max: 60_000 * MS,
  },
];

/** A local step, and a message to each other process. */
export function talkPrompts(process: ProcessId, processes: readonly ProcessId[]): readonly Prompt[] {
  const peers = processes.filter((to) => to !== process);
  return [
    { name: 'local', title: 'Local step', stimulus: { type: 'local' } },
    ...peers.map((to) => ({ name: `to${to}`, title: `Send to ${to}`, to, stimulus: { type: 'tell', to } })),
  ];
}

/** The chart of such a process under the rules of one clock. */
export function talkingProcess<Stamp extends Json>(id: string, rules: StampRules<Stamp>) {
  const chart = setup({
    types: {} as { context: TalkContext<Stamp>; events: TalkEvent<Stamp>; input: ProcessInput },
    delays: {
      pace: ({ context: { seed, id: self, incarnation, talked, pace } }) =>
        drawWithin(seed, `${self}/${incarnation}/pace/${talked}`, pace),
    },
    guards: { chatters: ({ context }) => context.chatter },
    actions: {
      announce: acting(
        (context: TalkContext<Stamp>): Outcome<Stamp> => [
          context,
          [step('role', { role: context.chatter ? 'talking' : 'quiet' })],
        ],
      ),
      stepLocally: acting((context: TalkContext<Stamp>) => stepLocally(context, rules)),
      tell: acting((context: TalkContext<Stamp>, { to }: Of<Stamp, 'tell'>) => tell(context, to, rules)),
      hear: acting((context: TalkContext<Stamp>, event: Of<Stamp, 'Note'>) => hear(context, event, rules)),
      talk: acting((context: TalkContext<Stamp>) => talk(context, rules)),
    },
  });
  return chart.createMachine({
    id,
    context: ({ input }) => createContext(input, rules),
    initial: { target: 'quiet', actions: 'announce' },
    on: { local: { actions: 'stepLocally' }, tell: { actions: 'tell' }, Note: { actions: 'hear' } },
    states: {
      quiet: { always: { guard: 'chatters', target: 'talking' } },
      talking: { after: { pace: { target: 'talking', reenter: true, actions: 'talk' } } },
    },
  });
}

function createContext<Stamp extends Json>(input: ProcessInput, rules: StampRules<Stamp>): TalkContext<Stamp> {
  const { id, processes, seed, incarnation, options, flaws, stable } = input;
  return {
    id,
    processes,
    seed,
    incarnation,
    chatter: options.chatter as boolean, // `talkOptions` declares it as a boolean
    pace: options.pace as Range, // and this as a range
    flaws,
    stamp: rules.start(input, (stable as Note<Stamp> | undefined)?.stamp),
    events: 0,
    talked: 0,
  };
}

function stepLocally<Stamp extends Json>(context: TalkContext<Stamp>, rules: StampRules<Stamp>): Outcome<Stamp> {
  const stamp = rules.own(context.stamp, context);
  return [stamped(context, stamp), [step('stamp', { value: stamp, of: 'local' })]];
}

/** A send is an event: it is stamped, and its message carries that very stamp. */
function tell<Stamp extends Json>(
  context: TalkContext<Stamp>,
  to: ProcessId,
  rules: StampRules<Stamp>,
): Outcome<Stamp> {
  const stamp = rules.own(context.stamp, context);
  const payload: Note<Stamp> = { stamp };
  return [
    stamped(context, stamp),
    [step('stamp', { value: stamp, of: 'send', to }), { type: 'send', params: { to, type: 'Note', payload } }],
  ];
}

function hear<Stamp extends Json>(
  context: TalkContext<Stamp>,
  { from, payload }: Of<Stamp, 'Note'>,
  rules: StampRules<Stamp>,
): Outcome<Stamp> {
  const stamp = rules.receipt(context.stamp, payload.stamp, context);
  return [stamped(context, stamp), [step('stamp', { value: stamp, of: 'receive', from, received: payload.stamp })]];
}

/** Two times out of three a process that chatters sends, to any of the others. */
function talk<Stamp extends Json>(context: TalkContext<Stamp>, rules: StampRules<Stamp>): Outcome<Stamp> {
  const { seed, id, incarnation, talked, processes } = context;
  const address = `${id}/${incarnation}/talk/${talked}`;
  const next = { ...context, talked: talked + 1 };
  const peers = processes.filter((peer) => peer !== id);
  const to = peers[drawWithin(seed, `${address}/to`, [0, peers.length - 1])];
  return to === undefined || drawWithin(seed, `${address}/what`, [0, 2]) === 0
    ? stepLocally(next, rules)
    : tell(next, to, rules);
}

function stamped<Stamp extends Json>(context: TalkContext<Stamp>, stamp: Stamp): TalkContext<Stamp> {
  return { ...context, stamp, events: context.events + 1 };
}

function step(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}
