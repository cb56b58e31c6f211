/** How fast a run is computed and how much it holds. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { runToEnd, type Simulation } from '../sim/simulation.ts';
import type { Loaded } from './load.ts';

export interface Measurement {
  readonly events: number;
  readonly deliveries: number;
  readonly virtualMs: number;
  /** Median of the repetitions. */
  readonly wallMs: number;
  readonly deliveriesPerSecond: number;
  /** Heap and typed arrays that the whole simulation holds. */
  readonly heapBytesPerEvent: number;
  readonly repeat: number;
}

/** Compilers need about so long to be done with the code, ms. */
const WARM_UP = 1000;

/** Full trace with clocks recorded and every claim watched, by code that has run before. */
export function measure(loaded: Loaded, repeat: number): Measurement {
  const { scenario, protocol } = loaded;
  const run = () => timed(() => runToEnd(scenario, protocol)).ms;
  for (let spent = 0; spent < WARM_UP; ) spent += run();
  const { events, deliveries, bytes } = weigh(loaded);
  const wallMs = median(Array.from({ length: repeat }, run));
  return {
    events,
    deliveries,
    virtualMs: scenario.duration / 1000,
    wallMs: round(wallMs, 3),
    deliveriesPerSecond: Math.round((deliveries / wallMs) * 1000),
    heapBytesPerEvent: Math.round(bytes / events),
    repeat,
  };
}

/** One run, what is in it, and what it holds; nothing of it is left when the clock runs. */
function weigh({ scenario, protocol }: Loaded): Record<'events' | 'deliveries' | 'bytes', number> {
  const before = heldBytes();
  const simulation = runToEnd(scenario, protocol);
  const bytes = heldBytes() - before;
  return { events: simulation.trace.length, deliveries: countDeliveries(simulation), bytes };
}

export function timed<Value>(work: () => Value): { readonly value: Value; readonly ms: number } {
  const start = performance.now();
  const value = work();
  return { value, ms: performance.now() - start };
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** `share` from 0 to 1; of the sorted values the one at that place. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

export function countDeliveries({ trace }: Simulation): number {
  let deliveries = 0;
  for (let id = 0; id < trace.length; id += 1) if (trace.kind(id) === 'receive') deliveries += 1;
  return deliveries;
}

/** Heap and typed arrays alive after a collection, bytes. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void; // what the flag makes
  // What the first collection finalizes, the second one takes.
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
