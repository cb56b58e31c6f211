/** What is owed: an answer to every request, a booking for every message that a broker has taken. */
import { PersistentMap } from '../../base/persistent-map.ts';
import type { Finding, LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { ProcessId, Range, TrueTime } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import { brokerOf, serverOf } from './cast.ts';
import { paymentOf } from './monitors.ts';

interface Owed {
  readonly at: TrueTime;
  readonly event: EventId;
}

interface Debts {
  /** By payment; null: paid. */
  readonly owed: PersistentMap<Owed | null>;
  /** When something was last paid, or happened to a process or a link. */
  readonly stirred: TrueTime;
}

const START: Debts = { owed: PersistentMap.empty(), stirred: 0 };
const TROUBLE = ['crash', 'restart', 'pause', 'resume', 'fault'] as const;

/** In rounds of one timeout and the longest work: so long may a quiet system owe something. */
const PATIENCE = 10;

function after(debts: Debts, event: TraceEvent, opens: string, closes: readonly string[]): Debts {
  if (event.kind === 'send' && event.type === opens) {
    const { request } = event.payload as { readonly request: number }; // a payment, by its type
    const payment = `${event.process}/${request}`;
    if (debts.owed.get(payment) !== undefined) return debts;
    return { ...debts, owed: debts.owed.set(payment, { at: event.at, event: event.id }) };
  }
  if (event.kind === 'crash') return forgive({ ...debts, stirred: event.at }, event.process ?? '');
  if (event.kind !== 'step') return { ...debts, stirred: event.at };
  const payment = paymentOf(event);
  if (event.name === opens) return { ...debts, owed: debts.owed.set(payment, { at: event.at, event: event.id }) };
  if (!closes.includes(event.name)) return debts;
  return { owed: debts.owed.set(payment, null), stirred: event.at };
}

/** A client that has crashed asks for its payments no longer. What a broker keeps outlives whoever sent it. */
function forgive(debts: Debts, client: ProcessId): Debts {
  const mine = debts.owed.entries().filter(([payment, owed]) => owed !== null && payment.startsWith(`${client}/`));
  return { ...debts, owed: mine.reduce((owed, [payment]) => owed.set(payment, null), debts.owed) };
}

function judge(debts: Debts, world: LiveWorld, paid: string, late: string): Finding | undefined {
  const open = debts.owed.entries().flatMap(([payment, owed]) => (owed === null ? [] : [{ payment, ...owed }]));
  if (open.length === 0) return { holds: true, events: [], message: paid };
  if (!isWhole(world)) return undefined;
  const overdue = open.find(({ at }) => world.now - Math.max(at, debts.stirred) > patienceOf(world));
  if (overdue === undefined) return undefined;
  return { holds: false, events: [overdue.event], message: `${overdue.payment} ${late}` };
}

function isWhole(world: LiveWorld): boolean {
  const all = [...world.processes, ...world.clients];
  if (all.some((process) => world.statusOf(process) !== 'up')) return false;
  const broker = brokerOf(world.processes);
  const server = serverOf(world.processes);
  const meets = (a: ProcessId, b: ProcessId) => world.connected(a, b) && world.connected(b, a);
  return (
    world.clients.every((client) => meets(client, broker ?? server)) && (broker === undefined || meets(broker, server))
  );
}

function patienceOf(world: LiveWorld): number {
  const [, longest] = world.option('work') as Range; // a range by `options.ts`
  return PATIENCE * (Number(world.option('timeout')) + longest);
}

const SOURCE = 'Vitillo 2021, ch. 5';

export const answered: Monitor<Debts> = {
  id: 'answered',
  claim: 'Every payment that a client asks for is eventually answered.',
  type: 'liveness',
  source: SOURCE,
  on: [...TROUBLE, 'send', 'answered'],
  start: START,
  observe(debts, _world, event) {
    if (event.kind !== 'send') return [after(debts, event, '', ['answered']), undefined];
    const opens = event.type === 'Publish' ? 'Publish' : 'Request';
    return [event.type === opens ? after(debts, event, opens, []) : debts, undefined];
  },
  conclude: (debts, world) =>
    judge(debts, world, 'Every payment asked for has its answer.', 'is still without an answer.'),
};

export const consumed: Monitor<Debts> = {
  id: 'consumed',
  claim: 'Every message that the broker has confirmed is eventually consumed.',
  type: 'liveness',
  source: SOURCE,
  on: ['restart', 'pause', 'resume', 'fault', 'keep', 'book', 'repeat'],
  start: START,
  observe: (debts, _world, event) => [after(debts, event, 'keep', ['book', 'repeat']), undefined],
  conclude(debts, world) {
    if (brokerOf(world.processes) === undefined)
      return { holds: true, events: [], message: 'There is no broker in this run.' };
    return judge(debts, world, 'Every message kept was consumed.', 'was confirmed by the broker and never consumed.');
  },
};
