/**
 * Packets between browser and server. `load` counts the pages that one browser has begun to load, from 1; `life` the
 * starts of the server, whose connections do not outlive it.
 */
import type { Stimulus } from '../../sim/actor.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { Operation } from '../../sim/trace-event.ts';

export type Version = 'http1' | 'http2' | 'http3';

/** Asks for resources over one connection; the document of a page is resource 0. */
export type Get = {
  readonly load: number;
  readonly connection: number;
  readonly resources: readonly number[];
};
/** The request has come, and need not be sent again. */
export type Got = Get & { readonly life: number };
/**
 * A piece of a resource: `index` of `of`, from 0. `lane` is what is put in order as one, and `seq` its place there: a
 * connection in HTTP/1.1 and HTTP/2, a stream in HTTP/3.
 */
export type Data = {
  readonly load: number;
  readonly life: number;
  readonly lane: number;
  readonly seq: number;
  readonly resource: number;
  readonly index: number;
  readonly of: number;
};
export type Ack = { readonly load: number; readonly life: number; readonly lane: number; readonly seq: number };

interface From<Type extends string, Payload> {
  readonly type: Type;
  readonly from: ProcessId;
  readonly payload: Payload;
}

export type ServerEvent =
  | From<'Get', Get>
  | From<'Ack', Ack>
  | { readonly type: 'retransmit'; readonly packet: string };

export type BrowserEvent =
  | (Stimulus & { readonly type: 'ask'; readonly operation: Pick<Operation, 'op' | 'key'> })
  | From<'Got', Got>
  | From<'Data', Data>
  | { readonly type: 'askAgain'; readonly get: Get };
