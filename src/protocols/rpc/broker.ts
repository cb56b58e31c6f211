/**
 * The broker: a channel between those who send and the one who takes, so that the two need not be up at the same time.
 * It confirms a message once it is written down, hands messages over in order, and the next only after the last was
 * acknowledged; without an acknowledgement it hands the same one over again.
 */
import { setup } from 'xstate';
import { PersistentMap } from '../../base/persistent-map.ts';
import { PersistentVector } from '../../base/persistent-vector.ts';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { serverOf } from './cast.ts';
import { cancelling, ringing, sending, stepping } from './effects.ts';
import type { BrokerEvent, Payment } from './messages.ts';

interface Kept {
  readonly client: ProcessId;
  readonly payment: Payment;
}

export interface BrokerStable {
  /** Every message so far, in order; the first `taken` of them were acknowledged. */
  readonly messages: PersistentVector<Kept>;
  readonly taken: number;
  /** Idempotency keys of the messages: a message published again is kept once. */
  readonly keys: PersistentMap<true>;
}

export interface BrokerContext extends BrokerStable {
  readonly id: ProcessId;
  readonly consumer: ProcessId;
  /** Local µs until a message is handed over again. */
  readonly timeout: number;
  readonly inMemory: boolean;
}

type Outcome = readonly [BrokerContext, readonly Effect[]];
type Of<Type extends BrokerEvent['type']> = Extract<BrokerEvent, { type: Type }>;

const NOTHING: BrokerStable = { messages: PersistentVector.empty(), taken: 0, keys: PersistentMap.empty() };

function createContext({ id, processes, options, flaws, stable }: ProcessInput): BrokerContext {
  const kept = (stable as BrokerStable | undefined) ?? NOTHING; // what `stableBroker` gave
  return {
    id,
    consumer: serverOf(processes),
    timeout: options.timeout as number, // `options.ts` declares it as a duration
    inMemory: flaws.includes('broker-in-memory'),
    ...kept,
  };
}

/** Numbers go on in any case: a message is never taken for another one. */
export function stableBroker({ messages, taken, keys, inMemory }: BrokerContext): BrokerStable {
  return inMemory ? { messages, taken: messages.length, keys } : { messages, taken, keys };
}

function keep(context: BrokerContext, { from, payload }: Of<'Publish'>): Outcome {
  const { key, request } = payload;
  const confirm = sending(from, 'Confirm', { request });
  if (key !== null && context.keys.get(key) === true) return [context, [confirm]];
  const next: BrokerContext = {
    ...context,
    messages: context.messages.push({ client: from, payment: payload }),
    keys: key === null ? context.keys : context.keys.set(key, true),
  };
  const kept = stepping('keep', { client: from, request, number: next.messages.length });
  return [next, [kept, confirm, ...(isHolding(context) ? [] : hand(next))]];
}

/** The oldest message that was not acknowledged. */
function hand({ messages, taken, consumer, timeout }: BrokerContext): readonly Effect[] {
  const first = messages.get(taken);
  if (first === undefined) return [];
  const delivery = { number: taken + 1, client: first.client, payment: first.payment };
  return [sending(consumer, 'Deliver', delivery), ringing({ type: 'redeliver' }, 'redeliver', timeout)];
}

function handAgain(context: BrokerContext): Outcome {
  return [context, hand(context)];
}

function take(context: BrokerContext, { payload }: Of<'Ack'>): Outcome {
  if (payload.number !== context.taken + 1) return [context, []];
  const next = { ...context, taken: payload.number };
  return [next, [cancelling('redeliver'), stepping('taken', { number: payload.number }), ...hand(next)]];
}

export function isHolding({ messages, taken }: BrokerContext): boolean {
  return messages.length > taken;
}

const chart = setup({
  types: {} as { context: BrokerContext; events: BrokerEvent; input: ProcessInput },
  guards: { isHolding: ({ context }) => isHolding(context), isEmpty: ({ context }) => !isHolding(context) },
  actions: {
    announce: acting((context: BrokerContext): Outcome => {
      return [context, [stepping('role', { role: isHolding(context) ? 'holding' : 'empty' })]];
    }),
    keep: acting(keep),
    handAgain: acting(handAgain),
    take: acting(take),
  },
});

export const rpcBroker = chart.createMachine({
  id: 'broker',
  context: ({ input }) => createContext(input),
  entry: 'handAgain',
  initial: 'empty',
  on: { Publish: { actions: 'keep' }, Ack: { actions: 'take' }, redeliver: { actions: 'handAgain' } },
  states: {
    empty: { entry: 'announce', always: { guard: 'isHolding', target: 'holding' } },
    holding: { entry: 'announce', always: { guard: 'isEmpty', target: 'empty' } },
  },
});
