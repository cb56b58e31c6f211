/** Failure detection by timeouts, pulled (ping) or pushed (heartbeat): everybody watches everybody. */
import { fail, ok } from '../../base/result.ts';
import type { OptionDefinition, Portrait, ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { detectorFlaws } from './flaws.ts';
import { detectorGallery } from './gallery.ts';
import { detector, detectorClient } from './machine.ts';
import { crashesNoticed, mistake, noFalseSuspicion, withdrawn } from './monitors.ts';
import { type DetectorContext, suspectsOf } from './state.ts';

const MS = 1000;

const options: readonly OptionDefinition[] = [
  {
    id: 'style',
    title: 'Style',
    hint: 'Heartbeats are sent unasked; pings ask for an answer, at twice the messages.',
    perProcess: false,
    kind: 'choice',
    fallback: 'heartbeat',
    choices: ['heartbeat', 'ping'],
  },
  {
    id: 'period',
    title: 'Period',
    hint: 'How long between two heartbeats, or two pings.',
    perProcess: true,
    kind: 'duration',
    fallback: 100 * MS,
    min: 5 * MS,
    max: 60_000 * MS,
    dial: { from: 20 * MS, to: 500 * MS, step: 10 * MS },
  },
  {
    id: 'timeout',
    title: 'Timeout',
    hint: 'How long after the last heartbeat, or after a ping without an answer, a process is suspected.',
    perProcess: true,
    kind: 'duration',
    fallback: 250 * MS,
    min: 5 * MS,
    max: 60_000 * MS,
    dial: { from: 20 * MS, to: 1000 * MS, step: 10 * MS },
  },
];

export const pingHeartbeat: ProtocolDefinition = {
  id: 'ping-heartbeat',
  title: 'Ping and heartbeat',
  source: 'Chandra & Toueg 1996; Kleppmann 2017, ch. 8',
  summary: 'Silence for a timeout is taken for a crash, and taken back when the silence ends: soon or sure, not both.',
  defaults: { processes: 3, clients: 0 },
  limits: { processes: [2, 9] },
  roles: [
    { id: 'trusting', title: 'trusts all', tone: 'following' },
    { id: 'suspecting', title: 'suspects', tone: 'seeking' },
  ],
  messages: [
    { type: 'Heartbeat', title: 'Heartbeat', form: 'request', tone: 'following' },
    { type: 'Ping', title: 'Ping', form: 'request', tone: 'seeking' },
    { type: 'Pong', title: 'Pong', form: 'reply', tone: 'following' },
  ],
  options,
  operations: [],
  timers: [
    { name: 'period', title: 'period' },
    { name: 'timeout', title: 'timeout' },
  ],
  behaviours: [],
  machines: { process: detector, client: detectorClient },
  parseInitial: (values) =>
    Object.keys(values).length === 0 ? ok(undefined) : fail('a detector has nothing on stable storage'),
  stable: () => undefined,
  caption,
  sentence,
  portray,
  monitors: [crashesNoticed, withdrawn, noFalseSuspicion],
  situations: [mistake],
  flaws: detectorFlaws,
  gallery: detectorGallery,
  lessons: async () => (await import('./lessons.ts')).detectorLessons,
};

function caption(type: string, payload: Json): string {
  const { round, number } = payload as { readonly round?: number; readonly number?: number };
  return type === 'Heartbeat' ? `beat ${number}` : `${type.toLowerCase()} ${round}`;
}

function sentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, suspects } = event.detail;
  if (event.name === 'suspect') return `${event.process} suspects ${process}`;
  if (event.name === 'trust') return `${event.process} trusts ${process} again`;
  if (event.name !== 'role' || !Array.isArray(suspects)) return undefined;
  return suspects.length === 0
    ? `${event.process} suspects nobody`
    : `${event.process} now suspects ${suspects.join(', ')}`;
}

/** Short enough for the disc of a process. */
function badgeOf(suspects: readonly string[]): string {
  const names = suspects.map((name) => `${name}?`).join(' ');
  return names.length <= 8 ? names : `${suspects.length} doubted`;
}

function portray({ context }: Snapshot): Portrait {
  if (context === undefined || !('peers' in context)) return { role: 'idle', facts: [] };
  const own = context as DetectorContext;
  const suspects = suspectsOf(own);
  return {
    role: suspects.length === 0 ? 'trusting' : 'suspecting',
    ...(suspects.length === 0 ? {} : { badge: badgeOf(suspects) }),
    facts: [
      { name: 'suspects', value: suspects.length === 0 ? '–' : suspects.join(' '), stable: false },
      { name: own.style === 'ping' ? 'pings sent' : 'beats sent', value: String(own.round), stable: false },
      ...Object.entries(own.peers).map(([name, { arrivals, unanswered }]) => ({
        name: `from ${name}`,
        value: own.style === 'ping' ? `${arrivals} answers, ${unanswered.length} awaited` : `${arrivals} beats`,
        stable: false,
      })),
    ],
  };
}
