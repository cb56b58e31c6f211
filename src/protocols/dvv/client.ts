/** A client: one request at a time to its own replica, with the context of what it has last seen of the key. */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { ClientEvent, Each, SchemeId, Seen } from './messages.ts';
import { schemesFor } from './schemes.ts';

type Asked = Extract<ClientEvent, { type: 'ask' }>['operation'];
type Answered = Extract<ClientEvent, { type: 'Answer' }>;

interface Current {
  readonly op: 'read' | 'write';
  readonly key: string;
  readonly request: number;
}

export interface ClientContext {
  readonly id: ProcessId;
  readonly replica: ProcessId;
  readonly requestTimeout: number;
  readonly schemes: readonly SchemeId[];
  readonly queue: readonly Asked[];
  readonly current: Current | null;
  /** Requests begun, and writes among them: they survive a crash, or two writes could share a name. */
  readonly request: number;
  readonly writes: number;
  /** By key: what the last answer told. */
  readonly seen: Readonly<Record<string, Each<Seen>>>;
}
type Outcome = readonly [ClientContext, readonly Effect[]];

export interface ClientStored {
  readonly request: number;
  readonly writes: number;
}

function createContext({ id, processes, clients, options, flaws, stable }: ProcessInput): ClientContext {
  const stored = stable as ClientStored | undefined;
  return {
    id,
    replica: processes[clients.indexOf(id) % processes.length] ?? '',
    requestTimeout: options.requestTimeout as number, // `index.ts` declares it as a duration
    schemes: schemesFor(options.stamps as string, flaws).map((scheme) => scheme.id),
    queue: [],
    current: null,
    request: stored?.request ?? 0,
    writes: stored?.writes ?? 0,
    seen: {},
  };
}

function enqueue(context: ClientContext, { operation }: Extract<ClientEvent, { type: 'ask' }>): Outcome {
  return [{ ...context, queue: [...context.queue, operation] }, []];
}

function begin(context: ClientContext): Outcome {
  const [operation, ...queue] = context.queue;
  if (operation === undefined) return [{ ...context, current: null }, []];
  const request = context.request + 1;
  const { key } = operation;
  const invoke: Effect = { type: 'invoke', params: operation };
  if (operation.op !== 'write') {
    const next: ClientContext = { ...context, queue, request, current: { op: 'read', key, request } };
    return [next, [invoke, send(context.replica, 'Get', { key, request })]];
  }
  const count = context.writes + 1;
  const id = `${context.id}#${count}`;
  const seen = context.seen[key] ?? {};
  const pick = <Value>(of: (told: Seen | undefined) => Value): Each<Value> =>
    Object.fromEntries(context.schemes.map((scheme) => [scheme, of(seen[scheme])]));
  const basis = pick((told) => told?.ids ?? []);
  const put = { key, request, id, value: operation.value ?? '', count, contexts: pick((told) => told?.context ?? {}) };
  return [
    { ...context, queue, request, writes: count, current: { op: 'write', key, request } },
    [
      invoke,
      { type: 'step', params: { name: 'basis', detail: { key, id, basis } } },
      send(context.replica, 'Put', put),
    ],
  ];
}

/** Whether the write took effect stays unknown: asking another replica could carry it out twice. */
function giveUp(context: ClientContext): Outcome {
  const [next, effects] = begin(context);
  return [next, [{ type: 'step', params: { name: 'give-up', detail: { request: context.request } } }, ...effects]];
}

/** The answer to a write shows all siblings, as that to a read does. */
function finish(context: ClientContext, { payload }: Answered): Outcome {
  const told = payload.seen[context.schemes[0] ?? 'dotted'];
  const values = [...(told?.values ?? [])].sort();
  const result = context.current?.op === 'write' || values.length === 0 ? null : values.join(' | ');
  const [next, effects] = begin({ ...context, seen: { ...context.seen, [payload.key]: payload.seen } });
  return [next, [{ type: 'respond', params: { result, status: 'ok' } }, ...effects]];
}

function send(to: ProcessId, type: string, payload: unknown): Effect {
  return { type: 'send', params: { to, type, payload } };
}

const chart = setup({
  types: {} as { context: ClientContext; events: ClientEvent; input: ProcessInput },
  delays: { requestTimeout: ({ context }) => context.requestTimeout },
  guards: {
    isForCurrent: ({ context, event }) =>
      event.type === 'Answer' && context.current !== null && event.payload.request === context.current.request,
    isIdle: ({ context }) => context.current === null,
  },
  actions: { enqueue: acting(enqueue), begin: acting(begin), giveUp: acting(giveUp), finish: acting(finish) },
});

export const dvvClient = chart.createMachine({
  id: 'client',
  context: ({ input }) => createContext(input),
  initial: 'idle',
  states: {
    idle: { on: { ask: { target: 'waiting', actions: ['enqueue', 'begin'] } } },
    waiting: {
      always: { guard: 'isIdle', target: 'idle' },
      after: { requestTimeout: { target: 'waiting', reenter: true, actions: 'giveUp' } },
      on: {
        ask: { actions: 'enqueue' },
        Answer: { guard: 'isForCurrent', target: 'waiting', reenter: true, actions: 'finish' },
      },
    },
  },
});
