/** What the detectors say to each other: a ping asks for an answer, a heartbeat is sent unasked. */

/** Numbered by the sender from 1 after each start. */
export type Ping = { readonly round: number };
/** Answers the ping of the same round. */
export type Pong = { readonly round: number };
export type Heartbeat = { readonly number: number };

/** A message, or the timeout of one peer that ran out (`round` 0: no ping, a heartbeat is overdue). */
export type DetectorEvent =
  | { readonly type: 'Ping'; readonly from: string; readonly payload: Ping }
  | { readonly type: 'Pong'; readonly from: string; readonly payload: Pong }
  | { readonly type: 'Heartbeat'; readonly from: string; readonly payload: Heartbeat }
  | { readonly type: 'timeout'; readonly peer: string; readonly round: number };
