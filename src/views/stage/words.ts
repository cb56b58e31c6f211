/** Times, clocks and figures in the words that stand on the stage. */
import type { Micros, Network, Range, TrueTime } from '../../sim/scenario.ts';
import type { LinkState, ProcessState } from '../../sim/world.ts';

/** `+180 ms skew` or `+200 000 ppm`; undefined while the clock is right. */
export function clockText(clock: ProcessState['clock'], at: TrueTime): string | undefined {
  if (clock.drift !== 0) return `${signed(clock.drift)} ppm`;
  const ahead = clock.reading - at;
  return ahead === 0 ? undefined : `${ahead > 0 ? '+' : '−'}${shortTime(Math.abs(ahead))} skew`;
}

/** What is different on this link, e.g. `30% loss`; empty: nothing. */
export function figuresText(link: LinkState, network: Network): string {
  if (!link.degraded) return '';
  const parts = [
    link.loss === network.loss ? '' : `${percent(link.loss)} loss`,
    link.duplicate === network.duplicate ? '' : `${percent(link.duplicate)} twice`,
    sameRange(link.delay, network.delay) ? '' : rangeText(link.delay),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** `12.3 ms`, `180 ms`, `2.5 s`, `40 µs`. */
export function shortTime(micros: Micros): string {
  const size = Math.abs(micros);
  if (size < 1000) return `${Math.round(micros)} µs`;
  if (size < 1_000_000) return `${trim(micros / 1000)} ms`;
  return `${trim(micros / 1_000_000)} s`;
}

/** `3.000 s` */
export function timeText(at: TrueTime): string {
  return `${(at / 1_000_000).toFixed(3)} s`;
}

/** `+200 000`: groups of three, a true minus sign. */
export function signed(value: number): string {
  const digits = String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, ' ');
  return `${value < 0 ? '−' : '+'}${digits}`;
}

function percent(probability: number): string {
  return `${trim(probability * 100)}%`;
}

function rangeText([low, high]: Range): string {
  return low === high ? shortTime(low) : `${trim(low / 1000)}–${trim(high / 1000)} ms`;
}

function sameRange(a: Range, b: Range): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function trim(value: number): string {
  return String(Math.round(value * 10) / 10);
}
