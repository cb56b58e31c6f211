/** The system model as people say it. */
import type { Scenario } from '../sim/scenario.ts';

/** A choice of the model: its links, its processes, its time. */
export type Part = Scenario['network']['transport'] | Scenario['model']['process'] | Scenario['model']['timing'];

export const MODEL_WORDS: Readonly<Record<Part, string>> = {
  datagram: 'fair-loss links',
  reliable: 'reliable links',
  authenticated: 'authenticated links',
  'crash-stop': 'crash-stop',
  'crash-recovery': 'crash-recovery',
  arbitrary: 'arbitrary faults',
  synchronous: 'synchronous',
  'partially-synchronous': 'partial synchrony',
  asynchronous: 'asynchronous',
};
