/** True time to pixels and back, and how a time is written. */
import { ticks } from 'd3';
import type { Micros, TrueTime } from '../../sim/scenario.ts';
import { CAUSAL_STEP } from '../../sim/trace.ts';
import type { Window } from '../intents.ts';

/** Room before the first and after the last instant, px, so that marks at the very ends are whole. */
export const PAD = 10;

/** A linear map: `x = origin + at × rate`. */
export interface TimeScale {
  readonly window: Window;
  /** Width of the plot, px. */
  readonly width: number;
  readonly origin: number;
  /** Pixels a µs. */
  readonly rate: number;
  /** The axis counts causal steps: no times are known. */
  readonly timeless: boolean;
}

/** The scale that shows `window` in `width` pixels. */
export function timeScale(window: Window, width: number, timeless = false): TimeScale {
  const rate = Math.max(width - 2 * PAD, 1) / Math.max(window.to - window.from, 1);
  return { window, width, rate, origin: PAD - window.from * rate, timeless };
}

export function xOf(scale: TimeScale, at: TrueTime): number {
  return scale.origin + at * scale.rate;
}

/** Not rounded, not clamped. */
export function timeAt(scale: TimeScale, x: number): TrueTime {
  return (x - scale.origin) / scale.rate;
}

/** The times that the plot really shows, the room at its ends included. */
export function shown(scale: TimeScale): Window {
  return { from: timeAt(scale, 0), to: timeAt(scale, scale.width) };
}

export interface Tick {
  readonly at: TrueTime;
  readonly x: number;
  readonly text: string;
  /** A round number of the next larger unit: drawn stronger. */
  readonly major: boolean;
}

/** Ticks about `spacing` pixels apart, at round times within the run. */
export function ticksOf(scale: TimeScale, duration: Micros, spacing = 92): readonly Tick[] {
  const { from, to } = shown(scale);
  if (scale.timeless) return stepTicks(scale, Math.max(from, 0), Math.min(to, duration), spacing);
  const count = Math.max(2, Math.floor(scale.width / spacing));
  const times = ticks(Math.max(from, 0) / 1e6, Math.min(to, duration) / 1e6, count);
  const step = times.length > 1 ? (times[1] ?? 0) - (times[0] ?? 0) : 1;
  const decimals = Math.min(6, Math.max(1, Math.ceil(-Math.log10(step) - 1e-9)));
  const larger = 10 ** Math.ceil(Math.log10(step) + 1e-9);
  return times.map((second) => {
    const ratio = second / larger;
    const at = Math.round(second * 1e6);
    return { at, x: xOf(scale, at), text: timeText(at, decimals), major: Math.abs(ratio - Math.round(ratio)) < 1e-6 };
  });
}

/** Half of what a tick's text takes at the axis, px. */
function halfWidth({ text }: Tick): number {
  return text.length * 3.4 + 4;
}

/** Where the text of a tick is centred, px: the last one stays whole at the end of the view. */
export function middleOf(tick: Tick, width: number): number {
  return Math.min(tick.x, width - halfWidth(tick));
}

/** Which ticks have text between two places, px: from the first, before the second. */
export function ticksWithin(
  ticks: readonly Tick[],
  width: number,
  left: number,
  right: number,
): readonly [from: number, before: number] {
  const touches = (tick: Tick) => {
    const middle = middleOf(tick, width);
    return middle + halfWidth(tick) > left && middle - halfWidth(tick) < right;
  };
  const from = ticks.findIndex(touches);
  return from < 0 ? [0, 0] : [from, ticks.findLastIndex(touches) + 1];
}

/** At whole causal steps, never the same twice. */
function stepTicks(scale: TimeScale, from: number, to: number, spacing: number): readonly Tick[] {
  const count = Math.max(2, Math.floor(scale.width / spacing));
  const steps = ticks(from / CAUSAL_STEP, to / CAUSAL_STEP, count);
  return steps.filter(Number.isInteger).map((step) => {
    const at = step * CAUSAL_STEP;
    return { at, x: xOf(scale, at), text: stepText(at), major: false };
  });
}

/** `step 12`: how many causes stand one behind the other. */
export function stepText(at: TrueTime): string {
  return `step ${String(Math.round(at / CAUSAL_STEP)).replace(/\B(?=(\d{3})+$)/g, ',')}`;
}

/** Where an event stands: its time, or its causal step where times are not known. */
export function placeText(trace: { readonly timeless: boolean }, at: TrueTime): string {
  return trace.timeless ? stepText(at) : timeText(at);
}

/** `3.000 s`. */
export function timeText(at: TrueTime, decimals = 3): string {
  return `${(at / 1e6).toFixed(decimals)} s`;
}

/** A length of time in the largest unit that keeps it readable: `180 ms`, `2.5 s`, `40 µs`. */
export function lengthText(micros: Micros): string {
  const size = Math.abs(micros);
  if (size >= 1e6) return `${trim(micros / 1e6)} s`;
  if (size >= 1e3) return `${trim(micros / 1e3)} ms`;
  return `${micros} µs`;
}

function trim(value: number): string {
  return String(Number(value.toFixed(3)));
}
