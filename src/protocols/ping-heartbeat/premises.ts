/**
 * Whether the world has kept its side: a timeout can only be right where delays and pauses have a bound.
 * Read from the trace, not from the scenario, so that a run counts by what happened in it.
 */
import type { Micros, ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';

interface Sent {
  readonly from: ProcessId;
  readonly to: ProcessId;
  readonly at: TrueTime;
}

export interface Premises {
  /** Messages under way, by address. */
  readonly flying: Readonly<Record<string, Sent>>;
  /** By link `S1 S2`: what took how long and ended when, the slow and the lost; cleared of what is too old to matter. */
  readonly trouble: Readonly<Record<string, readonly { readonly at: TrueTime; readonly took: Micros }[]>>;
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
      return event.process === undefined
        ? premises
        : {
            ...premises,
            flying: { ...premises.flying, [event.message]: { from: event.process, to: event.to, at: event.at } },
          };
    case 'receive':
    case 'lost': {
      const { [event.message]: sent, ...flying } = premises.flying;
      if (sent === undefined) return premises;
      const took = event.kind === 'lost' ? MEMORY : event.at - sent.at;
      const link = `${sent.from} ${sent.to}`;
      const kept = [...(premises.trouble[link] ?? []), { at: event.at, took }].slice(-MOST_KEPT);
      return { ...premises, flying, trouble: { ...premises.trouble, [link]: kept } };
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
  const ended = [...(trouble[`${a} ${b}`] ?? []), ...(trouble[`${b} ${a}`] ?? [])];
  if (ended.some(({ at, took }) => took >= bound && now - at <= back)) return false;
  return !Object.values(flying).some(
    (sent) => ((sent.from === a && sent.to === b) || (sent.from === b && sent.to === a)) && now - sent.at >= bound,
  );
}
