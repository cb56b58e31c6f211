/** What one Raft process knows (Raft, figure 2), and how it says so to the world. */
import type { Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { Json, ProcessId, Range } from '../../sim/scenario.ts';
import { EMPTY, type KeyValue } from './key-value.ts';
import { EMPTY_LOG, type Log } from './log.ts';
import type { PendingRead, ReadPolicy } from './reads.ts';

export type RoleId = 'follower' | 'candidate' | 'leader';

/** Survives a crash: what must be on stable storage before a process answers (figure 2). */
export interface Persistent {
  readonly term: number;
  readonly votedFor: ProcessId | null;
  readonly log: Log;
}

export interface RaftOptions {
  readonly electionTimeout: Range;
  readonly heartbeat: number;
  /** Entries in one Append at most. */
  readonly batch: number;
  /** Whether a new leader begins with an empty entry (§8). */
  readonly noop: boolean;
  readonly reads: ReadPolicy;
  /** How long after hearing from a leader a server neither stands nor votes, where reads go by lease. */
  readonly leaderLease: number;
  /** ppm by which clocks may run apart. */
  readonly assumedDrift: number;
}

export interface RaftFlaws {
  readonly forgetVote: boolean;
  readonly noUpToDateCheck: boolean;
  readonly commitOldTerms: boolean;
  readonly noConsistencyCheck: boolean;
  readonly commitWithoutMajority: boolean;
  readonly fixedTimeout: boolean;
  readonly leaderReadsLocally: boolean;
  readonly leaderDropsEntries: boolean;
}

/** What does not change while the process lives. */
export interface Constitution {
  readonly id: ProcessId;
  readonly processes: readonly ProcessId[];
  readonly peers: readonly ProcessId[];
  readonly clients: readonly ProcessId[];
  readonly seed: number;
  readonly options: RaftOptions;
  readonly flaws: RaftFlaws;
}

export interface RaftContext extends Persistent {
  readonly self: Constitution;
  readonly commitIndex: number;
  readonly lastApplied: number;
  readonly state: KeyValue;
  /** Whom this process believes to lead its term. */
  readonly leader: ProcessId | null;
  /** As candidate: who has granted a vote, this process included. */
  readonly votes: readonly ProcessId[];
  /** As leader, by position in `processes`: next index to send, and highest index known to be replicated. */
  readonly nextIndex: readonly number[];
  readonly matchIndex: readonly number[];
  /** As leader, by position: last index that was sent and has not been answered for; saves sending it again at once. */
  readonly sentIndex: readonly number[];
  /** As leader: rounds of heartbeats so far, when each began, and the last that each process has answered. */
  readonly round: number;
  readonly rounds: readonly { readonly round: number; readonly at: number }[];
  readonly acked: readonly number[];
  readonly reads: readonly PendingRead[];
  /** When a leader was heard last, by the own clock; kept where reads go by lease. */
  readonly heardAt: number;
}

/** State in, state and consequences out. */
export type Outcome = readonly [RaftContext, readonly Effect[]];

/** How many make a majority of `count` processes. */
export function majorityOf(count: number): number {
  return Math.floor(count / 2) + 1;
}

export function createContext(input: ProcessInput): RaftContext {
  const stable = input.stable as Persistent | undefined; // what `stable` or `parseInitial` of this protocol gave
  return {
    self: constitution(input),
    term: stable?.term ?? 0,
    votedFor: stable?.votedFor ?? null,
    log: stable?.log ?? EMPTY_LOG,
    commitIndex: 0,
    lastApplied: 0,
    state: EMPTY,
    leader: null,
    votes: [],
    nextIndex: [],
    matchIndex: [],
    sentIndex: [],
    round: 0,
    rounds: [],
    acked: [],
    reads: [],
    // After a crash it may have promised something that it has forgotten.
    heardAt: input.incarnation > 0 ? input.reading.monotonic : Number.NEGATIVE_INFINITY,
  };
}

function constitution({ id, processes, clients, seed, options, flaws }: ProcessInput): Constitution {
  return {
    id,
    processes,
    peers: processes.filter((other) => other !== id),
    clients,
    seed,
    // Resolved options have the kinds that `options.ts` declares.
    options: {
      electionTimeout: options.electionTimeout as Range,
      heartbeat: options.heartbeat as number,
      batch: options.batch as number,
      noop: options.noop as boolean,
      // Left out where a Raft is part of another protocol: everything goes through its log.
      reads: (options.reads as ReadPolicy | undefined) ?? 'log',
      leaderLease: (options.leaderLease as number | undefined) ?? 0,
      assumedDrift: (options.assumedDrift as number | undefined) ?? 0,
    },
    flaws: {
      forgetVote: flaws.includes('forget-vote'),
      noUpToDateCheck: flaws.includes('no-up-to-date-check'),
      commitOldTerms: flaws.includes('commit-old-terms'),
      noConsistencyCheck: flaws.includes('no-consistency-check'),
      commitWithoutMajority: flaws.includes('commit-without-majority'),
      fixedTimeout: flaws.includes('fixed-timeout'),
      leaderReadsLocally: flaws.includes('leader-reads-locally'),
      leaderDropsEntries: flaws.includes('leader-drops-entries'),
    },
  };
}

/** What a crash leaves. The flaw `forget-vote` keeps the vote in memory only. */
export function persistent({ term, votedFor, log, self }: RaftContext): Persistent {
  return { term, votedFor: self.flaws.forgetVote ? null : votedFor, log };
}

export function sending(to: ProcessId, type: string, payload: Json): Effect {
  return { type: 'send', params: { to, type, payload } };
}

export function stepping(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}

export function roleStep(role: RoleId, term: number): Effect {
  return stepping('role', { role, term });
}
