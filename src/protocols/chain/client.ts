/** A client of the chain: writes go to the head, reads to the tail (with CRAQ to any server), again until they are answered. */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { type Configuration, chainOf, headOf, tailOf, UNCONFIGURED } from './configuration.ts';
import type { ClientEvent, Command, Reply } from './messages.ts';
import { isController, sending, stepping } from './state.ts';

type Asked = Extract<ClientEvent, { type: 'ask' }>['operation'];
type Replied = Extract<ClientEvent, { type: 'Reply' }>;
type Told = Extract<ClientEvent, { type: 'Configure' }>;

interface ClientContext {
  readonly id: ProcessId;
  readonly number: number;
  readonly controllers: readonly ProcessId[];
  readonly requestTimeout: number;
  readonly maxTries: number;
  readonly readsAnywhere: boolean;
  /** The latest that it was told. */
  readonly configuration: Configuration;
  /** Operations asked for while another was under way. */
  readonly queue: readonly Asked[];
  readonly current: Command | null;
  /** Operations begun so far; survives a crash, or a retry could be taken for a new request. */
  readonly request: number;
  readonly tries: number;
}
type Outcome = readonly [ClientContext, readonly Effect[]];

function createClient(
  { id, processes, clients, options, stable }: ProcessInput,
  readsAnywhere: boolean,
): ClientContext {
  return {
    id,
    number: clients.indexOf(id),
    controllers: processes.filter(isController),
    requestTimeout: options.requestTimeout as number,
    maxTries: options.maxTries as number,
    readsAnywhere,
    configuration: UNCONFIGURED,
    queue: [],
    current: null,
    request: (stable as { readonly request: number } | undefined)?.request ?? 0,
    tries: 0,
  };
}

export function clientStable(context: unknown): { readonly request: number } {
  return { request: (context as ClientContext).request };
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
  const current: Command = { op, key, value, expected, client: context.id, request };
  const begun = { ...context, queue, current, request, tries: 1 };
  return [begun, [{ type: 'invoke', params: operation }, ...ask(begun)]];
}

/** To whom this client believes it has to turn; a client that was told nothing asks the control plane first. */
function ask(context: ClientContext): readonly Effect[] {
  const { current, configuration } = context;
  if (current === null) return [];
  const target = current.op === 'read' ? reader(context) : headOf(configuration);
  return target === undefined ? locate(context) : [sending(target, 'Request', current)];
}

/** With CRAQ reads go round the chain; a retry goes to the next server. */
function reader({ configuration, readsAnywhere, number, request, tries }: ClientContext): ProcessId | undefined {
  const chain = chainOf(configuration);
  return readsAnywhere ? chain[(number + request + tries) % chain.length] : tailOf(configuration);
}

function locate({ controllers }: ClientContext): readonly Effect[] {
  return controllers.map((controller) => sending(controller, 'Locate', {}));
}

/** No answer in time: the chain may have changed. The same request goes out again, and the control plane is asked. */
function retry(context: ClientContext): Outcome {
  const next = { ...context, tries: context.tries + 1 };
  const asked = ask(next);
  const known = next.configuration.epoch > 0;
  return [next, known ? [...asked, ...locate(next)] : asked];
}

/** Whether the operation took effect stays unknown. */
function giveUp(context: ClientContext): Outcome {
  const [next, effects] = begin(context);
  return [next, [stepping('give-up', { request: context.request }), ...effects]];
}

/** A later configuration: what is under way is asked of whom it names. */
function learn(context: ClientContext, configuration: Configuration): Outcome {
  const next = { ...context, configuration };
  return [next, ask(next)];
}

function finish(context: ClientContext, { payload }: Replied): Outcome {
  const [next, effects] = begin(context);
  return [
    next,
    [{ type: 'respond', params: { result: payload.done ? payload.result : null, status: 'ok' } }, ...effects],
  ];
}

function isForCurrent({ current }: ClientContext, reply: Reply): boolean {
  return current !== null && reply.request === current.request;
}

function clientMachine(readsAnywhere: boolean) {
  const chart = setup({
    types: {} as { context: ClientContext; events: ClientEvent; input: ProcessInput },
    delays: { requestTimeout: ({ context }) => context.requestTimeout },
    guards: {
      isAnswer: ({ context, event }) =>
        event.type === 'Reply' && event.payload.done && isForCurrent(context, event.payload),
      tellsMore: ({ context, event }) =>
        event.type === 'Reply' &&
        !event.payload.done &&
        event.payload.configuration.epoch > context.configuration.epoch,
      isNewer: ({ context, event }) => event.type === 'Configure' && event.payload.epoch > context.configuration.epoch,
      isIdle: ({ context }) => context.current === null,
      lastTry: ({ context }) => context.tries >= context.maxTries,
    },
    actions: {
      enqueue: acting(enqueue),
      begin: acting(begin),
      retry: acting(retry),
      giveUp: acting(giveUp),
      learn: acting((context: ClientContext, { payload }: Told) => learn(context, payload)),
      follow: acting((context: ClientContext, { payload }: Replied) =>
        payload.done ? [context, []] : learn(context, payload.configuration),
      ),
      finish: acting(finish),
    },
  });
  const told = {
    Configure: { guard: 'isNewer', actions: 'learn' },
  } as const;
  return chart.createMachine({
    id: 'client',
    context: ({ input }) => createClient(input, readsAnywhere),
    initial: 'idle',
    states: {
      idle: { on: { ...told, ask: { target: 'waiting', actions: ['enqueue', 'begin'] } } },
      waiting: {
        always: { guard: 'isIdle', target: 'idle' },
        after: {
          requestTimeout: [
            { guard: 'lastTry', target: 'waiting', reenter: true, actions: 'giveUp' },
            { target: 'waiting', reenter: true, actions: 'retry' },
          ],
        },
        on: {
          ...told,
          ask: { actions: 'enqueue' },
          Reply: [
            { guard: 'isAnswer', target: 'waiting', reenter: true, actions: 'finish' },
            { guard: 'tellsMore', target: 'waiting', reenter: true, actions: 'follow' },
          ],
        },
      },
    },
  });
}

export const chainClient = clientMachine(false);
export const craqClient = clientMachine(true);
