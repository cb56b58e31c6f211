/** Models of time: one request and one reply, and the question what no reply within 2d + r means. */
import { fail, ok } from '../../base/result.ts';
import type { ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import { timingGallery } from './gallery.ts';
import { onlooker, timingProcess } from './machine.ts';
import type { Numbered } from './messages.ts';
import { falseSuspicion, noFalseSuspicion } from './monitors.ts';
import type { TimingContext } from './state.ts';

const MS = 1000;

export const timingModels: ProtocolDefinition = {
  id: 'timing-models',
  title: 'Models of time',
  source: 'Dwork, Lynch, Stockmeyer: Consensus in the Presence of Partial Synchrony, 1988',
  summary:
    'One request and reply with a timeout of 2d + r: right, sometimes wrong, or meaningless, as the model of time is.',
  defaults: { processes: 2, clients: 0 },
  limits: { processes: [2, 2] },
  roles: [
    { id: 'resting', title: 'resting', tone: 'following' },
    { id: 'waiting', title: 'waiting', tone: 'seeking' },
    { id: 'suspecting', title: 'suspecting', tone: 'leading' },
    { id: 'answering', title: 'answering', tone: 'neutral' },
  ],
  messages: [
    { type: 'Request', title: 'Request', form: 'request', tone: 'seeking' },
    { type: 'Reply', title: 'Reply', form: 'reply', tone: 'following' },
  ],
  options: [
    {
      id: 'interval',
      title: 'Interval',
      hint: 'How long the asker rests between two requests.',
      perProcess: false,
      kind: 'duration',
      fallback: 50 * MS,
      min: MS,
      max: 60_000 * MS,
    },
  ],
  operations: [],
  timers: [{ name: 'interval', title: 'interval' }],
  behaviours: [],
  machines: { process: timingProcess, client: onlooker },
  parseInitial: (values) => {
    const [stranger] = Object.keys(values);
    return stranger === undefined ? ok(undefined) : fail(`nothing is stored here, and so not "${stranger}"`);
  },
  stable: () => undefined,
  caption: (type, payload) => `${type.toLowerCase()} ${(payload as Numbered).request % 1_000_000}`,
  sentence: (event) => {
    if (event.kind !== 'step') return undefined;
    const { process, name, detail } = event;
    if (name === 'suspect')
      return `${process} suspects ${detail.process}: no answer in ${Number(detail.timeout) / 1000} ms`;
    if (name === 'trust') return `${process} trusts ${detail.process} again`;
    return name === 'ask' ? `${process} asks ${detail.process}` : undefined;
  },
  portray: (snapshot) => {
    if (!isProcess(snapshot)) return { role: String(snapshot.value), facts: [] };
    const { answered, suspicions, timeout } = snapshot.context as TimingContext;
    const asking = snapshot.value !== 'answering';
    return {
      role: String(snapshot.value),
      badge: asking ? `2d+r ${Math.round(timeout / 1000)} ms` : 'answers',
      facts: asking
        ? [
            { name: 'timeout', value: `${timeout / 1000} ms`, stable: false },
            { name: 'answered in time', value: String(answered), stable: false },
            { name: 'suspicions', value: String(suspicions), stable: false },
          ]
        : [],
    };
  },
  monitors: [noFalseSuspicion],
  situations: [falseSuspicion],
  flaws: [
    {
      id: 'forget-the-way-back',
      title: 'Forget the way back',
      rule: 'The timeout is twice the longest delay and the longest time to answer: 2d + r.',
      source: 'Dwork, Lynch, Stockmeyer 1988, §1',
      breaks: ['no-false-suspicion'],
      exposedBy: 'forget-the-way-back',
    },
  ],
  gallery: timingGallery,
  lessons: async () => (await import('./lessons.ts')).lessons,
};

function isProcess({ context }: Snapshot): boolean {
  return context !== undefined && 'suspicions' in context;
}
