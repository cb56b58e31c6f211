/** The one message there is: an item with its number. */
import type { ProcessId } from '../../sim/scenario.ts';

export type Item = { readonly number: number };

export type ItemEvent = { readonly type: 'Item'; readonly from: ProcessId; readonly payload: Item };

/** Items of a forger have numbers from here on, so that they are told at a glance. */
export const FORGED_FROM = 900_000;
