/** A sender counts items to a receiver, which keeps whatever comes from the sender. Others send items nobody asked for. */
import type { Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { ItemEvent } from './messages.ts';

export interface LinkContext {
  readonly id: ProcessId;
  readonly sender: ProcessId;
  readonly receiver: ProcessId;
  /** Local µs between items. */
  readonly interval: number;
  /** Items sent so far; on stable storage, so that no number is used twice. */
  readonly sent: number;
  /** Of the receiver: the item accepted last, and how many there were. */
  readonly last: number;
  readonly accepted: number;
}

export type Outcome = readonly [LinkContext, readonly Effect[]];

export function createContext({ id, processes, options, stable }: ProcessInput): LinkContext {
  const [sender = id, receiver = id] = processes;
  const sent = (stable as { readonly sent: number } | undefined)?.sent ?? 0; // what `stableOf` gave
  return { id, sender, receiver, interval: options.interval as number, sent, last: 0, accepted: 0 };
}

export function stableOf({ sent }: LinkContext): { readonly sent: number } {
  return { sent };
}

export function receives({ id, receiver }: LinkContext): boolean {
  return id === receiver;
}

export function sendItem(context: LinkContext): Outcome {
  const number = context.sent + 1;
  return [
    { ...context, sent: number },
    [{ type: 'send', params: { to: context.receiver, type: 'Item', payload: { number } } }],
  ];
}

/** Only the sender's items count. Who sent one is what the link says. */
export function takeItem(context: LinkContext, { from, payload: { number } }: ItemEvent): Outcome {
  if (from !== context.sender) return [context, [step('ignore', { number, from })]];
  return [{ ...context, last: number, accepted: context.accepted + 1 }, [step('accept', { number, from })]];
}

function step(name: string, detail: { readonly number: number; readonly from: ProcessId }): Effect {
  return { type: 'step', params: { name, detail } };
}
