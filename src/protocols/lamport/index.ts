/** Lamport's logical clock (Lamport, “Time, Clocks, and the Ordering of Events in a Distributed System”, 1978). */
import { fail, ok } from '../../base/result.ts';
import type { Portrait, ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { type Note, talkMessages, talkOptions, talkPrompts, talkRoles } from '../stamped-talk.ts';
import { type LamportContext, lamportClient, lamportProcess, lamportStable } from './clock.ts';
import { lamportFlaws } from './flaws.ts';
import { lamportGallery } from './gallery.ts';
import { clockCondition, equalStamps, noPath, totalOrder } from './monitors.ts';

/** Far above what a run can count to. */
const LARGEST = 1_000_000;

export const lamport: ProtocolDefinition = {
  id: 'lamport',
  title: 'Lamport clock',
  source: 'Lamport: Time, Clocks, and the Ordering of Events in a Distributed System, 1978',
  summary: 'One counter a process orders all events so that causes come before effects, and more than that.',
  defaults: { processes: 3, clients: 0 },
  limits: { processes: [2, 9] },
  roles: talkRoles,
  messages: talkMessages,
  options: talkOptions,
  operations: [],
  timers: [{ name: 'pace', title: 'pace' }],
  prompts: talkPrompts,
  behaviours: [],
  machines: { process: lamportProcess, client: lamportClient },
  /** `initial S1 counter=5`. */
  parseInitial: ({ counter = 0, ...others }) => {
    const [stranger] = Object.keys(others);
    if (stranger !== undefined) return fail(`"${stranger}" is nothing a Lamport clock stores (counter)`);
    return typeof counter === 'number' && Number.isInteger(counter) && counter >= 0 && counter <= LARGEST
      ? ok({ stamp: counter })
      : fail(`counter must be a whole number from 0 to ${LARGEST}`);
  },
  stable: (snapshot) => (isProcess(snapshot) ? lamportStable(snapshot.context as LamportContext) : undefined),
  caption: (_, payload) => `L ${(payload as Note<number>).stamp}`,
  sentence,
  portray,
  monitors: [clockCondition, totalOrder],
  situations: [equalStamps, noPath],
  flaws: lamportFlaws,
  gallery: lamportGallery,
  lessons: async () => (await import('./lessons.ts')).lamportLessons,
};

function sentence(event: TraceEvent): string | undefined {
  if (event.kind === 'timer' && event.timer === 'local') return `${event.process} is prompted to a local step`;
  if (event.kind === 'timer' && event.timer !== 'pace')
    return `${event.process} is prompted to send to ${event.timer.slice('to'.length)}`;
  if (event.kind !== 'step') return undefined;
  const { detail, process } = event;
  if (event.name === 'role') return `${process} is ${detail.role}`;
  if (event.name !== 'stamp') return undefined;
  switch (detail.of) {
    case 'send':
      return `${process} stamps its send to ${detail.to} with ${detail.value}`;
    case 'receive':
      return `${process} hears ${detail.received} from ${detail.from} and stamps the receipt ${detail.value}`;
    default:
      return `${process} stamps a local step ${detail.value}`;
  }
}

function portray(snapshot: Snapshot): Portrait {
  if (!isProcess(snapshot)) return { role: String(snapshot.value), facts: [] };
  const { stamp, events } = snapshot.context as LamportContext;
  return {
    role: String(snapshot.value),
    badge: `L ${stamp}`,
    facts: [
      { name: 'counter', value: String(stamp), stable: true },
      { name: 'events since the start', value: String(events), stable: false },
    ],
  };
}

/** Clients have charts of their own, and `stable` and `portray` are asked about them too. */
function isProcess({ context }: Snapshot): boolean {
  return context !== undefined && 'stamp' in context;
}
