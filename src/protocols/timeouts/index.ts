/** Request, reply and a timeout: from outside, a crash, a slow server, a lost request and a lost reply are one thing. */
import { fail, ok } from '../../base/result.ts';
import type { Flaw, OptionDefinition, Portrait, ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { type CallerContext, caller } from './client.ts';
import { timeoutGallery } from './gallery.ts';
import { failedMeansNotDone, lateAnswer, silenceNoticed } from './monitors.ts';
import { type ServerContext, storedOf, timeoutServer } from './server.ts';

const MS = 1000;

const options: readonly OptionDefinition[] = [
  {
    id: 'timeout',
    title: 'Timeout',
    hint: 'How long a client waits for an answer before it suspects the server and goes on.',
    perProcess: false,
    kind: 'duration',
    fallback: 300 * MS,
    min: MS,
    max: 60_000 * MS,
    dial: { from: 10 * MS, to: 1000 * MS, step: 10 * MS },
  },
  {
    id: 'work',
    title: 'Work',
    hint: 'How long the server takes for a request; drawn anew from this range each time.',
    perProcess: true,
    kind: 'durations',
    fallback: [5 * MS, 20 * MS],
    min: 0,
    max: 60_000 * MS,
  },
];

const flaws: readonly Flaw[] = [
  {
    id: 'timeout-means-failure',
    title: 'A timeout means failure',
    rule: 'After a timeout the outcome of a request is unknown, and reported as unknown.',
    source: 'Kleppmann 2017, ch. 8, “Unreliable Networks”',
    breaks: ['failed-means-not-done'],
    exposedBy: 'timeout-means-failure',
  },
  {
    id: 'wait-for-ever',
    title: 'Wait for ever',
    rule: 'Every wait for an answer has an end.',
    source: 'Kleppmann 2017, ch. 8, “Timeouts and Unbounded Delays”',
    breaks: ['silence-noticed'],
    exposedBy: 'wait-for-ever',
  },
];

export const timeouts: ProtocolDefinition = {
  id: 'timeouts',
  title: 'Timeouts',
  source: 'Kleppmann 2017, ch. 8; Chandra & Toueg 1996',
  summary: 'Crashed, slow, request lost, reply lost: four causes, and one and the same silence for the client.',
  defaults: { processes: 1, clients: 1 },
  limits: { processes: [1, 9] },
  roles: [
    { id: 'idle', title: 'idle', tone: 'following' },
    { id: 'working', title: 'works', tone: 'leading' },
    { id: 'trusting', title: 'trusts', tone: 'following' },
    { id: 'suspecting', title: 'suspects', tone: 'seeking' },
  ],
  messages: [
    { type: 'Request', title: 'Request', form: 'request', tone: 'seeking' },
    { type: 'Reply', title: 'Reply', form: 'reply', tone: 'leading' },
  ],
  options,
  operations: ['read', 'write'],
  timers: [
    { name: 'timeout', title: 'timeout' },
    { name: 'work', title: 'work' },
  ],
  behaviours: [],
  machines: { process: timeoutServer, client: caller },
  parseInitial: (values) =>
    Object.values(values).every((value) => typeof value === 'string')
      ? ok({ values: values as Readonly<Record<string, string>> }) // each was looked at
      : fail('what a server stores are texts by key, such as x="1"'),
  stable: ({ context }) => {
    if (context === undefined) return undefined;
    return isServer(context) ? storedOf(context) : { request: (context as CallerContext).request };
  },
  caption,
  sentence,
  portray,
  monitors: [failedMeansNotDone, silenceNoticed],
  situations: [lateAnswer],
  flaws,
  gallery: timeoutGallery,
  lessons: async () => (await import('./lessons.ts')).timeoutLessons,
};

function isServer(context: Snapshot['context']): context is ServerContext {
  return 'values' in context;
}

function caption(type: string, payload: Json): string {
  const { request, op, key, value, result } = payload as Readonly<Record<string, Json>>;
  if (type === 'Reply') return `reply ${request}: ${result ?? 'nothing'}`;
  return op === 'write' ? `${request}: write ${key}=${value}` : `${request}: read ${key}`;
}

function sentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, request, client, outcome, op, key, role } = event.detail;
  switch (event.name) {
    case 'suspect':
      return `${event.process} suspects ${process}`;
    case 'trust':
      return `${event.process} trusts ${process} again`;
    case 'apply':
      return `${event.process} carries out request ${request} of ${client}: ${op} ${key}`;
    case 'report':
      return outcome === 'failed'
        ? `${event.process} says that request ${request} failed`
        : `${event.process} gives request ${request} up: nobody can tell whether it was carried out`;
    case 'role':
      return role === 'idle' || role === 'working' ? `${event.process} is ${role}` : undefined;
    default:
      return undefined;
  }
}

function portray({ context, value }: Snapshot): Portrait {
  if (isServer(context)) {
    const stored = Object.entries(context.values).map(([key, held]) => ({ name: key, value: held, stable: true }));
    const waiting = { name: 'requests waiting', value: String(context.queue.length), stable: false };
    return { role: String(value), facts: [waiting, ...stored] };
  }
  const { suspects, request, answered, givenUp, server } = context as CallerContext;
  return {
    role: suspects ? 'suspecting' : 'trusting',
    ...(suspects ? { badge: `${server}?` } : {}),
    facts: [
      { name: 'request', value: `${request}${value === 'waiting' ? ', waiting' : ''}`, stable: true },
      { name: 'answered', value: String(answered), stable: false },
      { name: 'given up', value: String(givenUp), stable: false },
    ],
  };
}
