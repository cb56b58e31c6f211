/** One clock as the clocks view draws it, and the range it is drawn in. */
import type { ProcessId, TrueTime } from '../../sim/scenario.ts';
import type { CoursePoint } from './course.ts';

/** Where a process believes true time to be: its reading ± `half`, µs; straight between moments. */
export interface Certainty {
  readonly at: TrueTime;
  readonly half: number;
}

/** Something on the clock worth a sign: a timer that ran out, a correction. */
export interface ClockMark {
  readonly at: TrueTime;
  readonly kind: 'on-time' | 'early' | 'late' | 'corrected';
  /** What it is, as a sentence. */
  readonly title: string;
}

export interface ClockTrack {
  readonly process: ProcessId;
  readonly course: readonly CoursePoint[];
  /** In order of time; empty: the process makes no statement. */
  readonly certainty: readonly Certainty[];
  readonly marks: readonly ClockMark[];
}

/** A stretch of the band: error − half to error + half at either end, and whether true time is in it. */
export interface BandPiece {
  readonly from: TrueTime;
  readonly to: TrueTime;
  readonly low: readonly [number, number];
  readonly high: readonly [number, number];
  readonly holds: boolean;
}

/** The band of a track, cut where the clock or the belief bends and where true time enters or leaves it. */
export function bandOf({ course, certainty }: ClockTrack): readonly BandPiece[] {
  const pieces: BandPiece[] = [];
  for (let index = 1; index < course.length; index += 1) {
    const [a, b] = [course[index - 1] as CoursePoint, course[index] as CoursePoint];
    for (let turn = 1; turn < certainty.length; turn += 1) {
      const [c, d] = [certainty[turn - 1] as Certainty, certainty[turn] as Certainty];
      const from = Math.max(a.at, c.at);
      const to = Math.min(b.at, d.at);
      if (from >= to) continue;
      const error = (at: number) => between(a.at, b.at, a.error, b.error, at);
      const half = (at: number) => between(c.at, d.at, c.half, d.half, at);
      const edges = [from, ...crossings(from, to, error, half), to];
      for (let edge = 1; edge < edges.length; edge += 1)
        pieces.push(piece(edges[edge - 1] ?? from, edges[edge] ?? to, error, half));
    }
  }
  return pieces;
}

function piece(from: number, to: number, error: (at: number) => number, half: (at: number) => number): BandPiece {
  const middle = (from + to) / 2;
  return {
    from,
    to,
    low: [error(from) - half(from), error(to) - half(to)],
    high: [error(from) + half(from), error(to) + half(to)],
    holds: Math.abs(error(middle)) <= half(middle),
  };
}

/** Where one edge of the band meets true time. */
function crossings(from: number, to: number, error: (at: number) => number, half: (at: number) => number): number[] {
  return [-1, 1]
    .flatMap((sign) => {
      const [start, end] = [error(from) + sign * half(from), error(to) + sign * half(to)];
      return start * end < 0 ? [from + ((to - from) * start) / (start - end)] : [];
    })
    .sort((a, b) => a - b);
}

function between(from: number, to: number, start: number, end: number, at: number): number {
  return to === from ? end : start + ((end - start) * (at - from)) / (to - from);
}

/** The range of errors that shows all of the tracks and true time, with room at its ends, µs. */
export function errorRange(tracks: readonly ClockTrack[]): readonly [number, number] {
  const errors = tracks.flatMap((track) => [
    ...track.course.map(({ error }) => error),
    ...bandOf(track).flatMap(({ low, high }) => [...low, ...high]),
  ]);
  const [low, high] = [Math.min(0, ...errors), Math.max(0, ...errors)];
  const room = Math.max((high - low) * 0.08, 500);
  return [low - room, high + room];
}

/** `+12.3 ms`, `−450 µs`, `±0`. */
export function signed(micros: number): string {
  const sign = micros > 0 ? '+' : '−';
  return Math.round(micros) === 0 ? '±0' : `${sign}${amount(Math.abs(micros))}`;
}

/** A figure of a scale: short, for it is round. */
export function figure(micros: number): string {
  const [divisor, unit] =
    Math.abs(micros) >= 1_000_000 ? [1_000_000, 's'] : Math.abs(micros) >= 1000 ? [1000, 'ms'] : [1, 'µs'];
  return micros === 0 ? 'true' : `${micros > 0 ? '+' : '−'}${Math.abs(micros) / divisor} ${unit}`;
}

export function amount(micros: number): string {
  if (micros < 1000) return `${Math.round(micros)} µs`;
  if (micros < 10_000) return `${(micros / 1000).toFixed(2)} ms`;
  if (micros < 1_000_000) return `${(micros / 1000).toFixed(1)} ms`;
  return `${(micros / 1_000_000).toFixed(2)} s`;
}
