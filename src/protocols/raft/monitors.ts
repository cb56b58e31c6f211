/** The claims of Raft, in the order in which one learns them. */
import type { Monitor } from '../../sim/protocol.ts';
import { acknowledgedSurvives } from './monitors-client.ts';
import { leaderCompleteness, stateMachineSafety } from './monitors-commit.ts';
import { electionSafety, oneVoteATerm } from './monitors-election.ts';
import { leaderElected } from './monitors-liveness.ts';
import { leaderAppendOnly, logMatching } from './monitors-log.ts';
import { converges, linearizable, readsInOrder } from './monitors-reads.ts';

export const raftMonitors: readonly Monitor[] = [
  electionSafety,
  oneVoteATerm,
  leaderElected,
  leaderAppendOnly,
  logMatching,
  leaderCompleteness,
  stateMachineSafety,
  acknowledgedSurvives,
  linearizable as Monitor,
  readsInOrder,
  converges,
];
