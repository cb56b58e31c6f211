/** Clock synchronization over a network: four timestamps, corrections, several servers (Mills 1991; RFC 5905). */
import { fail, ok } from '../../base/result.ts';
import type { ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { ntpGallery } from './gallery.ts';
import { ntpClient, ntpProcess } from './machine.ts';
import type { Ask, Tell } from './messages.ts';
import { errorBound, majorityRight, neverBack } from './monitors.ts';
import { ntpOptions } from './options.ts';
import { ntpSituations } from './situations.ts';
import { isServer, type NtpContext, ROUNDS_A_LIFE } from './state.ts';

export const ntp: ProtocolDefinition = {
  id: 'ntp',
  title: 'Clock synchronization (NTP)',
  source: 'Mills 1991, RFC 5905; Kleppmann, chapter 8',
  summary: 'A client asks time servers, works out offset and delay from four timestamps, and corrects its clock.',
  defaults: { processes: 2, clients: 0 },
  limits: { processes: [2, 9] },
  roles: [
    { id: 'serving', title: 'server', tone: 'leading' },
    { id: 'working', title: 'server, at work', tone: 'leading' },
    { id: 'resting', title: 'client', tone: 'following' },
    { id: 'asking', title: 'client, asking', tone: 'seeking' },
  ],
  messages: [
    { type: 'Ask', title: 'Ask', form: 'request', tone: 'seeking' },
    { type: 'Tell', title: 'Tell', form: 'reply', tone: 'leading' },
  ],
  options: ntpOptions,
  operations: [],
  timers: [
    { name: 'poll', title: 'poll' },
    { name: 'patience', title: 'patience' },
    { name: 'processing', title: 'processing' },
    { name: 'slewEnd', title: 'end of slew' },
  ],
  behaviours: [],
  machines: { process: ntpProcess, client: ntpClient },
  readsClock: true,
  parseInitial: (values) => {
    const [stranger] = Object.keys(values);
    return stranger === undefined ? ok(undefined) : fail(`"${stranger}" is nothing that NTP stores`);
  },
  // What it knows is worth nothing after a crash; its clock runs on.
  stable: () => undefined,
  caption: (type, payload) =>
    type === 'Ask'
      ? `ask ${roundOf(payload as Ask)}`
      : `tell ${roundOf(payload as Tell)}: T3 ${inMs((payload as Tell).t3)}`,
  sentence,
  portray: (snapshot) => {
    if (!isProcess(snapshot)) return { role: String(snapshot.value), facts: [] };
    const context = snapshot.context as NtpContext;
    const role = String(snapshot.value);
    if (isServer(context))
      return { role, facts: [{ name: 'questions waiting', value: String(context.queue.length), stable: false }] };
    const { last, round, exchanges } = context;
    const corrected =
      last === undefined
        ? []
        : [
            { name: 'last correction', value: `${last.mode} by ${inMs(last.by)}`, stable: false },
            { name: 'sure within', value: `±${inMs(last.half)}`, stable: false },
            { name: 'agreeing', value: last.agreeing.join(', '), stable: false },
            { name: 'left out', value: last.left.join(', ') || 'none', stable: false },
          ];
    return {
      role,
      ...(last === undefined ? {} : { badge: `±${(last.half / 1000).toFixed(1)} ms` }),
      facts: [
        { name: 'round', value: String(roundOf({ round })), stable: false },
        { name: 'answers', value: `${exchanges.length} of ${context.servers.length}`, stable: false },
        ...corrected,
      ],
    };
  },
  monitors: [errorBound, neverBack, majorityRight],
  situations: ntpSituations,
  flaws: [
    {
      id: 'step-always',
      title: 'Step always',
      rule: 'An error below the step threshold is slewed, so that the clock never goes back for it.',
      source: 'RFC 5905 §11.3',
      breaks: ['never-back'],
      exposedBy: 'step-always',
    },
    {
      id: 'trust-one-way',
      title: 'Trust one way',
      rule: 'The offset is the mean of what the two ways say: only then is its error at most half the delay.',
      source: 'RFC 5905 §8',
      breaks: ['error-bound'],
      exposedBy: 'trust-one-way',
    },
    {
      id: 'trust-first-server',
      title: 'Trust the first server',
      rule: 'A correction needs an interval that more than half of the servers agree on.',
      source: 'Marzullo 1984; RFC 5905 §11.2.1',
      breaks: ['majority-right'],
      exposedBy: 'trust-first-server',
    },
  ],
  gallery: ntpGallery,
  lessons: async () => (await import('./lessons.ts')).ntpLessons,
};

function sentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, detail } = event;
  switch (event.name) {
    case 'poll':
      return `${process} begins a round`;
    case 'exchange':
      return `${process} finds ${detail.server} ${aheadOrBehind(Number(detail.offset))}, with a delay of ${inMs(detail.delay)}`;
    case 'adjust':
      return Number(detail.by) === 0
        ? `${process} finds its clock right`
        : `${process} ${detail.mode === 'step' ? 'steps' : 'slews'} its clock by ${inMs(detail.by)}`;
    case 'undecided':
      return `${process} leaves its clock alone: ${detail.answered} of ${detail.of} servers answered, and no majority agrees`;
    default:
      return undefined;
  }
}

function aheadOrBehind(offset: number): string {
  return offset === 0 ? 'neither ahead nor behind' : `${inMs(Math.abs(offset))} ${offset > 0 ? 'ahead' : 'behind'}`;
}

/** Within one life of the process. */
function roundOf({ round }: Ask): number {
  return round % ROUNDS_A_LIFE;
}

function isProcess({ context }: Snapshot): boolean {
  return context !== undefined && 'exchanges' in context;
}

function inMs(micros: unknown): string {
  return `${(Number(micros) / 1000).toFixed(3)} ms`;
}
