/** The server books payments. Entry and key are written in one go, so that a crash leaves both or neither. */
import { setup } from 'xstate';
import { PersistentMap } from '../../base/persistent-map.ts';
import { PersistentVector } from '../../base/persistent-vector.ts';
import { acting, type Effect } from '../../sim/actor.ts';
import { drawWithin } from '../../sim/chance.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId, Range } from '../../sim/scenario.ts';
import { ringing, sending, stepping } from './effects.ts';
import type { Payment, ServerEvent } from './messages.ts';

export interface Entry {
  readonly client: ProcessId;
  readonly request: number;
  readonly account: string;
  readonly amount: string;
}

/** On disk before any answer leaves. */
export interface Ledger {
  readonly ledger: PersistentVector<Entry>;
  /** By idempotency key: the receipt that was given. */
  readonly keys: PersistentMap<number>;
}

interface Job {
  readonly client: ProcessId;
  readonly payment: Payment;
  /** The broker and its number for the message; null: asked by the client itself. */
  readonly delivery: { readonly from: ProcessId; readonly number: number } | null;
}

export interface ServerContext extends Ledger {
  readonly id: ProcessId;
  readonly seed: number;
  readonly work: Range;
  /** Under way, by number; all at once, as threads would. */
  readonly jobs: Readonly<Record<string, Job>>;
  /** Jobs begun in this life. */
  readonly begun: number;
  readonly life: number;
  readonly answersFirst: boolean;
  readonly forgetsKeys: boolean;
}

type Outcome = readonly [ServerContext, readonly Effect[]];
type Of<Type extends ServerEvent['type']> = Extract<ServerEvent, { type: Type }>;

function createContext({ id, seed, options, flaws, stable, incarnation }: ProcessInput): ServerContext {
  const kept = stable as Ledger | undefined; // what `stableServer` gave
  return {
    id,
    seed,
    work: options.work as Range,
    jobs: {},
    begun: 0,
    life: incarnation,
    ledger: kept?.ledger ?? PersistentVector.empty(),
    keys: kept?.keys ?? PersistentMap.empty(),
    answersFirst: flaws.includes('answer-first'),
    forgetsKeys: flaws.includes('key-in-memory'),
  };
}

export function stableServer({ ledger, keys, forgetsKeys }: ServerContext): Ledger {
  return { ledger, keys: forgetsKeys ? PersistentMap.empty() : keys };
}

function request(context: ServerContext, { from, payload }: Of<'Request'>): Outcome {
  return take(context, { client: from, payment: payload, delivery: null });
}

function deliver(context: ServerContext, { from, payload }: Of<'Deliver'>): Outcome {
  const { number, client, payment } = payload;
  return take(context, { client, payment, delivery: { from, number } });
}

/** The work of the payment begins; whether it is a copy is looked at when it is booked, for two may be under way. */
function take(context: ServerContext, job: Job): Outcome {
  const { seed, id, life, work, begun } = context;
  const number = begun + 1;
  const length = drawWithin(seed, `${id}/work/${life}/${number}`, work);
  const timer = ringing({ type: 'work', job: number } as Of<'work'>, `work/${number}`, length);
  const early = context.answersFirst ? [answer(job, null)] : [];
  return [{ ...context, begun: number, jobs: { ...context.jobs, [number]: job } }, [timer, ...early]];
}

/** A key that is known has been paid for: its old receipt is repeated. Otherwise the payment is booked, and then answered. */
function book(context: ServerContext, { job: number }: Of<'work'>): Outcome {
  const { [number]: job, ...jobs } = context.jobs;
  if (job === undefined) return [context, []];
  const { key, request: named, account, amount } = job.payment;
  const said = { client: job.client, request: named };
  const before = key === null ? undefined : context.keys.get(key);
  if (before !== undefined)
    return [{ ...context, jobs }, [stepping('repeat', { ...said, receipt: before }), ...reply(context, job, before)]];
  const ledger = context.ledger.push({ client: job.client, request: named, account, amount });
  const receipt = ledger.length;
  const keys = key === null ? context.keys : context.keys.set(key, receipt);
  const booked = stepping('book', { ...said, receipt, account, amount });
  return [{ ...context, jobs, ledger, keys }, [booked, ...reply(context, job, receipt)]];
}

function reply({ answersFirst }: ServerContext, job: Job, receipt: number): readonly Effect[] {
  return answersFirst ? [] : [answer(job, receipt)];
}

function answer({ client, payment, delivery }: Job, receipt: number | null): Effect {
  if (delivery !== null) return sending(delivery.from, 'Ack', { number: delivery.number });
  return sending(client, 'Reply', { request: payment.request, receipt });
}

function isWorking({ jobs }: ServerContext): boolean {
  return Object.keys(jobs).length > 0;
}

const chart = setup({
  types: {} as { context: ServerContext; events: ServerEvent; input: ProcessInput },
  guards: { isWorking: ({ context }) => isWorking(context), isIdle: ({ context }) => !isWorking(context) },
  actions: {
    announce: acting((context: ServerContext): Outcome => {
      return [context, [stepping('role', { role: isWorking(context) ? 'working' : 'idle' })]];
    }),
    request: acting(request),
    deliver: acting(deliver),
    book: acting(book),
  },
});

export const rpcServer = chart.createMachine({
  id: 'server',
  context: ({ input }) => createContext(input),
  initial: 'idle',
  on: { Request: { actions: 'request' }, Deliver: { actions: 'deliver' }, work: { actions: 'book' } },
  states: {
    idle: { entry: 'announce', always: { guard: 'isWorking', target: 'working' } },
    working: { entry: 'announce', always: { guard: 'isIdle', target: 'idle' } },
  },
});
