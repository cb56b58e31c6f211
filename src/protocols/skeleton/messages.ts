/**
 * What the processes say to each other. Copy this file first: the messages of an algorithm are its grammar.
 * Payloads are types, not interfaces, so that the compiler knows them to be JSON.
 */

export type Ping = { readonly round: number };
/** Answers the ping of the same round. */
export type Pong = { readonly round: number };

/** A message as a chart receives it: its type, who sent it, what it carries. */
export type PingEvent =
  | { readonly type: 'Ping'; readonly from: string; readonly payload: Ping }
  | { readonly type: 'Pong'; readonly from: string; readonly payload: Pong };
