/** What the stage draws of a world: plain values by stable keys, no shapes yet. */
import type { Portrait, ProtocolDefinition, Snapshot, Tone } from '../../sim/protocol.ts';
import type { Json, ProcessId, Scenario, TrueTime } from '../../sim/scenario.ts';
import type { Flight, LinkState, ProcessState, ProcessStatus, World } from '../../sim/world.ts';
import { clockText, figuresText, shortTime } from './words.ts';

export type SceneProtocol = Pick<ProtocolDefinition, 'id' | 'roles' | 'messages' | 'portray' | 'caption' | 'timers'>;

export interface ProcessView {
  readonly id: ProcessId;
  readonly client: boolean;
  readonly status: ProcessStatus;
  readonly tone: Tone;
  /** Title of its role. */
  readonly role: string;
  /** Its role is said in words, not only in colour. */
  readonly spoken: boolean;
  readonly badge: string | undefined;
  readonly epoch: number | undefined;
  readonly votes: { readonly granted: number; readonly needed: number } | undefined;
  /** Pills below the disc. */
  readonly notes: readonly { readonly text: string; readonly look: 'clock' | 'fault' | 'note' }[];
  /** What is left of the timer that is due next, from 1 to 0; undefined: none runs. */
  readonly timer: number | undefined;
  /** Name for those who cannot see it, e.g. `S1, leader, term 2, up`. */
  readonly name: string;
}

export type LinkCondition = 'open' | 'cut' | 'degraded';

/** Both directions of a channel; `a` comes first in the scenario. */
export interface LinkView {
  readonly key: string;
  readonly a: ProcessId;
  readonly b: ProcessId;
  readonly there: LinkCondition;
  readonly back: LinkCondition;
  /** Ends at a client. */
  readonly faint: boolean;
  /** What differs from the network, e.g. `30% loss`. */
  readonly label: string | undefined;
  readonly name: string;
}

export interface FlightView {
  /** `message#copy` */
  readonly key: string;
  readonly flight: Flight;
  readonly tone: Tone;
  readonly form: 'request' | 'reply';
  readonly sign: '+' | '−' | undefined;
  readonly caption: string;
  /** From 0 at its sender to 1 at its receiver. */
  readonly share: number;
  readonly name: string;
}

const portraits = new WeakMap<Snapshot, Portrait>();

/** A snapshot never changes, so neither does its portrait. */
export function portraitOf(protocol: Pick<ProtocolDefinition, 'portray'>, snapshot: Snapshot): Portrait {
  const known = portraits.get(snapshot);
  if (known !== undefined) return known;
  const portrait = protocol.portray(snapshot);
  portraits.set(snapshot, portrait);
  return portrait;
}

export function processView(process: ProcessState, protocol: SceneProtocol, at: TrueTime): ProcessView {
  const portrait = portraitOf(protocol, process.snapshot);
  const role = protocol.roles.find(({ id }) => id === portrait.role);
  const title = role?.title ?? portrait.role;
  const { votes } = portrait;
  const state = process.status === 'crashed' ? 'down' : process.status;
  const notes = notesOf(process, at);
  return {
    id: process.id,
    client: process.client,
    status: process.status,
    tone: role?.tone ?? 'neutral',
    role: title,
    spoken: role?.spoken === true || role?.tone === 'leading' || role?.tone === 'seeking',
    badge: portrait.badge,
    epoch: portrait.epoch,
    votes: votes === undefined ? undefined : { granted: votes.granted.length, needed: votes.needed },
    notes,
    timer: timerLeft(process, at),
    name: [
      process.id,
      ...(process.client ? ['client'] : []),
      title,
      portrait.badge,
      ...(votes === undefined ? [] : [`${votes.granted.length} of ${votes.needed} votes`]),
      state,
      ...notes.map(({ text }) => text),
    ]
      .filter((word) => word !== undefined && word !== '')
      .join(', '),
  };
}

function notesOf(process: ProcessState, at: TrueTime): ProcessView['notes'] {
  const clock = process.status === 'crashed' ? undefined : clockText(process.clock, at);
  const waiting = process.inbox.length;
  return [
    ...(waiting === 0 ? [] : [{ text: `${waiting} waiting`, look: 'note' as const }]),
    ...(clock === undefined ? [] : [{ text: clock, look: 'clock' as const }]),
  ];
}

