/** A request with its number, and the reply to it. */
import type { ProcessId } from '../../sim/scenario.ts';

export type Numbered = { readonly request: number };

export type TimingEvent = {
  readonly type: 'Request' | 'Reply';
  readonly from: ProcessId;
  readonly payload: Numbered;
};
