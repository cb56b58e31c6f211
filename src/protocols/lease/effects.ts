/** Effects as data, in the words of this protocol. */
import type { Effect } from '../../sim/actor.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';

export function sending(to: ProcessId, type: string, payload: Json): Effect {
  return { type: 'send', params: { to, type, payload } };
}

export function stepping(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}

/** The token is the epoch of whoever works under it, and gives the lane its colour; 0: under none. */
export function roleStep(role: string, token: number): Effect {
  return stepping('role', token === 0 ? { role } : { role, epoch: token });
}
