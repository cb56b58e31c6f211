/** Retries against a queue: how a short overload becomes a lasting one, and how back-off lets it pass. */
import { fail, ok } from '../../base/result.ts';
import type { Portrait, ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { stormFlaws } from './flaws.ts';
import { stormGallery } from './gallery.ts';
import type { Request } from './messages.ts';
import { conservation, queueBounded, recovers, tailDrop } from './monitors.ts';
import { stormOptions } from './options.ts';
import { type PortContext, port } from './port.ts';
import { isPort, type SenderContext, sender, stormClient } from './sender.ts';

export const retryStorm: ProtocolDefinition = {
  id: 'retry-storm',
  title: 'Retry storm',
  source: 'Kleppmann 2017, ch. 8; Brooker 2015; Bronson et al. 2021',
  summary: 'Impatient senders at one queue: a second of overload that never ends, unless retries back off.',
  defaults: { processes: 4, clients: 0 },
  limits: { processes: [2, 9] },
  named: (count) => ['port', ...Array.from({ length: count - 1 }, (_, index) => `S${index + 1}`)],
  checkCast: (processes) =>
    processes.includes('port') ? undefined : 'one of the processes must be the "port" that the others send to',
  roles: [
    { id: 'idle', title: 'idle', tone: 'following' },
    { id: 'busy', title: 'serves', tone: 'leading' },
    { id: 'calm', title: 'calm', tone: 'following' },
    { id: 'retrying', title: 'retries', tone: 'seeking' },
  ],
  messages: [
    { type: 'Request', title: 'Request', form: 'request', tone: 'seeking' },
    { type: 'Reply', title: 'Reply', form: 'reply', tone: 'leading' },
  ],
  options: stormOptions,
  operations: [],
  timers: [
    { name: 'interval', title: 'next request' },
    { name: 'requestTimeout', title: 'timeout' },
    { name: 'backOff', title: 'back-off' },
    { name: 'service', title: 'service' },
  ],
  behaviours: [],
  readsClock: true,
  machines: { process: sender, client: stormClient },
  machineOf: (process) => (isPort(process) ? port : undefined),
  parseInitial: (values) =>
    Object.keys(values).length === 0 ? ok(undefined) : fail('neither the port nor a sender has stable storage'),
  stable: () => undefined,
  caption: (type, payload: Json) => {
    const { request, attempt } = payload as Request;
    const tried = attempt === 1 ? '' : `, try ${attempt}`;
    return type === 'Reply' ? `answer ${request}${tried}` : `${request}${tried}`;
  },
  sentence,
  portray,
  monitors: [conservation, queueBounded, recovers],
  situations: [tailDrop],
  flaws: stormFlaws,
  gallery: stormGallery,
  lessons: async () => (await import('./lessons.ts')).stormLessons,
};

function sentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { from, request, attempt, length, wait, held } = event.detail;
  switch (event.name) {
    case 'enqueue':
      return `try ${attempt} of ${from} ${request} waits in the queue, now ${length} long`;
    case 'drop':
      return `the queue is full: try ${attempt} of ${from} ${request} is dropped`;
    case 'serve':
      return `try ${attempt} of ${from} ${request} is answered, ${length} wait`;
    case 'arrive':
      return `a new request comes to ${event.process}, ${held} wait there to be begun`;
    case 'begin':
      return `${event.process} begins request ${request}`;
    case 'wait':
      return `${event.process} waits ${(Number(wait) / 1000).toFixed(0)} ms before it tries request ${request} again`;
    case 'retry':
      return `${event.process} tries request ${request} again, try ${attempt}`;
    case 'give-up':
      return `${event.process} gives request ${request} up`;
    case 'done':
      return `${event.process} has the answer to request ${request}, try ${attempt}`;
    case 'late':
      return `an answer comes too late for ${event.process}: request ${request}, try ${attempt}`;
    default:
      return undefined;
  }
}

function portray({ context }: Snapshot): Portrait {
  if (context === undefined) return { role: 'calm', facts: [] };
  const fact = (name: string, value: number) => ({ name, value: String(value), stable: false });
  if ('queue' in context) {
    const { queue, capacity, served, dropped } = context as PortContext;
    return {
      role: queue.length > 0 ? 'busy' : 'idle',
      badge: `${queue.length}/${capacity}`,
      facts: [fact('waiting', queue.length), fact('served', served), fact('dropped', dropped)],
    };
  }
  // A client has neither a queue nor requests.
  if (!('open' in context)) return { role: 'calm', facts: [] };
  const { open, held, answered, givenUp, retries } = context as SenderContext;
  const tries = Object.values(open).some(({ attempt }) => attempt > 1);
  return {
    role: tries ? 'retrying' : 'calm',
    badge: `${Object.keys(open).length} open`,
    facts: [
      fact('open', Object.keys(open).length),
      fact('held back', held),
      fact('answered', answered),
      fact('given up', givenUp),
      fact('retries', retries),
    ],
  };
}
