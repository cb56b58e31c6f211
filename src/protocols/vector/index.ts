/** Vector clocks (Fidge 1988; Mattern 1989). */
import { fail, ok } from '../../base/result.ts';
import type { Portrait, ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { type Note, talkMessages, talkOptions, talkPrompts, talkRoles } from '../stamped-talk.ts';
import { type Vector, type VectorContext, vectorClient, vectorProcess, vectorStable } from './clock.ts';
import { vectorFlaws } from './flaws.ts';
import { vectorGallery } from './gallery.ts';
import { allConcurrent, beforeIsLess, lessIsBefore } from './monitors.ts';

/** Components that fit under a name on the stage. */
const WIDEST_BADGE = 3;

export const vector: ProtocolDefinition = {
  id: 'vector',
  title: 'Vector clocks',
  source: 'Fidge: Timestamps in message-passing systems, 1988; Mattern: Virtual Time and Global States, 1989',
  summary: 'A counter for each process tells exactly what happened before what, and what is concurrent.',
  defaults: { processes: 3, clients: 0 },
  limits: { processes: [2, 9] },
  roles: talkRoles,
  messages: talkMessages,
  options: talkOptions,
  operations: [],
  timers: [{ name: 'pace', title: 'pace' }],
  prompts: talkPrompts,
  behaviours: [],
  machines: { process: vectorProcess, client: vectorClient },
  parseInitial: (values) => {
    const [stranger] = Object.keys(values);
    return stranger === undefined
      ? ok(undefined)
      : fail(`"${stranger}" is nothing a vector clock stores at the start: all begin at 0`);
  },
  stable: (snapshot) => (isProcess(snapshot) ? vectorStable(snapshot.context as VectorContext) : undefined),
  caption: (_, payload) => show((payload as Note<Vector>).stamp),
  sentence,
  portray,
  monitors: [beforeIsLess, lessIsBefore],
  situations: [allConcurrent],
  flaws: vectorFlaws,
  gallery: vectorGallery,
  lessons: async () => (await import('./lessons.ts')).vectorLessons,
};

function sentence(event: TraceEvent): string | undefined {
  if (event.kind === 'timer' && event.timer === 'local') return `${event.process} is prompted to a local step`;
  if (event.kind === 'timer' && event.timer !== 'pace')
    return `${event.process} is prompted to send to ${event.timer.slice('to'.length)}`;
  if (event.kind !== 'step') return undefined;
  const { detail, process } = event;
  if (event.name === 'role') return `${process} is ${detail.role}`;
  if (event.name !== 'stamp') return undefined;
  const stamp = show(detail.value as Vector); // `stamped-talk.ts` writes it
  switch (detail.of) {
    case 'send':
      return `${process} stamps its send to ${detail.to} with ${stamp}`;
    case 'receive':
      return `${process} hears ${show(detail.received as Vector)} from ${detail.from} and stamps the receipt ${stamp}`;
    default:
      return `${process} stamps a local step ${stamp}`;
  }
}

function portray(snapshot: Snapshot): Portrait {
  if (!isProcess(snapshot)) return { role: String(snapshot.value), facts: [] };
  const { id, stamp, events, processes } = snapshot.context as VectorContext;
  return {
    role: String(snapshot.value),
    badge: stamp.length <= WIDEST_BADGE ? show(stamp) : `own ${stamp[processes.indexOf(id)]}`,
    facts: [
      { name: 'vector', value: processes.map((id, at) => `${id} ${stamp[at]}`).join(', '), stable: true },
      { name: 'events since the start', value: String(events), stable: false },
    ],
  };
}

function show(stamp: Vector): string {
  return `[${stamp.join(' ')}]`;
}

/** Clients have charts of their own, and `stable` and `portray` are asked about them too. */
function isProcess({ context }: Snapshot): boolean {
  return context !== undefined && 'stamp' in context;
}
