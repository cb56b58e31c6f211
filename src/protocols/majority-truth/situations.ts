/** Moments of a group worth a name. */
import type { Situation } from '../../sim/protocol.ts';

const declaredAlive: Situation<null> = {
  id: 'declared-alive',
  title: 'A process that is up is declared dead',
  on: ['declare'],
  start: null,
  observe: (memory, world, event) => [
    memory,
    event.kind === 'step' && Number(event.detail.life) > 0 && world.statusOf(String(event.detail.dead)) !== 'crashed'
      ? [event.id]
      : undefined,
  ],
};

const obeys: Situation<null> = {
  id: 'obeys',
  title: 'A process learns that it is dead, and obeys',
  on: ['role'],
  start: null,
  observe: (memory, _, event) => [
    memory,
    event.kind === 'step' && event.detail.role === 'out' ? [event.id] : undefined,
  ],
};

export const truthSituations: readonly Situation[] = [declaredAlive, obeys];
