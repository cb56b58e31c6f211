/** The φ accrual failure detector: how suspect a process is, learnt from the times at which its heartbeats come. */
import { fail, ok } from '../../base/result.ts';
import type { Portrait, ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { accrualGallery } from './gallery.ts';
import { accrualClient, accrualDetector } from './machine.ts';
import type { Heartbeat } from './messages.ts';
import { crashesNoticed, mistake, phiFormula, withdrawn } from './monitors.ts';
import { accrualOptions } from './options.ts';
import { type AccrualContext, learntOf, suspectsOf } from './state.ts';

export const phiAccrual: ProtocolDefinition = {
  id: 'phi-accrual',
  title: 'φ accrual',
  source: 'Hayashibara et al. 2004; Akka; Cassandra',
  summary: 'Suspicion as a level: φ grows with silence, measured against the silences that this link is known for.',
  defaults: { processes: 2, clients: 0 },
  limits: { processes: [2, 6] },
  roles: [
    { id: 'trusting', title: 'trusts all', tone: 'following' },
    { id: 'suspecting', title: 'suspects', tone: 'seeking' },
  ],
  messages: [{ type: 'Heartbeat', title: 'Heartbeat', form: 'request', tone: 'following' }],
  options: accrualOptions,
  operations: [],
  timers: [
    { name: 'period', title: 'period' },
    { name: 'check', title: 'check' },
  ],
  behaviours: [],
  readsClock: true,
  machines: { process: accrualDetector, client: accrualClient },
  parseInitial: (values) =>
    Object.keys(values).length === 0 ? ok(undefined) : fail('a detector has nothing on stable storage'),
  stable: () => undefined,
  caption: (_, payload: Json) => `beat ${(payload as Heartbeat).number}`,
  sentence,
  portray,
  monitors: [phiFormula, crashesNoticed, withdrawn],
  situations: [mistake],
  flaws: [
    {
      id: 'forget-intervals',
      title: 'Forget the intervals',
      rule: 'Mean and deviation are those of the last intervals, as many as the window holds.',
      source: 'Hayashibara et al. 2004, §4.2',
      breaks: ['phi-formula'],
      exposedBy: 'forget-intervals',
    },
    {
      id: 'learn-silence',
      title: 'Learn from silence',
      rule: 'Only the time between two arrivals is an interval; a silence that lasts is not.',
      source: 'Hayashibara et al. 2004, §4.2',
      breaks: ['phi-formula', 'completeness'],
      exposedBy: 'learn-silence',
    },
  ],
  gallery: accrualGallery,
  lessons: async () => (await import('./lessons.ts')).accrualLessons,
};

function sentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, suspects, phi, elapsed } = event.detail;
  if (event.name === 'suspect') return `${event.process} suspects ${process}`;
  if (event.name === 'trust') return `${event.process} trusts ${process} again`;
  if (event.name === 'phi')
    return `${event.process} holds φ of ${process} to be ${phi} after ${(Number(elapsed) / 1000).toFixed(0)} ms of silence`;
  if (event.name !== 'role' || !Array.isArray(suspects)) return undefined;
  return suspects.length === 0
    ? `${event.process} suspects nobody`
    : `${event.process} now suspects ${suspects.join(', ')}`;
}

function portray({ context }: Snapshot): Portrait {
  if (context === undefined || !('peers' in context)) return { role: 'idle', facts: [] };
  const own = context as AccrualContext;
  const suspects = suspectsOf(own);
  const names = suspects.map((name) => `${name}?`).join(' ');
  return {
    role: suspects.length === 0 ? 'trusting' : 'suspecting',
    ...(suspects.length === 0 ? {} : { badge: names.length <= 8 ? names : `${suspects.length} doubted` }),
    facts: [
      { name: 'suspects', value: suspects.length === 0 ? '–' : suspects.join(' '), stable: false },
      ...Object.entries(own.peers).map(([name, peer]) => {
        const { mean, deviation } = learntOf(own, peer);
        const value = `${(mean / 1000).toFixed(1)} ± ${(deviation / 1000).toFixed(1)} ms`;
        return { name: `from ${name} every`, value, stable: false };
      }),
    ],
  };
}
