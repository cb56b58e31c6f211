/** The claims of Raft (figure 3) and what breaks them. */
import type { Monitor, Situation } from '../../sim/protocol.ts';

export const raftMonitors: readonly Monitor[] = [];
export const raftSituations: readonly Situation[] = [];
