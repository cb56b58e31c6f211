/** What a caller may rely on: one effect a payment at most, no answer without its effect. */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { Monitor, Situation } from '../../sim/protocol.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import { brokerOf } from './cast.ts';

type Events = PersistentMap<EventId>;

const KEYS = 'Vitillo 2021, §5.7 (idempotency); Kleppmann 2017, ch. 12 (operation identifiers)';

/** `C1 payment 3` of a step about a payment; the client's own steps leave its name out. */
export function paymentOf(event: Extract<TraceEvent, { kind: 'step' }>): string {
  return `${event.detail.client ?? event.process}/${event.detail.request}`;
}

export const oneEffect: Monitor<Events> = {
  id: 'one-effect',
  claim: 'A payment is booked at most once, however often it is asked for.',
  type: 'safety',
  source: KEYS,
  on: ['book'],
  start: PersistentMap.empty(),
  observe(booked, _world, event) {
    if (event.kind !== 'step') return [booked, undefined];
    const payment = paymentOf(event);
    const before = booked.get(payment);
    if (before === undefined) return [booked.set(payment, event.id), undefined];
    const message = `Payment ${payment} (${event.detail.account} ${event.detail.amount}) is booked a second time, as entry ${event.detail.receipt}.`;
    return [booked, { holds: false, events: [before, event.id], message }];
  },
};

/** Payments that are booked, or kept by the broker where there is one. */
export const answeredMeansBooked: Monitor<Events> = {
  id: 'answered-means-booked',
  claim: 'A client has the answer only to a payment that is booked, or that a broker keeps.',
  type: 'safety',
  source: 'Vitillo 2021, ch. 5; Kleppmann 2017, ch. 11',
  on: ['book', 'keep', 'answered'],
  start: PersistentMap.empty(),
  observe(done, world, event) {
    if (event.kind !== 'step') return [done, undefined];
    const payment = paymentOf(event);
    if (event.name !== 'answered') return [done.set(payment, event.id), undefined];
    if (done.get(payment) !== undefined) return [done, undefined];
    const where = brokerOf(world.processes) === undefined ? 'in the ledger' : 'with the broker';
    return [
      done,
      { holds: false, events: [event.id], message: `${payment} is answered, and there is nothing of it ${where}.` },
    ];
  },
};

/** A copy is recognised by its key. */
export const recognised: Situation<null> = {
  id: 'recognised',
  title: 'A second attempt is recognised by its key and not booked',
  on: ['repeat'],
  start: null,
  observe: (memory, _world, event) => [memory, [event.id]],
};
