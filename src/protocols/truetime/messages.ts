/** What clients and servers say to each other, and the interval that a clock of TrueTime gives. */
import type { ClockReading } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';

export type Request = {
  readonly request: number;
  readonly op: 'read' | 'write';
  readonly key: string;
  readonly value: string | null;
};
export type Reply = { readonly request: number; readonly result: string | null };

/** Nothing with a timestamp up to this will come from the sender any more (t_safe, §4.1.3). */
export type Safe = { readonly until: number };

interface From<Type extends string, Payload> {
  readonly type: Type;
  readonly from: ProcessId;
  readonly payload: Payload;
  readonly reading: ClockReading;
}
export type Requested = From<'Request', Request>;
export type Replied = From<'Reply', Reply>;
/** The wait is over, by the timer; whether it is by the clock is looked at then. */
export type Waited = { readonly type: 'waited'; readonly reading: ClockReading };
export type Asked = {
  readonly type: 'ask';
  readonly operation: { readonly op: 'read' | 'write'; readonly key: string; readonly value?: string };
};
export type Assured = From<'Safe', Safe>;
export type Beat = { readonly type: 'beat'; readonly reading: ClockReading };
export type ServerEvent = Requested | Assured | Beat | Waited;
export type ClientEvent = Replied | Asked;

/** TT.now() (Corbett et al. 2012, §3): true time is between the two, µs. */
export interface Interval {
  readonly earliest: number;
  readonly latest: number;
}

export function intervalAt(wall: number, epsilon: number): Interval {
  return { earliest: wall - epsilon, latest: wall + epsilon };
}

/** Which server keeps a key: known to everybody, so that no two servers ever write the same one. */
export function ownerOf(key: string, servers: readonly ProcessId[]): ProcessId {
  let sum = 0;
  for (let index = 0; index < key.length; index += 1) sum += key.charCodeAt(index);
  return servers[sum % servers.length] ?? '';
}
