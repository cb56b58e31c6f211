/** What a game says many times a second: where everybody is, and where somebody wants to go. */
import type { ProcessId } from '../../sim/scenario.ts';

/** The whole game at one moment; `number` counts the server's ticks from 1. */
export type Snapshot = {
  readonly number: number;
  /** By player: place on a line. */
  readonly places: Readonly<Record<ProcessId, number>>;
};
/** The player's stick: −1, 0 or 1. `number` counts a player's inputs from 1. */
export type Input = { readonly number: number; readonly heading: number };

export type ServerEvent =
  | { readonly type: 'Input'; readonly from: ProcessId; readonly payload: Input }
  | { readonly type: 'xstate.after.tick' };
export type PlayerEvent = { readonly type: 'Snapshot'; readonly from: ProcessId; readonly payload: Snapshot };
