/** What browser and server do to the world, as data. */
import type { Effect } from '../../sim/actor.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';

export function sending(to: ProcessId, type: string, payload: Json): Effect {
  return { type: 'send', params: { to, type, payload } };
}

export function stepping(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}

/** Runs on whatever the chart does meanwhile; one with the same id is set anew. */
export function ringing(event: { readonly type: string }, id: string, delay: number): Effect {
  return { type: 'xstate.raise', params: { event, id, delay } };
}

export function cancelling(sendId: string): Effect {
  return { type: 'xstate.cancel', params: { sendId } };
}
