/** Weak lies: checksums, range checks and a majority of time servers, against accidents and not against malice. */
import { fail, ok } from '../../base/result.ts';
import type { HonestMessage, OptionDefinition, ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import { weakGallery } from './gallery.ts';
import { onlooker, timeProcess } from './machine.ts';
import { checksum, type Time } from './messages.ts';
import { outvoted, refused, validTime } from './monitors.ts';
import type { TimeContext } from './state.ts';

const MS = 1000;
const A_MINUTE = 60_000 * MS;

export const weakLies: ProtocolDefinition = {
  id: 'weak-lies',
  title: 'Weak lies',
  source: 'Kleppmann: Designing Data-Intensive Applications, ch. 8',
  summary: 'Several time servers, one of them false: checksums, range checks and a majority catch what is not malice.',
  defaults: { processes: 6, clients: 0 },
  limits: { processes: [2, 8] },
  roles: [
    { id: 'resting', title: 'resting', tone: 'following' },
    { id: 'collecting', title: 'collecting', tone: 'seeking' },
    { id: 'telling', title: 'telling the time', tone: 'neutral' },
  ],
  messages: [
    { type: 'Ask', title: 'Ask', form: 'request', tone: 'seeking' },
    { type: 'Time', title: 'Time', form: 'reply', tone: 'following' },
  ],
  options: [
    duration('interval', 'Interval', 'How long the asker rests between two rounds.', 100 * MS),
    duration('patience', 'Patience', 'How long a round waits for answers.', 60 * MS),
    duration('plausible', 'Plausible', 'A time further than this from the own clock is refused.', 10_000 * MS),
  ],
  operations: [],
  timers: [{ name: 'interval', title: 'interval' }],
  behaviours: ['flip-bit', 'nonsense', 'ahead'],
  lie,
  machines: { process: timeProcess, client: onlooker },
  readsClock: true,
  parseInitial: (values) => {
    const [stranger] = Object.keys(values);
    return stranger === undefined ? ok(undefined) : fail(`nothing is stored here, and so not "${stranger}"`);
  },
  stable: () => undefined,
  caption: (type, payload) => (type === 'Time' ? seconds((payload as Time).time) : 'time?'),
  sentence: (event) => {
    if (event.kind !== 'step') return undefined;
    const { process, name, detail } = event;
    if (name === 'refuse') return `${process} refuses what ${detail.server} says: ${detail.reason}`;
    if (name === 'outvote') return `${process} leaves out ${detail.server}: most say otherwise`;
    if (name === 'undecided') return `${process} finds no majority`;
    return name === 'accept' ? `${process} accepts ${seconds(Number(detail.time))}` : undefined;
  },
  portray: (snapshot) => {
    if (!isProcess(snapshot)) return { role: String(snapshot.value), facts: [] };
    const { accepted, offers } = snapshot.context as TimeContext;
    if (snapshot.value === 'telling') return { role: 'telling', facts: [] };
    return {
      role: String(snapshot.value),
      ...(accepted === undefined ? {} : { badge: seconds(accepted) }),
      facts: [
        { name: 'accepted', value: accepted === undefined ? 'nothing yet' : seconds(accepted), stable: false },
        { name: 'answers of the round', value: offers.map(({ server }) => server).join(', ') || 'none', stable: false },
      ],
    };
  },
  monitors: [validTime],
  situations: [refused, outvoted],
  flaws: [
    {
      id: 'trust-the-first-server',
      title: 'Trust the first server',
      rule: 'A time is accepted only where more than half of the servers that were asked allow it.',
      source: 'Marzullo 1984',
      breaks: ['valid-time'],
      exposedBy: 'trust-the-first-server',
    },
  ],
  gallery: weakGallery,
  lessons: async () => (await import('./lessons.ts')).lessons,
};

/** Only times are lied about. An accident leaves the checksum as it was; whoever is plainly wrong makes a right one. */
function lie(behaviour: string, { type, payload }: HonestMessage): Json {
  if (type !== 'Time') return payload;
  const told = payload as Time;
  const saying = (time: number): Json => ({ ...told, time, check: checksum(told.round, time) });
  switch (behaviour) {
    case 'flip-bit':
      return { ...told, time: told.time + 4096 };
    case 'nonsense':
      return saying(1_000_000_000_000_000);
    case 'ahead':
      return saying(told.time + 3_000 * MS);
    default:
      return payload;
  }
}

function duration(id: string, title: string, hint: string, fallback: number): OptionDefinition {
  return { id, title, hint, perProcess: false, kind: 'duration', fallback, min: MS, max: A_MINUTE };
}

function seconds(micros: number): string {
  return `${(micros / 1_000_000).toFixed(3)} s`;
}

function isProcess({ context }: Snapshot): boolean {
  return context !== undefined && 'offers' in context;
}
