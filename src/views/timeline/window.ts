/** Moving and widening the part of a run that is in view; nothing here knows about pixels. */
import type { TrueTime } from '../../sim/scenario.ts';
import type { Window } from '../intents.ts';

/** The narrowest window, µs: below it even single hops of a fast network fill the screen. */
export const NARROWEST = 1_000;

/** `window` widened to at least `NARROWEST` and pushed into the run, its width kept where the run is long enough. */
export function clamp(window: Window, duration: TrueTime): Window {
  const width = Math.min(Math.max(window.to - window.from, Math.min(NARROWEST, duration)), duration);
  const from = Math.min(Math.max(window.from, 0), duration - width);
  return { from, to: from + width };
}

/** Shifts by `factor` of the width: 0.25 is a quarter of the view to the right. */
export function pan(window: Window, factor: number, duration: TrueTime): Window {
  return shift(window, (window.to - window.from) * factor, duration);
}

/** Shifts by `by` µs. */
export function shift(window: Window, by: number, duration: TrueTime): Window {
  return clamp({ from: window.from + by, to: window.to + by }, duration);
}

/** Makes the view `factor` times as wide (2: twice the time) while `at` stays where it is on the screen. */
export function zoom(window: Window, factor: number, at: TrueTime, duration: TrueTime): Window {
  const width = window.to - window.from;
  const wanted = Math.min(Math.max(width * factor, Math.min(NARROWEST, duration)), duration);
  const share = width === 0 ? 0.5 : (at - window.from) / width;
  const from = at - wanted * share;
  return clamp({ from, to: from + wanted }, duration);
}

/** The whole run, or `span` with a margin of 8 % of it on each side. */
export function fit(duration: TrueTime, span?: Window): Window {
  if (span === undefined) return { from: 0, to: duration };
  const margin = Math.max((span.to - span.from) * 0.08, NARROWEST / 2);
  return clamp({ from: span.from - margin, to: span.to + margin }, duration);
}

/** The same width moved so that `at` is inside, with a fifth of the view before it where it was outside. */
export function follow(window: Window, at: TrueTime, duration: TrueTime): Window {
  if (at >= window.from && at <= window.to) return window;
  const width = window.to - window.from;
  return clamp({ from: at - width / 5, to: at + (width * 4) / 5 }, duration);
}
