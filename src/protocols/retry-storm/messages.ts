/** Requests, each tried more than once, and answers. A try is named, for its answer is of use only while it is waited for. */

export type Request = { readonly request: number; readonly attempt: number };
export type Reply = { readonly request: number; readonly attempt: number };

export type PortEvent = { readonly type: 'Request'; readonly from: string; readonly payload: Request };

/** The timers of one request carry which it is. */
export type SenderEvent =
  | { readonly type: 'Reply'; readonly from: string; readonly payload: Reply }
  | { readonly type: 'requestTimeout'; readonly request: number; readonly attempt: number }
  | { readonly type: 'backOff'; readonly request: number };
