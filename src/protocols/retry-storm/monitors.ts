/** What a port and its senders promise: nothing is lost track of, the queue is bounded, and an overload passes. */
import type { Finding, LiveWorld, Monitor, Situation } from '../../sim/protocol.ts';
import type { ProcessId, Range, TrueTime } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import type { PortContext } from './port.ts';
import { isPort, type SenderContext } from './sender.ts';

/** By process: what came to it or began there, less what has left it, as the trace tells. */
type Balance = Readonly<Record<ProcessId, number>>;

export const conservation: Monitor<Balance> = {
  id: 'conservation',
  claim:
    'Every try that reaches the port is answered, dropped or in its queue, and every request answered, given up or open.',
  type: 'safety',
  source: 'Conservation of requests',
  on: ['receive', 'drop', 'serve', 'enqueue', 'begin', 'done', 'give-up', 'crash'],
  start: {},
  observe(balance, world, event) {
    const { process } = event;
    if (process === undefined || world.clients.includes(process)) return [balance, undefined];
    if (event.kind === 'crash') return [{ ...balance, [process]: 0 }, undefined];
    const held = (balance[process] ?? 0) + gainOf(event, isPort(process));
    const now = { ...balance, [process]: held };
    // A receive is followed by what the port does with it: judged there.
    if (event.kind !== 'step') return [now, undefined];
    const kept = keptBy(world, process);
    // The end of one request lets the next one begin in the same moment, which is told after it.
    const follows = event.name === 'done' || event.name === 'give-up' ? 1 : 0;
    if (kept === held || kept === held + follows) return [now, undefined];
    const message = `${process} should hold ${held} by what came and went, and holds ${kept}.`;
    return [now, { holds: false, events: [event.id], message }];
  },
};

function gainOf(event: TraceEvent, port: boolean): number {
  if (event.kind === 'receive') return port && event.type === 'Request' ? 1 : 0;
  if (event.kind !== 'step' || event.name === 'enqueue') return 0;
  return event.name === 'begin' ? 1 : -1;
}

function keptBy(world: LiveWorld, process: ProcessId): number {
  const { context } = world.snapshotOf(process);
  return isPort(process) ? (context as PortContext).queue.length : Object.keys((context as SenderContext).open).length;
}

export const queueBounded: Monitor<null> = {
  id: 'queue-bounded',
  claim: 'The queue never holds more than its capacity.',
  type: 'safety',
  source: 'Kleppmann 2017, ch. 8, “Network congestion and queueing”',
  on: ['enqueue'],
  start: null,
  observe(memory, world, event) {
    if (event.kind !== 'step' || event.process === undefined) return [memory, undefined];
    const { capacity } = world.snapshotOf(event.process).context as PortContext; // only the port queues
    const length = Number(event.detail.length);
    if (length <= capacity) return [memory, undefined];
    const message = `The queue holds ${length}, and its capacity is ${capacity}.`;
    return [memory, { holds: false, events: [event.id], message }];
  },
};

interface Flow {
  /** Requests answered in time, by second of true time. */
  readonly done: Readonly<Record<number, number>>;
  /** Faults under way or for good, and when one last began or ended. */
  readonly faults: number;
  readonly disturbedAt: TrueTime;
  readonly last: number;
}

const SECOND = 1_000_000;
/** After the overload: time to drain the queue and the back-offs that have grown. */
const PATIENCE = 3 * SECOND;
/** Goodput that counts as recovered, against what it was before. */
const RECOVERED = 0.8;

export const recovers: Monitor<Flow> = {
  id: 'recovers',
  claim: 'With back-off, goodput returns to what it was once an overload has ended.',
  type: 'liveness',
  source: 'Jacobson 1988; Brooker 2015, “Exponential backoff and jitter”',
  on: ['done', 'fault'],
  start: { done: {}, faults: 0, disturbedAt: 0, last: 0 },
  observe(flow, world, event) {
    if (event.kind === 'fault') {
      const faults = flow.faults + (event.phase === 'begin' ? 1 : -1);
      return [{ ...flow, faults, disturbedAt: world.now }, undefined];
    }
    const second = Math.floor(world.now / SECOND);
    return [{ ...flow, last: event.id, done: { ...flow.done, [second]: (flow.done[second] ?? 0) + 1 } }, undefined];
  },
  conclude: judge,
};

/** The last whole second of the run against the last one before the overload. */
function judge(flow: Flow, world: LiveWorld): Finding | undefined {
  const [from, until] = world.option('surge') as Range;
  const before = flow.done[Math.floor(from / SECOND) - 1] ?? 0;
  const after = flow.done[Math.floor(world.duration / SECOND) - 1] ?? 0;
  const quiet = Math.max(until, flow.disturbedAt);
  const told = (message: string): Finding => ({ holds: null, events: [], message });
  if (world.option('retry') !== 'exponential') return told('Without back-off nothing is claimed.');
  if (from >= world.duration) return told('There is no overload in this run.');
  if (flow.faults > 0) return told('A fault lasts to the end of the run.');
  if (world.duration - quiet < PATIENCE + SECOND) return told('The run ends too soon after the overload.');
  if (before === 0) return told('There was no goodput before the overload to compare with.');
  const numbers = `${after} requests answered in the last second, ${before} in the second before the overload.`;
  if (after >= RECOVERED * before) return { holds: true, events: [], message: numbers };
  return { holds: false, events: [flow.last], message: numbers };
}

/** The queue is full and refuses the next one. */
export const tailDrop: Situation<{ readonly seen: boolean }> = {
  id: 'first-drop',
  title: 'The queue overflows for the first time',
  on: ['drop'],
  start: { seen: false },
  observe: (memory, _world, event) => [{ seen: true }, memory.seen ? undefined : [event.id]],
};
