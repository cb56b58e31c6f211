/** What a time server is asked and says, with a checksum against accidents on the way. */
import { Fnv64 } from '../../sim/fnv.ts';
import type { ClockReading } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';

export type Ask = { readonly round: number };
/** The server's time of day, µs. */
export type Time = { readonly round: number; readonly time: number; readonly check: string };

interface Read {
  readonly from: ProcessId;
  readonly reading: ClockReading;
}
export type TimeEvent =
  | ({ readonly type: 'Ask'; readonly payload: Ask } & Read)
  | ({ readonly type: 'Time'; readonly payload: Time } & Read);

/** Told apart from the message by whoever changes a bit of it, but not by whoever means to lie. */
export function checksum(round: number, time: number): string {
  const sum = new Fnv64();
  sum.add(`${round}/${time}`);
  return sum.digest();
}
