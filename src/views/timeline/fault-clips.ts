/** Clips of the fault track: their rows, and what moving and stretching one makes of its fault. */
import type { Fault, Micros, TrueTime } from '../../sim/scenario.ts';
import { isLasting, type LastingFault } from './fault-label.ts';

/** Moves and ends fall on whole milliseconds unless asked otherwise. */
export const SNAP = 1_000;
/** The shortest lasting fault, µs. */
const SHORTEST = 1_000;

export interface Clip {
  readonly index: number;
  readonly fault: Fault;
  readonly from: TrueTime;
  /** The end of the run where the fault is for good; `from` where it is an instant. */
  readonly to: TrueTime;
  readonly instant: boolean;
  readonly open: boolean;
  readonly row: number;
}

/**
 * Every fault with a row such that no two in a row share a moment, as few rows as that allows.
 * The rows depend on times alone, not on the zoom, and `held` keeps the rows of a drag in progress.
 */
export function clipsOf(faults: readonly Fault[], duration: Micros, held?: readonly number[]): readonly Clip[] {
  const clips = faults.map((fault, index): Clip => {
    const lasting = isLasting(fault);
    const until = lasting ? fault.until : fault.at;
    const row = held?.[index] ?? 0;
    return {
      index,
      fault,
      from: fault.at,
      to: until ?? Math.max(duration, fault.at),
      instant: !lasting,
      open: until === undefined,
      row,
    };
  });
  if (held !== undefined && held.length === faults.length) return clips;
  const ends: number[] = [];
  const rows = new Map<number, number>();
  for (const clip of [...clips].sort((a, b) => a.from - b.from || a.index - b.index)) {
    const free = ends.findIndex((end) => end <= clip.from);
    const row = free < 0 ? ends.length : free;
    ends[row] = Math.max(clip.to, clip.from + 1);
    rows.set(clip.index, row);
  }
  return clips.map((clip) => ({ ...clip, row: rows.get(clip.index) ?? 0 }));
}

export function rowCount(clips: readonly Clip[]): number {
  return clips.reduce((most, clip) => Math.max(most, clip.row + 1), 1);
}

/** The fault shifted by `by` µs, its length kept, inside the run. */
export function moveFault(fault: Fault, by: Micros, duration: Micros, snap: Micros): Fault {
  const until = isLasting(fault) ? fault.until : undefined;
  const length = until === undefined ? SHORTEST : until - fault.at;
  const at = within(snapped(fault.at + by, snap), 0, Math.max(duration - length, fault.at));
  return until === undefined ? { ...fault, at } : ({ ...fault, at, until: at + length } as Fault); // `until` is only here where the kind has it
}

/** The fault with its start or end at `at`; its end pulled past the end of the run means for good. */
export function stretchFault(fault: Fault, edge: 'from' | 'to', at: TrueTime, duration: Micros, snap: Micros): Fault {
  const wanted = snapped(at, snap);
  if (!isLasting(fault)) return { ...fault, at: within(wanted, 0, duration) };
  if (edge === 'from') return { ...fault, at: within(wanted, 0, (fault.until ?? duration) - SHORTEST) };
  if (wanted >= duration) return forGood(fault);
  return { ...fault, until: Math.max(wanted, fault.at + SHORTEST) };
}

function forGood(fault: LastingFault): Fault {
  const { until: _, ...rest } = fault;
  return rest as Fault; // every lasting kind may be without an end
}

function snapped(at: number, snap: Micros): Micros {
  return Math.round(at / snap) * snap;
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(most, least));
}
