/** A client of the replicated state machine: one operation at a time, retried until it is answered (Raft §8). */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import { drawWithin } from '../../sim/chance.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { ClientEvent, Command, Reply } from './messages.ts';
import type { ReadPolicy } from './reads.ts';
import { sending, stepping } from './state.ts';

/** Redirections followed at once in one try: stale hints can point at each other. */
const MAX_REDIRECTS = 3;

type Asked = Extract<ClientEvent, { type: 'ask' }>['operation'];
type Replied = Extract<ClientEvent, { type: 'Reply' }>;

interface ClientContext {
  readonly id: ProcessId;
  readonly servers: readonly ProcessId[];
  readonly requestTimeout: number;
  readonly maxTries: number;
  readonly seed: number;
  readonly reads: ReadPolicy;
  readonly forgetsSession: boolean;
  /** The index up to which it has seen the state, its own writes included. */
  readonly seen: number;
  /** The server that its reads go to where each client has one. */
  readonly pinned: ProcessId;
  /** Operations asked for while another was under way. */
  readonly queue: readonly Asked[];
  readonly current: Command | null;
  /** Operations begun so far; survives a crash, or a retry could be taken for a new request. */
  readonly request: number;
  /** The server that answered last, and so is asked first next time; then the one that this try began with. */
  readonly server: ProcessId;
  readonly tries: number;
  readonly redirects: number;
}
type Outcome = readonly [ClientContext, readonly Effect[]];

function createContext({ id, seed, processes, clients, options, flaws, stable }: ProcessInput): ClientContext {
  const { request = 0, seen = 0 } = (stable ?? {}) as Partial<ClientStable>;
  const reads = options.reads as ReadPolicy;
  const first = processes[clients.indexOf(id) % processes.length] ?? '';
  return {
    id,
    servers: processes,
    requestTimeout: options.requestTimeout as number,
    maxTries: options.maxTries as number,
    queue: [],
    current: null,
    seed,
    reads,
    forgetsSession: flaws.includes('forget-session'),
    seen,
    pinned: first,
    request,
    server: first,
    tries: 0,
    redirects: 0,
  };
}

interface ClientStable {
  readonly request: number;
  readonly seen: number;
}

export function clientStable(context: unknown): ClientStable {
  const { request, seen } = context as ClientContext;
  return { request, seen };
}

/** Which server is asked in this try; reads may go to others than the leader. */
function target(
  { reads, server, servers, pinned, seed, id }: ClientContext,
  command: Command,
  tries: number,
): ProcessId {
  if (command.op !== 'read') return server;
  if (reads === 'pinned-follower') return pinned;
  if (reads !== 'any-follower') return server;
  const place = drawWithin(seed, `${id}/read/${command.request}.${tries}`, [0, servers.length - 1]);
  return servers[place] ?? server;
}

/** A read from any server says what must be in it: what the client has seen, so that time does not run backwards for it. */
function session({ reads, seen, forgetsSession }: ClientContext, op: Command['op']): Pick<Command, 'after'> {
  return op === 'read' && reads === 'pinned-follower' && !forgetsSession ? { after: seen } : {};
}

function enqueue(context: ClientContext, { operation }: Extract<ClientEvent, { type: 'ask' }>): Outcome {
  return [{ ...context, queue: [...context.queue, operation] }, []];
}

/** The next operation in the queue begins. */
function begin(context: ClientContext): Outcome {
  const [operation, ...queue] = context.queue;
  if (operation === undefined) return [{ ...context, current: null }, []];
  const request = context.request + 1;
  const { op, key, value = null, expected = null } = operation;
  const current: Command = { op, key, value, expected, client: context.id, request, ...session(context, op) };
  return [
    { ...context, queue, current, request, tries: 1, redirects: 0 },
    [{ type: 'invoke', params: operation }, sending(target(context, current, 1), 'Request', current)],
  ];
}

/**
 * No answer in time: the next server is asked, with the same request id. Redirections do not count: a leader that was
 * cut off and a follower that points at it would keep the client between the two for ever.
 */
function retry(context: ClientContext): Outcome {
  const { servers, server, current } = context;
  if (current === null) return [context, []];
  const after = (one: ProcessId) => servers[(servers.indexOf(one) + 1) % servers.length] ?? one;
  const elsewhere = current.op === 'read' && context.reads === 'pinned-follower';
  const moved = elsewhere ? { pinned: after(context.pinned) } : { server: after(server) };
  const tried = { ...context, ...moved, tries: context.tries + 1, redirects: 0 };
  return [tried, [sending(target(tried, current, tried.tries), 'Request', current)]];
}

/** Whether the operation took effect stays unknown. */
function giveUp(context: ClientContext): Outcome {
  const [next, effects] = begin(context);
  return [next, [stepping('give-up', { request: context.request }), ...effects]];
}

function follow(context: ClientContext, { payload }: Replied): Outcome {
  const leader = payload.done ? null : payload.leader;
  if (leader === null || context.current === null) return [context, []];
  return [{ ...context, redirects: context.redirects + 1 }, [sending(leader, 'Request', context.current)]];
}

function finish(context: ClientContext, { from, payload }: Replied): Outcome {
  const index = payload.done ? payload.index : undefined;
  const elsewhere = context.reads === 'pinned-follower' || context.reads === 'any-follower';
  const server = elsewhere && context.current?.op === 'read' ? context.server : from;
  const [next, effects] = begin({ ...context, server, seen: Math.max(context.seen, index ?? 0) });
  return [
    next,
    [
      ...(index === undefined ? [] : [stepping('seen', { index, op: context.current?.op ?? '' })]),
      { type: 'respond', params: { result: payload.done ? payload.result : null, status: 'ok' } },
      ...effects,
    ],
  ];
}

function isForCurrent({ current }: ClientContext, reply: Reply): boolean {
  return current !== null && reply.request === current.request;
}

const chart = setup({
  types: {} as { context: ClientContext; events: ClientEvent; input: ProcessInput },
  delays: { requestTimeout: ({ context }) => context.requestTimeout },
  guards: {
    isAnswer: ({ context, event }) =>
      event.type === 'Reply' && event.payload.done && isForCurrent(context, event.payload),
    isRedirection: ({ context, event }) =>
      event.type === 'Reply' &&
      !event.payload.done &&
      event.payload.leader !== null &&
      isForCurrent(context, event.payload) &&
      context.redirects < MAX_REDIRECTS,
    isIdle: ({ context }) => context.current === null,
    lastTry: ({ context }) => context.tries >= context.maxTries,
  },
  actions: {
    enqueue: acting(enqueue),
    begin: acting(begin),
    retry: acting(retry),
    giveUp: acting(giveUp),
    follow: acting(follow),
    finish: acting(finish),
  },
});

export const raftClient = chart.createMachine({
  id: 'client',
  context: ({ input }) => createContext(input),
  initial: 'idle',
  states: {
    idle: { on: { ask: { target: 'waiting', actions: ['enqueue', 'begin'] } } },
    waiting: {
      always: { guard: 'isIdle', target: 'idle' },
      after: {
        requestTimeout: [
          { guard: 'lastTry', target: 'waiting', reenter: true, actions: 'giveUp' },
          { target: 'waiting', reenter: true, actions: 'retry' },
        ],
      },
      on: {
        ask: { actions: 'enqueue' },
        Reply: [
          { guard: 'isAnswer', target: 'waiting', reenter: true, actions: 'finish' },
          { guard: 'isRedirection', target: 'waiting', reenter: true, actions: 'follow' },
        ],
      },
    },
  },
});
