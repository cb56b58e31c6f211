/** Models of processes: one counter service under crash-stop, crash-recovery and arbitrary faults. */
import { fail, ok } from '../../base/result.ts';
import type { ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import { processGallery } from './gallery.ts';
import { counterProcess, onlooker } from './machine.ts';
import { nothingLost, toldALie } from './monitors.ts';
import { type Added, type CounterContext, stableOf } from './state.ts';

const MS = 1000;

export const processModels: ProtocolDefinition = {
  id: 'process-models',
  title: 'Models of processes',
  source: 'Cachin, Guerraoui, Rodrigues: Reliable and Secure Distributed Programming, §2.2',
  summary:
    'One counter service under crash-stop, crash-recovery and arbitrary faults: what is in memory, what on disk, what can be believed.',
  defaults: { processes: 2, clients: 0 },
  limits: { processes: [2, 2] },
  roles: [
    { id: 'serving', title: 'serving', tone: 'leading' },
    { id: 'asking', title: 'asking', tone: 'seeking' },
  ],
  messages: [
    { type: 'Add', title: 'Add', form: 'request', tone: 'seeking' },
    { type: 'Added', title: 'Added', form: 'reply', tone: 'leading' },
  ],
  options: [
    {
      id: 'interval',
      title: 'Interval',
      hint: 'How long the asker rests between two additions.',
      perProcess: false,
      kind: 'duration',
      fallback: 50 * MS,
      min: MS,
      max: 60_000 * MS,
    },
  ],
  operations: [],
  timers: [{ name: 'interval', title: 'interval' }],
  behaviours: ['boast'],
  lie: (_behaviour, { type, payload }) =>
    type === 'Added' ? { ...(payload as Added), count: (payload as Added).count * 10 } : payload,
  machines: { process: counterProcess, client: onlooker },
  parseInitial: ({ count = 0, ...others }) => {
    const [stranger] = Object.keys(others);
    if (stranger !== undefined) return fail(`"${stranger}" is nothing the server stores (count)`);
    return typeof count === 'number' && Number.isInteger(count) && count >= 0 && count <= 1_000_000
      ? ok({ disk: { count, done: 0 }, asked: 0 })
      : fail('count must be a whole number from 0 to 1000000');
  },
  stable: (snapshot) => (isProcess(snapshot) ? stableOf(snapshot.context as CounterContext) : undefined),
  caption: (type, payload) =>
    type === 'Added' ? `count ${(payload as Added).count}` : `add ${(payload as Added).number}`,
  sentence: (event) => {
    if (event.kind !== 'step') return undefined;
    const { process, name, detail } = event;
    if (name === 'load') return `${process} starts with ${detail.count} from its disk`;
    if (name === 'add')
      return `${process} counts ${detail.count}${detail.written === true ? ' and writes it' : ' in memory'}`;
    if (name === 'flush') return `${process} writes ${detail.count} to its disk`;
    return name === 'acknowledged' ? `${process} is told ${detail.count}` : undefined;
  },
  portray: (snapshot) => {
    if (!isProcess(snapshot)) return { role: String(snapshot.value), facts: [] };
    const { memory, disk, asked, told } = snapshot.context as CounterContext;
    const serving = snapshot.value === 'serving';
    return {
      role: String(snapshot.value),
      badge: serving ? `count ${memory.count}` : `told ${told}`,
      facts: serving
        ? [
            { name: 'count in memory', value: String(memory.count), stable: false },
            { name: 'count on disk', value: String(disk.count), stable: true },
          ]
        : [
            { name: 'asks for addition', value: String(asked), stable: true },
            { name: 'told', value: String(told), stable: false },
          ],
    };
  },
  monitors: [nothingLost],
  situations: [toldALie],
  flaws: [
    {
      id: 'reply-before-writing',
      title: 'Reply before writing',
      rule: 'What is acknowledged is on stable storage before the answer leaves.',
      source: 'Cachin, Guerraoui, Rodrigues 2011, §2.2',
      breaks: ['nothing-lost'],
      exposedBy: 'reply-before-writing',
    },
  ],
  gallery: processGallery,
  lessons: async () => (await import('./lessons.ts')).lessons,
};

function isProcess({ context }: Snapshot): boolean {
  return context !== undefined && 'memory' in context;
}
