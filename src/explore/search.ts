/** Trying scenarios one after the other until one shows the target, then making it small. */
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { Scenario } from '../sim/scenario.ts';
import { type Space, sizeOf, tryOf } from './space.ts';
import { type Hit, hitIn, type Target } from './target.ts';

/** Which part of the tries is ours: those whose number leaves `index` (from 0) when divided by `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export interface Search {
  readonly base: Scenario;
  readonly protocol: ProtocolDefinition;
  readonly target: Target;
  readonly space: Space;
  readonly shard: Shard;
}

export interface Found {
  readonly scenario: Scenario;
  readonly hit: Hit;
}

/** Told after every try. */
export interface Tried {
  /** Tries made and tries there are, of this shard. */
  readonly done: number;
  readonly of: number;
  readonly found: Found | undefined;
}

/** One try at each `next()`, so that whoever drives it can show progress, and stop. Ends after the first hit. */
export function* search({ base, protocol, target, space, shard }: Search): Generator<Tried, Found | undefined> {
  const all = sizeOf(space);
  const of = Math.max(0, Math.ceil((all - shard.index) / shard.count));
  for (let done = 0; done < of; done += 1) {
    const scenario = tryOf(base, protocol, space, shard.index + done * shard.count);
    const hit = scenario === undefined ? undefined : hitIn(scenario, protocol, target);
    const found = scenario === undefined || hit === undefined ? undefined : { scenario, hit };
    yield { done: done + 1, of, found };
    if (found !== undefined) return found;
  }
  return undefined;
}
