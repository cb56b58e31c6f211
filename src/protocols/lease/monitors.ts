/** What leases promise, and what they cannot. */
import type { Finding, Monitor } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import { partOf, storesOf } from './cast.ts';

type Step = Extract<TraceEvent, { readonly kind: 'step' }>;

interface Granted {
  readonly client: ProcessId;
  readonly token: number;
  readonly event: EventId;
}

interface Belief {
  readonly granted: Granted | null;
  /** By process: ppm its clock gains now. */
  readonly drifts: Readonly<Record<ProcessId, number>>;
  /** A clock has run outside the assumed bound: from then on nothing is promised. */
  readonly excused: boolean;
}

/**
 * A holder counts from before its request reached the store and the store from after it, so that the holder is always
 * the first to call the lease over, unless its clock is slower than the store's by more than the lease allows for.
 */
export const oneBeliever: Monitor<Belief> = {
  id: 'one-believer',
  claim:
    'A process that looks at its lease and finds it valid is the last it was granted to, while clocks run within the assumed drift.',
  type: 'safety',
  source: 'Gray and Cheriton 1989; Kleppmann, chapter 8',
  on: ['grant', 'check', 'clock'],
  start: { granted: null, drifts: {}, excused: false },
  observe(belief, world, event) {
    if (event.kind === 'clock') {
      const drifts = { ...belief.drifts, [event.process ?? '']: event.drift };
      const excused = belief.excused || tooFarApart(drifts, world.processes, Number(world.option('assumedDrift')));
      const first = excused && !belief.excused;
      return [{ ...belief, drifts, excused }, first ? NOTHING_PROMISED : undefined];
    }
    if (event.kind !== 'step') return [belief, undefined];
    if (event.name === 'grant') return [{ ...belief, granted: grantOf(event) }, undefined];
    const { granted } = belief;
    if (belief.excused || event.detail.valid !== true || granted === null) return [belief, undefined];
    if (granted.client === event.process) return [belief, undefined];
    return [
      belief,
      broken(
        [granted.event, event.id],
        `${event.process} finds its lease (token ${event.detail.token}) valid, though ${granted.client} has been granted token ${granted.token}.`,
      ),
    ];
  },
};

const NOTHING_PROMISED: Finding = {
  holds: null,
  events: [],
  message: 'A holder’s clock runs slower than the store’s by more than assumed: from here on nothing is promised.',
};

function tooFarApart(
  drifts: Readonly<Record<ProcessId, number>>,
  processes: readonly ProcessId[],
  assumed: number,
): boolean {
  const rate = (process: ProcessId) => 1_000_000 + (drifts[process] ?? 0);
  const fastest = Math.max(...processes.filter((process) => partOf(process) === 'store').map(rate));
  return processes.some(
    (process) => partOf(process) === 'holder' && rate(process) * 1_000_000 < fastest * (1_000_000 - assumed),
  );
}

interface Accepted {
  readonly token: number;
  readonly client: ProcessId;
  readonly event: EventId;
}

/** The claim that is meant by “at most one holder acts at a time”: effects come in the order of the leases. */
export const oneActs: Monitor<Accepted | null> = {
  id: 'one-acts',
  claim: 'No write made under an older lease takes effect after one made under a newer (with check=token).',
  type: 'safety',
  source: 'Kleppmann, figures 8-4 and 8-5',
  on: ['write'],
  start: null,
  observe(newest, world, event) {
    if (event.kind !== 'step' || event.detail.accepted !== true) return [newest, undefined];
    const token = Number(event.detail.token);
    const client = String(event.detail.client);
    if (newest === null || token >= newest.token) return [{ token, client, event: event.id }, undefined];
    if (world.option('check') !== 'token') return [newest, VERSIONS_INSTEAD];
    return [
      newest,
      broken(
        [newest.event, event.id],
        `${client} writes under token ${token} after ${newest.client} has written under token ${newest.token}.`,
      ),
    ];
  },
};

const VERSIONS_INSTEAD: Finding = {
  holds: null,
  events: [],
  message:
    'An older lease has written after a newer one: allowed where versions are checked, for it had seen what it replaced.',
};

/** Every write is one more than what its writer read: one that replaces something else undoes it. */
export const noLostUpdate: Monitor<EventId> = {
  id: 'no-lost-update',
  claim: 'No write replaces a value that its writer has not seen.',
  type: 'safety',
  source: 'Vitillo, Understanding Distributed Systems, “Lease”',
  on: ['write'],
  start: -1,
  observe(last, _, event) {
    if (event.kind !== 'step' || event.detail.accepted !== true) return [last, undefined];
    const { client, seen, version } = event.detail;
    if (seen === version) return [event.id, undefined];
    return [
      event.id,
      broken(
        last < 0 ? [event.id] : [last, event.id],
        `${client} has seen version ${seen} and overwrites version ${version}: an update is lost.`,
      ),
    ];
  },
};

export const tokensGrow: Monitor<Granted | null> = {
  id: 'tokens-grow',
  claim: 'Every lease that is granted has a token greater than all before it.',
  type: 'safety',
  source: 'Kleppmann, “Fencing tokens”',
  on: ['grant'],
  start: null,
  observe(last, world, event) {
    if (event.kind !== 'step') return [last, undefined];
    const now = grantOf(event);
    if (last === null || now.token > last.token) return [now, undefined];
    // A new leader of a group tells once more what its log holds.
    const repeated = now.token === last.token && now.client === last.client && storesOf(world.processes).length > 1;
    if (repeated) return [last, undefined];
    return [
      now,
      broken(
        [last.event, event.id],
        `${now.client} is granted token ${now.token} after ${last.client} was granted token ${last.token}.`,
      ),
    ];
  },
};

function grantOf({ id, detail }: Step): Granted {
  return { client: String(detail.client), token: Number(detail.token), event: id };
}

export function broken(events: readonly EventId[], message: string): Finding {
  return { holds: false, events, message };
}
