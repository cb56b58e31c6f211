/**
 * The port: one queue of bounded length for all senders, served in order, one request at a time.
 * What comes while the queue is full is dropped without a word, as a switch does (Kleppmann 2017, ch. 8, figure 8-2).
 */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { Micros, ProcessId } from '../../sim/scenario.ts';
import type { PortEvent, Request } from './messages.ts';

export interface Waiting extends Request {
  readonly from: ProcessId;
}

export interface PortContext {
  /** The one that is served first; bounded by the capacity. */
  readonly queue: readonly Waiting[];
  readonly capacity: number;
  readonly service: Micros;
  readonly served: number;
  readonly dropped: number;
  readonly flaws: readonly string[];
}

type Outcome = readonly [PortContext, readonly Effect[]];

function createContext({ options, flaws }: ProcessInput): PortContext {
  return {
    queue: [],
    capacity: options.capacity as number,
    service: options.service as number,
    served: 0,
    dropped: 0,
    flaws,
  };
}

function accept(context: PortContext, { from, payload }: PortEvent): Outcome {
  const { queue, capacity, flaws } = context;
  const waiting: Waiting = { from, ...payload };
  const full = queue.length >= capacity && !flaws.includes('no-limit');
  if (!full) {
    const longer = [...queue, waiting];
    return [{ ...context, queue: longer }, [step('enqueue', { ...waiting, length: longer.length })]];
  }
  // With its flaw the newest takes the place of the last in the queue, and nobody counts the one that is gone.
  if (flaws.includes('overwrite')) {
    const replaced = [...queue.slice(0, -1), waiting];
    return [{ ...context, queue: replaced }, [step('enqueue', { ...waiting, length: replaced.length })]];
  }
  return [{ ...context, dropped: context.dropped + 1 }, [step('drop', { ...waiting, length: queue.length })]];
}

function serve(context: PortContext): Outcome {
  const [first, ...queue] = context.queue;
  if (first === undefined) return [context, []];
  const { from, request, attempt } = first;
  return [
    { ...context, queue, served: context.served + 1 },
    [
      step('serve', { from, request, attempt, length: queue.length }),
      { type: 'send', params: { to: from, type: 'Reply', payload: { request, attempt } } },
    ],
  ];
}

function step(name: string, detail: Readonly<Record<string, string | number>>): Effect {
  return { type: 'step', params: { name, detail } };
}

/** Announces the state that is entered, which colours the lane. */
function announcing(role: string): (context: PortContext) => Outcome {
  return (context) => [context, [step('role', { role })]];
}

const chart = setup({
  types: {} as { context: PortContext; events: PortEvent; input: ProcessInput },
  delays: { service: ({ context }) => context.service },
  guards: {
    hasWork: ({ context }) => context.queue.length > 0,
    hasMore: ({ context }) => context.queue.length > 1,
  },
  actions: {
    accept: acting(accept),
    serve: acting(serve),
    announceIdle: acting(announcing('idle')),
    announceBusy: acting(announcing('busy')),
  },
});

export const port = chart.createMachine({
  id: 'port',
  context: ({ input }) => createContext(input),
  initial: 'idle',
  on: { Request: { actions: 'accept' } },
  states: {
    idle: { entry: 'announceIdle', always: { guard: 'hasWork', target: 'busy' } },
    busy: {
      entry: 'announceBusy',
      initial: 'serving',
      states: {
        serving: {
          after: {
            service: [
              { guard: 'hasMore', target: 'serving', reenter: true, actions: 'serve' },
              { target: '#port.idle', actions: 'serve' },
            ],
          },
        },
      },
    },
  },
});
