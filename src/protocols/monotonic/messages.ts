/** Questions for the time and their answers: enough of NTP to move a clock while something is being measured. */
import type { ClockReading } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';

export type Ask = { readonly round: number };
/** What the clock of the one that was asked says. */
export type Tell = { readonly round: number; readonly time: number };

interface From<Type extends string, Payload> {
  readonly type: Type;
  readonly from: ProcessId;
  readonly payload: Payload;
  readonly reading: ClockReading;
}
export type Asked = From<'Ask', Ask>;
export type Told = From<'Tell', Tell>;
export type MeasureEvent = Asked | Told | { readonly type: 'poll'; readonly reading: ClockReading };
