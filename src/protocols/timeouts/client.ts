/**
 * The caller: one request at a time, and a timeout. When it runs out the request may have been lost, the server may have
 * crashed, be slow or have answered in vain: nothing here tells which (Kleppmann 2017, ch. 8, figure 8-1).
 */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { CallerEvent } from './messages.ts';

type Asked = Extract<CallerEvent, { type: 'ask' }>['operation'];
type Replied = Extract<CallerEvent, { type: 'Reply' }>;

export interface CallerContext {
  readonly server: ProcessId;
  /** Local µs. */
  readonly timeout: number;
  /** Asked for while another request was under way. */
  readonly queue: readonly Asked[];
  /** Number of the request under way or the last one; survives a crash, for replies name it. */
  readonly request: number;
  readonly suspects: boolean;
  /** Requests answered in time, and those given up. */
  readonly answered: number;
  readonly givenUp: number;
  readonly claimsFailure: boolean;
  readonly waitsForEver: boolean;
}
type Outcome = readonly [CallerContext, readonly Effect[]];

function createContext({ processes, clients, id, options, flaws, stable }: ProcessInput): CallerContext {
  return {
    server: processes[clients.indexOf(id) % processes.length] ?? '',
    timeout: options.timeout as number,
    queue: [],
    request: (stable as { readonly request: number } | undefined)?.request ?? 0,
    suspects: false,
    answered: 0,
    givenUp: 0,
    claimsFailure: flaws.includes('timeout-means-failure'),
    waitsForEver: flaws.includes('wait-for-ever'),
  };
}

function enqueue(context: CallerContext, { operation }: Extract<CallerEvent, { type: 'ask' }>): Outcome {
  return [{ ...context, queue: [...context.queue, operation] }, []];
}

function begin(context: CallerContext): Outcome {
  const [operation, ...queue] = context.queue;
  if (operation === undefined) return [context, []];
  const request = context.request + 1;
  const { op, key, value = null } = operation;
  return [
    { ...context, queue, request },
    [
      { type: 'invoke', params: operation },
      { type: 'send', params: { to: context.server, type: 'Request', payload: { request, op, key, value } } },
    ],
  ];
}

/** The answer to the request under way. */
function finish(context: CallerContext, reply: Replied): Outcome {
  const [next, effects] = believe({ ...context, answered: context.answered + 1 }, reply);
  return [next, [{ type: 'respond', params: { result: reply.payload.result, status: 'ok' } }, ...effects]];
}

/** An answer to a request that was given up: too late for the request, but the server lives. */
function believe(context: CallerContext, _: Replied): Outcome {
  if (!context.suspects) return [context, []];
  return [
    { ...context, suspects: false },
    [stepping('trust', { process: context.server }), stepping('role', { role: 'trusting' })],
  ];
}

/** Time is up. Whether the request took effect is not known, and to say that it failed would be a guess. */
function giveUp(context: CallerContext): Outcome {
  const { claimsFailure, suspects, server, request } = context;
  const report = stepping('report', { request, outcome: claimsFailure ? 'failed' : 'unknown' });
  const opinion = suspects ? [] : [stepping('suspect', { process: server }), stepping('role', { role: 'suspecting' })];
  const answer = claimsFailure ? [{ type: 'respond', params: { result: null, status: 'fail' } }] : [];
  return [{ ...context, suspects: true, givenUp: context.givenUp + 1 }, [report, ...answer, ...opinion]];
}

function stepping(name: string, detail: Readonly<Record<string, string | number>>): Effect {
  return { type: 'step', params: { name, detail } };
}

const chart = setup({
  types: {} as { context: CallerContext; events: CallerEvent; input: ProcessInput },
  delays: { timeout: ({ context }) => context.timeout },
  guards: {
    losesPatience: ({ context }) => !context.waitsForEver,
    hasNext: ({ context }) => context.queue.length > 0,
    isAnswer: ({ context, event }) => event.type === 'Reply' && event.payload.request === context.request,
  },
  actions: {
    announce: acting((context: CallerContext): Outcome => [context, [stepping('role', { role: 'trusting' })]]),
    enqueue: acting(enqueue),
    begin: acting(begin),
    finish: acting(finish),
    believe: acting(believe),
    giveUp: acting(giveUp),
  },
});

export const caller = chart.createMachine({
  id: 'caller',
  context: ({ input }) => createContext(input),
  entry: 'announce',
  initial: 'idle',
  on: { ask: { actions: 'enqueue' }, Reply: { actions: 'believe' } },
  states: {
    idle: { always: { guard: 'hasNext', target: 'waiting' } },
    waiting: {
      entry: 'begin',
      after: { timeout: { guard: 'losesPatience', target: 'idle', actions: 'giveUp' } },
      on: { Reply: { guard: 'isAnswer', target: 'idle', actions: 'finish' } },
    },
  },
});
