/** Heartbeats and nothing else. */

/** `life`: how often the sender had started before; with `number` it tells new heartbeats from old ones and copies. */
export type Heartbeat = { readonly life: number; readonly number: number };

export type AccrualEvent = { readonly type: 'Heartbeat'; readonly from: string; readonly payload: Heartbeat };

/** Whether `next` was sent after `last`. */
export function isNewer(next: Heartbeat, last: Heartbeat | null): boolean {
  if (last === null) return true;
  return next.life > last.life || (next.life === last.life && next.number > last.number);
}
