/** What chain replication promises, in the order of the paper. */
import { linearizabilityMonitor } from '../../check/monitor.ts';
import type { Monitor } from '../../sim/protocol.ts';
import { inProcessRequests, oneChain, updatePropagation } from './monitors-chain.ts';
import { acknowledgedSurvives } from './monitors-client.ts';

export const chainMonitors: readonly Monitor[] = [
  oneChain,
  updatePropagation,
  inProcessRequests,
  acknowledgedSurvives,
  linearizabilityMonitor('van Renesse, Schneider: Chain Replication, 2004, §2'),
];
