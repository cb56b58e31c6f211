/** What a scenario that says nothing means; processes, clients and options are the protocol's to say. */
import type { Network, Scenario, SystemModel } from '../sim/scenario.ts';

export const DEFAULTS: Pick<Scenario, 'seed' | 'duration' | 'network' | 'model'> = {
  seed: 1,
  duration: 10_000_000,
  network: { delay: [2_000, 10_000], loss: 0, duplicate: 0, fifo: false, transport: 'datagram' } satisfies Network,
  model: { timing: 'partially-synchronous', process: 'crash-recovery' } satisfies SystemModel,
};
