/** What members of a group tell each other: that they are there, that they were heard, whom they hold dead. */
import type { ClockReading } from '../../sim/protocol.ts';

/** A process under one number of its life: a process that was declared dead comes back under the next. */
export type Life = { readonly process: string; readonly life: number };

/** “I am here”, with everything its sender has voted for and knows to be decided. */
export type Beat = {
  readonly round: number;
  readonly life: number;
  readonly votes: readonly Life[];
  readonly dead: readonly Life[];
};
/** The answer to a beat, and a promise: not to vote the sender dead for one whole timeout. */
export type Heard = { readonly round: number; readonly life: number };

interface From<Type extends string, Payload> {
  readonly type: Type;
  readonly from: string;
  readonly payload: Payload;
  readonly reading: ClockReading;
}

export type TruthEvent = From<'Beat', Beat> | From<'Heard', Heard>;
export type BeatReceived = From<'Beat', Beat>;
export type HeardReceived = From<'Heard', Heard>;

/** A timer that ran out: the clock alone. */
export interface Told {
  readonly reading: ClockReading;
}
