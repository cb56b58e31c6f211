/** A request and its reply: all that caller and server ever see of each other. */
import type { Stimulus } from '../../sim/actor.ts';
import type { Operation } from '../../sim/trace-event.ts';

/** `request` counts the operations of one client from 1. */
export type Request = {
  readonly request: number;
  readonly op: 'read' | 'write';
  readonly key: string;
  readonly value: string | null;
};
export type Reply = { readonly request: number; readonly result: string | null };

export type ServerEvent = { readonly type: 'Request'; readonly from: string; readonly payload: Request };

export type CallerEvent =
  | { readonly type: 'Reply'; readonly from: string; readonly payload: Reply }
  | (Stimulus & { readonly type: 'ask'; readonly operation: Pick<Operation, 'op' | 'key' | 'value'> });
