/** What the word of a majority is worth. */
import type { Finding, LiveWorld, Monitor } from '../../sim/protocol.ts';
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { EventId } from '../../sim/trace-event.ts';

interface Declared {
  readonly life: number;
  readonly event: EventId;
}

interface Obedience {
  /** By process: the latest of its lives that was declared dead. */
  readonly dead: Readonly<Record<ProcessId, Declared>>;
  readonly drifts: Readonly<Record<ProcessId, number>>;
  /** A clock has run outside the assumed bound: from then on nothing is promised. */
  readonly excused: boolean;
}

/**
 * A consent is good for one timeout from before its beat was sent, a vote is cast one timeout after the beat came at
 * the earliest, and two majorities have a process in common: so who has a majority's consent was not voted out.
 */
export const actsWithConsent: Monitor<Obedience> = {
  id: 'acts-with-consent',
  claim: 'Nobody acts under a life that has been declared dead, while clocks run within the assumed drift.',
  type: 'safety',
  source: 'Kleppmann, chapter 8, “The truth is defined by the majority”',
  on: ['declare', 'act', 'clock'],
  start: { dead: {}, drifts: {}, excused: false },
  observe(memory, world, event) {
    if (event.kind === 'clock') {
      const drifts = { ...memory.drifts, [event.process ?? '']: event.drift };
      const excused = memory.excused || tooFarApart(drifts, world);
      return [{ ...memory, drifts, excused }, excused && !memory.excused ? NOTHING_PROMISED : undefined];
    }
    if (event.kind !== 'step' || event.process === undefined) return [memory, undefined];
    const life = Number(event.detail.life);
    if (event.name === 'declare') {
      const process = String(event.detail.dead);
      const known = memory.dead[process];
      if (known !== undefined && known.life >= life) return [memory, undefined];
      return [{ ...memory, dead: { ...memory.dead, [process]: { life, event: event.id } } }, undefined];
    }
    const declared = memory.dead[event.process];
    if (memory.excused || declared === undefined || declared.life < life) return [memory, undefined];
    return [
      memory,
      broken([declared.event, event.id], `${event.process} acts in life ${life}, which has been declared dead.`),
    ];
  },
};

const NOTHING_PROMISED: Finding = {
  holds: null,
  events: [],
  message: 'Two clocks run further apart than assumed: from here on nothing is promised.',
};

function tooFarApart(drifts: Readonly<Record<ProcessId, number>>, world: LiveWorld): boolean {
  const rates = world.processes.map((process) => 1_000_000 + (drifts[process] ?? 0));
  const assumed = Number(world.option('assumedDrift'));
  return Math.min(...rates) * 1_000_000 < Math.max(...rates) * (1_000_000 - assumed);
}

/** By `voter/accused`: the latest life it has voted dead. */
type Votes = Readonly<Record<string, number>>;

export const declaredByMajority: Monitor<Votes> = {
  id: 'declared-by-majority',
  claim: 'Nobody is declared dead unless a majority has voted so.',
  type: 'safety',
  source: 'Kleppmann, chapter 8, “The truth is defined by the majority”',
  on: ['vote', 'declare'],
  start: {},
  observe(votes, world, event) {
    if (event.kind !== 'step' || event.process === undefined) return [votes, undefined];
    const accused = String(event.detail.dead);
    const life = Number(event.detail.life);
    if (event.name === 'vote') return [{ ...votes, [`${event.process}/${accused}`]: life }, undefined];
    const voters = world.processes.filter((voter) => (votes[`${voter}/${accused}`] ?? -1) >= life);
    if (voters.length * 2 > world.processes.length) return [votes, undefined];
    return [
      votes,
      broken(
        [event.id],
        `${event.process} declares ${accused} dead with ${voters.length} of ${world.processes.length} votes.`,
      ),
    ];
  },
};

interface Waiting {
  /** By process: since when it has been well connected and has not acted. */
  readonly since: Readonly<Record<ProcessId, { readonly at: TrueTime; readonly event: EventId }>>;
  readonly overdue: boolean;
}

/** So many timeouts count as “never”. */
const PATIENCE = 20;

export const heardActs: Monitor<Waiting> = {
  id: 'heard-acts',
  claim: 'A process that hears a majority and is heard by it acts, again and again.',
  type: 'liveness',
  source: 'Kleppmann, chapter 8',
  on: ['act', 'role', 'crash', 'restart', 'pause', 'resume', 'fault'],
  start: { since: {}, overdue: false },
  observe(waiting, world, event) {
    const acting = event.kind === 'step' && event.name === 'act' ? event.process : undefined;
    const since = Object.fromEntries(
      world.processes
        .filter((process) => process !== acting && wellConnected(world, process))
        .map((process) => [process, waiting.since[process] ?? { at: world.now, event: event.id }]),
    );
    const now = { since, overdue: waiting.overdue };
    const finding = say(now, world);
    return [
      { since, overdue: finding?.holds === false },
      finding?.holds === false && !waiting.overdue ? finding : undefined,
    ];
  },
  conclude: say,
};

function say({ since }: Waiting, world: LiveWorld): Finding | undefined {
  const patience = PATIENCE * Number(world.option('timeout'));
  const late = Object.entries(since).find(([, { at }]) => world.now - at > patience);
  if (late === undefined) return { holds: true, events: [], message: 'Who hears a majority and is heard by it acts.' };
  const [process, { at, event }] = late;
  return {
    holds: false,
    events: [event],
    message: `${process} has not acted since ${(at / 1_000_000).toFixed(3)} s, though a majority could hear it.`,
  };
}

function wellConnected(world: LiveWorld, process: ProcessId): boolean {
  if (world.statusOf(process) !== 'up') return false;
  const reached = world.processes.filter(
    (other) =>
      other === process ||
      (world.statusOf(other) === 'up' && world.connected(process, other) && world.connected(other, process)),
  );
  return reached.length * 2 > world.processes.length;
}

function broken(events: readonly EventId[], message: string): Finding {
  return { holds: false, events, message };
}
