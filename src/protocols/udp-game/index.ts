/** A game whose snapshots go over datagrams or over an ordered stream: how fresh the picture is that a player sees. */
import { fail, ok } from '../../base/result.ts';
import type { Snapshot as Machines, Portrait, ProtocolDefinition } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { checkCast, isPlayer, namedCast } from './cast.ts';
import { gameGallery } from './gallery.ts';
import { goesOn, neverBack, tooLate } from './monitors.ts';
import { onlooker, type PlayerContext, player } from './player.ts';
import { gameServer, type ServerContext, saved } from './server.ts';

const MS = 1000;
const SOURCE = 'Vitillo 2021, §2.5 (custom protocols)';

export const udpGame: ProtocolDefinition = {
  id: 'udp-game',
  title: 'A game over UDP',
  source: 'Vitillo 2021, §2.5; RFC 768',
  summary: 'Snapshots of a game over datagrams or over an ordered stream: lost is better than late.',
  defaults: { processes: 3, clients: 0 },
  limits: { processes: [2, 9] },
  named: namedCast,
  checkCast,
  roles: [
    { id: 'hosting', title: 'holds the game', tone: 'leading' },
    { id: 'blind', title: 'sees nothing yet', tone: 'seeking' },
    { id: 'playing', title: 'plays', tone: 'following' },
  ],
  messages: [
    { type: 'Snapshot', title: 'Snapshot', form: 'request', tone: 'leading' },
    { type: 'Input', title: 'Input', form: 'request', tone: 'neutral' },
  ],
  options: [
    {
      id: 'tick',
      title: 'Tick',
      hint: 'Time between two snapshots of the server.',
      perProcess: false,
      kind: 'duration',
      fallback: 50 * MS,
      min: MS,
      max: 10_000 * MS,
    },
    {
      id: 'inputs',
      title: 'Inputs',
      hint: 'Time between two readings of a player’s stick.',
      perProcess: true,
      kind: 'duration',
      fallback: 100 * MS,
      min: MS,
      max: 10_000 * MS,
    },
  ],
  operations: [],
  timers: [
    { name: 'tick', title: 'next snapshot' },
    { name: 'inputs', title: 'next input' },
  ],
  behaviours: [],
  machines: { process: gameServer, client: onlooker },
  machineOf: (process) => (isPlayer(process) ? player : gameServer),
  parseInitial: (values) => {
    const [stranger] = Object.keys(values);
    return stranger === undefined ? ok(undefined) : fail(`"${stranger}" is nothing that a game starts with`);
  },
  stable: (snapshot) => {
    if (isServer(snapshot)) return saved(snapshot.context as ServerContext);
    return isPlayers(snapshot) ? { inputs: (snapshot.context as PlayerContext).inputs } : undefined;
  },
  caption: (type, payload) => {
    const { number, heading } = payload as Readonly<Record<string, Json>>;
    if (type === 'Snapshot') return String(number);
    return heading === 0 ? 'stay' : heading === 1 ? 'right' : 'left';
  },
  sentence,
  portray,
  monitors: [neverBack, goesOn],
  situations: [tooLate],
  flaws: [
    {
      id: 'show-what-arrives',
      title: 'Shown as it comes',
      rule: 'A snapshot that is older than the one on the screen is thrown away.',
      source: SOURCE,
      breaks: ['never-back'],
      exposedBy: 'show-what-arrives',
    },
    {
      id: 'wait-for-each',
      title: 'No snapshot is left out',
      rule: 'A snapshot that is missing is not waited for: a newer one takes its place.',
      source: SOURCE,
      breaks: ['goes-on'],
      exposedBy: 'wait-for-each',
    },
  ],
  gallery: gameGallery,
  lessons: async () => (await import('./lessons.ts')).gameLessons,
};

function isServer({ context }: Machines): boolean {
  return context !== undefined && 'tick' in context;
}
function isPlayers({ context }: Machines): boolean {
  return context !== undefined && 'shown' in context;
}

function sentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, name, detail } = event;
  switch (name) {
    case 'tick':
      return `${process} takes snapshot ${detail.number}`;
    case 'show':
      return `${process} sees snapshot ${detail.number}${Number(detail.missed) > 0 && Number(detail.number) - Number(detail.missed) > 1 ? `, and never saw the ${detail.missed} before it` : ''}`;
    case 'late':
      return `${process} throws snapshot ${detail.number} away: ${detail.shown} is on its screen`;
    default:
      return undefined;
  }
}

function portray(snapshot: Machines): Portrait {
  if (isServer(snapshot)) {
    const { number, places } = snapshot.context as ServerContext;
    return {
      role: 'hosting',
      badge: `tick ${number}`,
      facts: [
        { name: 'tick', value: String(number), stable: true },
        ...Object.entries(places).map(([name, place]) => ({ name, value: String(place), stable: true })),
      ],
    };
  }
  if (!isPlayers(snapshot)) return { role: 'playing', facts: [] };
  const { shown, arrived, late, places } = snapshot.context as PlayerContext;
  return {
    role: shown === 0 ? 'blind' : 'playing',
    badge: shown === 0 ? '–' : `sees ${shown}`,
    facts: [
      { name: 'on the screen', value: shown === 0 ? '–' : String(shown), stable: false },
      { name: 'arrived', value: String(arrived), stable: false },
      { name: 'too late', value: String(late), stable: false },
      ...Object.entries(places).map(([name, place]) => ({
        name: `sees ${name} at`,
        value: String(place),
        stable: false,
      })),
    ],
  };
}
