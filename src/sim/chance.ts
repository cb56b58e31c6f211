/**
 * Chance is addressed, not streamed: a draw is a hash of what it is for, and consumes nothing.
 * Cut one link and the luck of every other message stays as it was.
 */
import type { Range } from './scenario.ts';

/** An unsigned 32-bit hash of `address` under `seed`; addresses read like paths: `S1-S2.7/delay`. */
export function hash(seed: number, address: string): number {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  for (let index = 0; index < address.length; index += 1) {
    state = Math.imul(state ^ address.charCodeAt(index), 0x01000193);
    state = (state << 13) | (state >>> 19);
  }
  return finish(state ^ address.length);
}

/** The finalizer of MurmurHash3 (Appleby): every input bit reaches every output bit. */
function finish(state: number): number {
  let mixed = state ^ (state >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A number in [0, 1) for the draw named `address`. */
export function draw(seed: number, address: string): number {
  return hash(seed, address) / 0x1_0000_0000;
}

/** An integer in `range`, both ends included. */
export function drawWithin(seed: number, address: string, [low, high]: Range): number {
  return low + Math.floor(draw(seed, address) * (high - low + 1));
}

/**
 * An integer from 0 with no bound worth the name: half of the draws are below `scale`, one in a hundred is above
 * 99 times `scale` (a Pareto tail, P(x > k × scale) = 1 / (1 + k)). One product and one division, the same everywhere.
 */
export function drawHeavy(seed: number, address: string, scale: number): number {
  const part = hash(seed, address);
  return Math.floor((scale * part) / (0x1_0000_0000 - part));
}