function timerLeft({ timers, status }: ProcessState, at: TrueTime): number | undefined {
  if (status === 'crashed' || timers.length === 0) return undefined;
  const next = timers.reduce((first, timer) => (timer.dueAt < first.dueAt ? timer : first));
  const length = next.dueAt - next.setAt;
  return length <= 0 ? 0 : Math.max(0, Math.min(1, (next.dueAt - at) / length));
}

/** One view for each unordered pair; clients are not linked with each other. */
export function linkViews(world: World, scenario: Pick<Scenario, 'network'>): readonly LinkView[] {
  const lane = new Map(world.processes.map((process) => [process.id, process]));
  const back = new Map(world.links.map((link) => [`${link.from} ${link.to}`, link]));
  const views: LinkView[] = [];
  for (const there of world.links) {
    const [a, b] = [lane.get(there.from), lane.get(there.to)];
    const reverse = back.get(`${there.to} ${there.from}`);
    if (a === undefined || b === undefined || reverse === undefined || a.lane > b.lane || (a.client && b.client))
      continue;
    views.push(linkView(there, reverse, a.client || b.client, scenario));
  }
  return views;
}

function linkView(there: LinkState, back: LinkState, faint: boolean, scenario: Pick<Scenario, 'network'>): LinkView {
  const [a, b] = [there.from, there.to];
  const [forth, reverse] = [figuresText(there, scenario.network), figuresText(back, scenario.network)];
  const label =
    forth === reverse
      ? forth
      : [forth && `${a}→${b} ${forth}`, reverse && `${b}→${a} ${reverse}`].filter(Boolean).join(' · ');
  return {
    key: `${a}-${b}`,
    a,
    b,
    there: conditionOf(there),
    back: conditionOf(back),
    faint,
    label: label === '' ? undefined : label,
    name: `link ${a}–${b}, ${linkState(there, back)}${label ? `, ${label}` : ''}`,
  };
}

function conditionOf({ cut, degraded }: LinkState): LinkCondition {
  return cut ? 'cut' : degraded ? 'degraded' : 'open';
}

function linkState(there: LinkState, back: LinkState): string {
  if (there.cut && back.cut) return 'cut';
  if (there.cut) return `cut from ${there.from} to ${there.to}`;
  return back.cut ? `cut from ${back.from} to ${back.to}` : 'open';
}

/** `behind`: how many more messages stand where this one does. */
export function flightView(flight: Flight, protocol: SceneProtocol, at: TrueTime, behind = 0): FlightView {
  const kind = protocol.messages.find(({ type }) => type === flight.type);
  const caption = protocol.caption(flight.type, flight.payload);
  const length = flight.arrivesAt - flight.sentAt;
  const form = kind?.form ?? 'request';
  return {
    key: `${flight.message}#${flight.copy}`,
    flight,
    tone: kind?.tone ?? 'neutral',
    form,
    sign: form === 'reply' ? signOf(flight.payload) : undefined,
    caption: `${caption}${flight.copy > 1 && flight.stands === undefined ? ` · copy ${flight.copy}` : ''}${behind > 0 ? ` + ${behind}` : ''}`,
    share:
      flight.stands !== undefined ? STANDS[flight.stands] : length <= 0 ? 1 : within((at - flight.sentAt) / length),
    name: `message ${flight.message}${flight.copy > 1 ? ` copy ${flight.copy}` : ''} ${caption} from ${flight.from} to ${flight.to}, ${whenceforth(flight, at)}`,
  };
}

/** At which end of its link a message stands. */
const STANDS = { sender: 0.08, receiver: 0.96 } as const;

function within(share: number): number {
  return Math.max(0, Math.min(1, share));
}

function whenceforth({ stands, from, to, arrivesAt }: Flight, at: TrueTime): string {
  if (stands === 'sender') return `waits at ${from} to be sent again`;
  return stands === 'receiver' ? `waits at ${to} for its turn` : `arrives in ${shortTime(arrivesAt - at)}`;
}

/** A reply with exactly one yes-or-no in it says that. */
function signOf(payload: Json): '+' | '−' | undefined {
  if (payload === null || typeof payload !== 'object' || Array.isArray(payload)) return undefined;
  const answers = Object.values(payload).filter((value) => typeof value === 'boolean');
  return answers.length !== 1 ? undefined : answers[0] ? '+' : '−';
}
