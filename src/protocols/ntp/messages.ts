/** What a client of NTP and its servers say to each other, and how four timestamps become an offset and a delay. */
import type { ClockReading } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';

/** A question for the time. The round tells a late answer from the one that is awaited. */
export type Ask = { readonly round: number };
/** T2 and T3: when the question came and when this answer left, by the server's clock. */
export type Tell = { readonly round: number; readonly t2: number; readonly t3: number };

interface From<Type extends string, Payload> {
  readonly type: Type;
  readonly from: ProcessId;
  readonly payload: Payload;
  readonly reading: ClockReading;
}
export type Asked = From<'Ask', Ask>;
export type Told = From<'Tell', Tell>;
/** A timer that ran out, `slewEnd` among them. */
export type Rung = { readonly type: 'slewEnd'; readonly reading: ClockReading };
export type NtpEvent = Asked | Told | Rung;

/** One question and its answer; all in µs, T1 and T4 by the client's clock, T2 and T3 by the server's. */
export type Exchange = {
  readonly server: ProcessId;
  readonly t1: number;
  readonly t2: number;
  readonly t3: number;
  readonly t4: number;
  /** By how much the server is believed to be ahead. */
  readonly offset: number;
  /** How long question and answer were under way together. */
  readonly delay: number;
};

type Timestamps = Pick<Exchange, 't1' | 't2' | 't3' | 't4'>;

/** RFC 5905 §8: right where both ways take equally long. Half a µs is rounded down. */
export function offsetOf({ t1, t2, t3, t4 }: Timestamps): number {
  return Math.floor((t2 - t1 + (t3 - t4)) / 2);
}

export function delayOf({ t1, t2, t3, t4 }: Timestamps): number {
  return t4 - t1 - (t3 - t2);
}
