/** The server: a register by key, and a time that each request takes it. What it has applied it keeps on disk. */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import { drawWithin } from '../../sim/chance.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId, Range } from '../../sim/scenario.ts';
import type { Request, ServerEvent } from './messages.ts';

export interface Stored {
  readonly values: Readonly<Record<string, string>>;
}

interface Waiting {
  readonly client: ProcessId;
  readonly request: Request;
}

export interface ServerContext extends Stored {
  readonly id: ProcessId;
  readonly seed: number;
  /** Local µs that a request takes. */
  readonly work: Range;
  readonly queue: readonly Waiting[];
  /** Requests begun, over all lives: part of addresses of chance. */
  readonly begun: string;
}

type Outcome = readonly [ServerContext, readonly Effect[]];

function createContext({ id, seed, options, stable, incarnation }: ProcessInput): ServerContext {
  const values = (stable as Stored | undefined)?.values ?? {};
  return { id, seed, work: options.work as Range, queue: [], values, begun: `${id}/work/${incarnation}` };
}

export function storedOf({ values }: ServerContext): Stored {
  return { values };
}

function enqueue(context: ServerContext, { from, payload }: Extract<ServerEvent, { type: 'Request' }>): Outcome {
  return [{ ...context, queue: [...context.queue, { client: from, request: payload }] }, []];
}

/** The oldest request takes effect, and only then is answered: a crash between the two is what nobody can see. */
function serve(context: ServerContext): Outcome {
  const [first, ...queue] = context.queue;
  if (first === undefined) return [context, []];
  const { op, key, value, request } = first.request;
  const values = op === 'write' && value !== null ? { ...context.values, [key]: value } : context.values;
  const result = Object.hasOwn(values, key) ? (values[key] ?? null) : null;
  const done = { client: first.client, request, op, key };
  return [
    { ...context, queue, values },
    [
      { type: 'step', params: { name: 'apply', detail: done } },
      { type: 'send', params: { to: first.client, type: 'Reply', payload: { request, result } } },
    ],
  ];
}

function workTime({ seed, begun, work, queue }: ServerContext): number {
  const first = queue[0];
  return first === undefined ? 0 : drawWithin(seed, `${begun}/${first.client}/${first.request.request}`, work);
}

const chart = setup({
  types: {} as { context: ServerContext; events: ServerEvent; input: ProcessInput },
  delays: { work: ({ context }) => workTime(context) },
  guards: {
    hasWork: ({ context }) => context.queue.length > 0,
    hasMore: ({ context }) => context.queue.length > 1,
  },
  actions: {
    enqueue: acting(enqueue),
    serve: acting(serve),
    announce: acting((context: ServerContext): Outcome => {
      const role = context.queue.length > 0 ? 'working' : 'idle';
      return [context, [{ type: 'step', params: { name: 'role', detail: { role } } }]];
    }),
  },
});

export const timeoutServer = chart.createMachine({
  id: 'server',
  context: ({ input }) => createContext(input),
  initial: 'idle',
  on: { Request: { actions: 'enqueue' } },
  states: {
    idle: { entry: 'announce', always: { guard: 'hasWork', target: 'working' } },
    working: {
      entry: 'announce',
      after: {
        work: [
          { guard: 'hasMore', target: 'working', reenter: true, actions: 'serve' },
          { target: 'idle', actions: 'serve' },
        ],
      },
    },
  },
});
