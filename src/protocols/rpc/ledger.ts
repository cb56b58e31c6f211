/** Payments as their story is in the trace: how often asked for, when booked, when answered. */
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { Trace } from '../../sim/trace.ts';
import type { EventId } from '../../sim/trace-event.ts';

export interface PaymentStory {
  readonly client: ProcessId;
  readonly request: number;
  readonly account: string;
  readonly amount: string;
  readonly key: string | null;
  /** Sends of the request or of its publication. */
  readonly sends: readonly EventId[];
  /** When a broker wrote it down; undefined: not, or there is none. */
  readonly keptAt?: TrueTime;
  /** Bookings: more than one is one too many. */
  readonly effects: readonly { readonly event: EventId; readonly at: TrueTime; readonly receipt: number }[];
  /** Attempts that were recognised as copies. */
  readonly repeats: number;
  readonly answeredAt?: TrueTime;
}

/** In the order in which they were first asked for; of the first `count` events. */
export function paymentStories(trace: Trace, count: number): readonly PaymentStory[] {
  const stories = new Map<string, PaymentStory>();
  const amend = (name: string, change: (story: PaymentStory) => Partial<PaymentStory>) => {
    const story = stories.get(name);
    if (story !== undefined) stories.set(name, { ...story, ...change(story) });
  };
  for (let id = 0; id < count; id += 1) {
    const kind = trace.kind(id);
    const word = trace.word(id);
    if (kind === 'send' && (word === 'Request' || word === 'Publish')) {
      const client = trace.lanes[trace.lane(id)] ?? '';
      const { request, account, amount, key } = trace.extra(id) as PaymentStory; // the payload is a payment
      const name = `${client}/${request}`;
      if (!stories.has(name))
        stories.set(name, { client, request, account, amount, key, sends: [], effects: [], repeats: 0 });
      amend(name, ({ sends }) => ({ sends: [...sends, id] }));
    } else if (kind === 'step') {
      const { client, request, receipt } = trace.extra(id) as Readonly<Record<string, string | number>>;
      const name = `${client ?? trace.lanes[trace.lane(id)]}/${request}`;
      const at = trace.at(id);
      if (word === 'book')
        amend(name, ({ effects }) => ({ effects: [...effects, { event: id, at, receipt: Number(receipt) }] }));
      else if (word === 'repeat') amend(name, ({ repeats }) => ({ repeats: repeats + 1 }));
      else if (word === 'keep') amend(name, ({ keptAt = at }) => ({ keptAt }));
      else if (word === 'answered') amend(name, () => ({ answeredAt: at }));
    }
  }
  return [...stories.values()];
}

/** Messages that the broker holds at each moment, as points of a chart: seconds and a count. */
export function heldOverTime(trace: Trace, duration: TrueTime): readonly (readonly [number, number])[] {
  const points: (readonly [number, number])[] = [[0, 0]];
  let held = 0;
  for (let id = 0; id < trace.length; id += 1) {
    if (trace.kind(id) !== 'step') continue;
    const word = trace.word(id);
    if (word === 'keep') held += 1;
    else if (word === 'taken') held -= 1;
    else continue;
    points.push([trace.at(id) / 1e6, held]);
  }
  points.push([duration / 1e6, held]);
  return points;
}
