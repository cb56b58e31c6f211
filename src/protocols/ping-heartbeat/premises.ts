/**
 * Whether the world has kept its side: a timeout can only be right where delays and pauses have a bound.
 * Read from the trace, not from the scenario, so that a run counts by what happened in it.
 */
import type { Address, Micros, ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';

/** One way between two processes, as addresses name it: `S1-S2`. */
type Link = string;

export interface Premises {
  /** Messages under way, by link and address: when they were sent. Where links are cut, many pile up. */
  readonly flying: Readonly<Record<Link, Readonly<Record<Address, TrueTime>>>>;
  /** By link: what took how long and ended when, the slow and the lost; cleared of what is too old to matter. */
  readonly trouble: Readonly<Record<Link, readonly { readonly at: TrueTime; readonly took: Micros }[]>>;
  /** When a process last started, stopped or stood still. */
  readonly interrupted: Readonly<Record<ProcessId, TrueTime>>;
  /** Clocks that have run at another rate than true time. */
  readonly drifted: readonly ProcessId[];
  /** The last fault, and the last timer that a fault let run out. */
  readonly fault: EventId;
  readonly triggered: EventId;
}

export const noPremises: Premises = {
  flying: {},
  trouble: {},
  interrupted: {},
  drifted: [],
  fault: -1,
  triggered: -1,
};

/** Kinds of event that `premisesAfter` must see. */
export const PREMISE_KINDS = [
  'send',
  'receive',
  'lost',
  'crash',
  'restart',
  'pause',
  'resume',
  'clock',
  'timer',
  'fault',
] as const;

/** Longest that the past is looked back at, µs. */
const MEMORY = 600_000_000;
/** Ends of flights kept a link: more than fall into one timeout. */
const MOST_KEPT = 64;

export function premisesAfter(premises: Premises, event: TraceEvent): Premises {
  switch (event.kind) {
    case 'send':
      return withFlying(premises, linkOf(event.message), (flying) => ({ ...flying, [event.message]: event.at }));
    case 'receive':
    case 'lost': {
      const link = linkOf(event.message);
      const sentAt = premises.flying[link]?.[event.message];
      if (sentAt === undefined) return premises;
      const took = event.kind === 'lost' ? MEMORY : event.at - sentAt;
      const kept = [...(premises.trouble[link] ?? []), { at: event.at, took }].slice(-MOST_KEPT);
      return {
        ...withFlying(premises, link, ({ [event.message]: _, ...others }) => others),
        trouble: { ...premises.trouble, [link]: kept },
      };
    }
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
      return event.process === undefined
        ? premises
        : { ...premises, interrupted: { ...premises.interrupted, [event.process]: event.at } };
    case 'clock':
      return event.process === undefined || event.drift === 0
        ? premises
        : { ...premises, drifted: [...new Set([...premises.drifted, event.process])] };
    case 'fault':
      return { ...premises, fault: event.id };
    case 'timer':
      return event.cause !== undefined && event.cause === premises.fault
        ? { ...premises, triggered: event.id }
        : premises;
    default:
      return premises;
  }
}

function linkOf(message: Address): Link {
  return message.slice(0, message.lastIndexOf('.'));
}

type Flying = Premises['flying'][Link];

function withFlying(premises: Premises, link: Link, change: (flying: Flying) => Flying): Premises {
  return { ...premises, flying: { ...premises.flying, [link]: change(premises.flying[link] ?? {}) } };
}

/** Between the two: every message of the last `back` µs took less than `bound`, both ran on, and their clocks are right. */
export function keptBetween(
  { flying, trouble, interrupted, drifted }: Premises,
  [a, b]: readonly [ProcessId, ProcessId],
  now: TrueTime,
  bound: Micros,
  back: Micros,
): boolean {
  const stopped = [a, b].some(
    (process) => now - (interrupted[process] ?? -MEMORY) <= back || drifted.includes(process),
  );
  if (stopped) return false;
  return [`${a}-${b}`, `${b}-${a}`].every((link) => {
    const slow = trouble[link]?.some(({ at, took }) => took >= bound && now - at <= back) === true;
    return !slow && Object.values(flying[link] ?? {}).every((sentAt) => now - sentAt < bound);
  });
}
