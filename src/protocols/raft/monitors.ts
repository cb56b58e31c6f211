/** The claims of Raft, in the order in which one learns them. */
import type { Monitor } from '../../sim/protocol.ts';
import { acknowledgedSurvives } from './monitors-client.ts';
import { electionSafety, leaderElected, oneVoteATerm } from './monitors-election.ts';
import { leaderAppendOnly, leaderCompleteness, logMatching, stateMachineSafety } from './monitors-log.ts';

export const raftMonitors: readonly Monitor[] = [
  electionSafety,
  oneVoteATerm,
  leaderElected,
  leaderAppendOnly,
  logMatching,
  leaderCompleteness,
  stateMachineSafety,
  acknowledgedSurvives,
];
