/** A process that looks at its clock again and again, says between which two times it must be, and tells a neighbour. */
import type { Effect } from '../../sim/actor.ts';
import type { ClockReading, ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';

const MILLION = 1_000_000;

/** Kept over a crash: the clock itself runs on, on its battery. */
export interface Stable {
  /** What the monotonic clock read when the time of day was last known to be right. */
  readonly setAt: number;
}

export interface DriftContext extends Stable {
  readonly id: ProcessId;
  /** Whom it tells: the next one in the ring. */
  readonly next: ProcessId;
  /** Local µs between two looks at the clock. */
  readonly interval: number;
  /** ppm that the maker of the clock promises it never gains or loses more than. */
  readonly bound: number;
  /** µs by which it may have been wrong when it was set. */
  readonly accuracy: number;
  readonly looks: number;
  readonly last: Reading | undefined;
  /** How long the last message from its neighbour took, by their two clocks, µs: what they differ by is in it. */
  readonly took: number | undefined;
  readonly ignoresDrift: boolean;
}

/** The clock's reading, and the interval that true time lies in if the clock keeps its promise; µs. */
export interface Reading {
  readonly wall: number;
  readonly earliest: number;
  readonly latest: number;
}

/** What the sender's clock read when it sent this. */
export type Tell = { readonly wall: number };
export type Told = {
  readonly type: 'Tell';
  readonly from: ProcessId;
  readonly payload: Tell;
  readonly reading: ClockReading;
};
export type DriftEvent = { readonly type: 'look'; readonly reading: ClockReading } | Told;
export type Outcome = readonly [DriftContext, readonly Effect[]];

export function createContext({ id, processes, options, flaws, stable, reading }: ProcessInput): DriftContext {
  return {
    id,
    next: processes[(processes.indexOf(id) + 1) % processes.length] ?? id,
    // `options.ts` declares them as numbers.
    interval: options.interval as number,
    bound: options.bound as number,
    accuracy: options.accuracy as number,
    setAt: (stable as Stable | undefined)?.setAt ?? reading.monotonic,
    looks: 0,
    last: undefined,
    took: undefined,
    ignoresDrift: flaws.includes('ignore-drift'),
  };
}

export function stableOf({ setAt }: DriftContext): Stable {
  return { setAt };
}

export function look(context: DriftContext, { reading }: DriftEvent): Outcome {
  const half = uncertainty(context, reading.monotonic);
  const last = { wall: reading.wall, earliest: reading.wall - half, latest: reading.wall + half };
  return [
    { ...context, looks: context.looks + 1, last },
    [
      { type: 'step', params: { name: 'read', detail: { ...last } } },
      { type: 'send', params: { to: context.next, type: 'Tell', payload: { wall: reading.wall } } },
    ],
  ];
}

/** It can only subtract one clock from the other: the delay and the difference of the two come out as one number. */
export function hear(context: DriftContext, { from, payload, reading }: Told): Outcome {
  const took = reading.wall - payload.wall;
  return [
    { ...context, took },
    [{ type: 'step', params: { name: 'heard', detail: { from, sent: payload.wall, took } } }],
  ];
}

/**
 * Half the width of the interval, rounded up. A clock that runs at rate 1 + d shows M while M / (1 + d) passes, so that
 * its error is d / (1 + d) of what it shows: at most bound / (1 − bound), for a slow one.
 */
export function uncertainty(
  { accuracy, bound, setAt, ignoresDrift }: Pick<DriftContext, 'accuracy' | 'bound' | 'setAt' | 'ignoresDrift'>,
  monotonic: number,
): number {
  const drifted = ignoresDrift ? 0 : Math.ceil(((monotonic - setAt) * bound) / (MILLION - bound));
  // One more: a reading is cut off to whole µs.
  return accuracy + drifted + 1;
}
