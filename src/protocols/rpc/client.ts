/**
 * The client asks for payments and asks again until it has an answer. Blocked or called back, a retry carries the key of
 * the first attempt: that alone tells the server that it is no new payment.
 */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { brokerOf, serverOf } from './cast.ts';
import { cancelling, ringing, sending, stepping } from './effects.ts';
import type { ClientEvent, Payment } from './messages.ts';

type Of<Type extends ClientEvent['type']> = Extract<ClientEvent, { type: Type }>;
type Asked = Of<'ask'>['operation'];

export interface ClientContext {
  readonly id: ProcessId;
  readonly to: ProcessId;
  /** Straight to a server, or published to a broker. */
  readonly verb: 'Request' | 'Publish';
  readonly blocks: boolean;
  /** Local µs. */
  readonly timeout: number;
  /** Asked for while the client was blocked. */
  readonly queue: readonly Asked[];
  /** Payments without an answer so far, by number. */
  readonly open: Readonly<Record<string, Payment>>;
  /** Number of the last payment; survives a crash, for keys are made of it. */
  readonly request: number;
  readonly answered: number;
  readonly sendsKey: boolean;
  readonly retries: boolean;
}

type Outcome = readonly [ClientContext, readonly Effect[]];

/** Open payments are memory: after a crash the client knows only how far it has counted. */
function createContext({ id, processes, options, flaws, stable }: ProcessInput): ClientContext {
  const broker = brokerOf(processes);
  return {
    id,
    to: broker ?? serverOf(processes),
    verb: broker === undefined ? 'Request' : 'Publish',
    blocks: options.style === 'synchronous',
    timeout: options.timeout as number, // `options.ts` declares it as a duration
    queue: [],
    open: {},
    request: (stable as ClientStable | undefined)?.request ?? 0,
    answered: 0,
    sendsKey: !flaws.includes('no-key'),
    retries: !flaws.includes('no-retry'),
  };
}

export interface ClientStable {
  readonly request: number;
}

export function stableClient({ request }: ClientContext): ClientStable {
  return { request };
}

function enqueue(context: ClientContext, { operation }: Of<'ask'>): Outcome {
  return proceed({ ...context, queue: [...context.queue, operation] });
}

/** Begins whatever may begin: one payment where the client is blocked by it, all of them where it is not. */
function proceed(context: ClientContext): Outcome {
  const [operation, ...queue] = context.queue;
  if (operation === undefined || (context.blocks && isWaiting(context))) return [context, []];
  const request = context.request + 1;
  const payment: Payment = {
    request,
    key: context.sendsKey ? `${context.id}-${request}` : null,
    account: operation.key,
    amount: operation.value ?? '',
  };
  const begun = { ...context, queue, request, open: { ...context.open, [request]: payment } };
  const [next, effects] = proceed(begun);
  return [next, [{ type: 'invoke', params: operation }, ...attempt(begun, payment), ...effects]];
}

function attempt({ to, verb, retries, timeout }: ClientContext, payment: Payment): readonly Effect[] {
  const again = ringing({ type: 'retry', request: payment.request } as Of<'retry'>, timerOf(payment.request), timeout);
  return [sending(to, verb, payment), ...(retries ? [again] : [])];
}

/** Silence for a timeout. Nobody knows whether the payment was made; to ask again is right only because of the key. */
function retry(context: ClientContext, { request }: Of<'retry'>): Outcome {
  const payment = context.open[request];
  if (payment === undefined) return [context, []];
  return [context, [stepping('retry', { request }), ...attempt(context, payment)]];
}

/** The first answer counts; answers to further attempts find nothing open. */
function hear(context: ClientContext, { payload }: Of<'Reply'> | Of<'Confirm'>): Outcome {
  const { request } = payload;
  const { [request]: payment, ...open } = context.open;
  if (payment === undefined) return [context, []];
  const receipt = 'receipt' in payload ? payload.receipt : null;
  const said = stepping('answered', { request, receipt });
  // An operation's answer is that of the last one begun: earlier ones, called back later, stay “unknown” in the history.
  const respond = request === context.request ? [{ type: 'respond', params: { result: receipt, status: 'ok' } }] : [];
  const [next, effects] = proceed({ ...context, open, answered: context.answered + 1 });
  return [next, [cancelling(timerOf(request)), said, ...respond, ...effects]];
}

export function isWaiting({ open }: Pick<ClientContext, 'open'>): boolean {
  return Object.keys(open).length > 0;
}

function timerOf(request: number): string {
  return `retry/${request}`;
}

function announce(context: ClientContext): Outcome {
  return [context, [stepping('role', { role: isWaiting(context) ? 'waiting' : 'free' })]];
}

const chart = setup({
  types: {} as { context: ClientContext; events: ClientEvent; input: ProcessInput },
  guards: {
    isWaiting: ({ context }) => isWaiting(context),
    isFree: ({ context }) => !isWaiting(context),
  },
  actions: { announce: acting(announce), enqueue: acting(enqueue), retry: acting(retry), hear: acting(hear) },
});

export const rpcClient = chart.createMachine({
  id: 'payer',
  context: ({ input }) => createContext(input),
  initial: 'free',
  on: {
    ask: { actions: 'enqueue' },
    retry: { actions: 'retry' },
    Reply: { actions: 'hear' },
    Confirm: { actions: 'hear' },
  },
  states: {
    free: { entry: 'announce', always: { guard: 'isWaiting', target: 'waiting' } },
    waiting: { entry: 'announce', always: { guard: 'isFree', target: 'free' } },
  },
});
