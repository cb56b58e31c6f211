/** What every part asks of the world. */
import type { Effect } from '../../sim/actor.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';

export function sending(to: ProcessId, type: string, payload: Json): Effect {
  return { type: 'send', params: { to, type, payload } };
}

export function sendingAll(all: readonly ProcessId[], type: string, payload: Json): readonly Effect[] {
  return all.map((to) => sending(to, type, payload));
}

export function stepping(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}
