/** Raft in words: labels of messages, sentences for events, a process's state as facts. */
import type { MessageKind, Portrait, Role, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { lastIndex, termAt } from './log.ts';
import { type Append, type Appended, type Command, describeCommand, type Reply, type Vote } from './messages.ts';
import { majorityOf, type RaftContext } from './state.ts';

export const raftRoles: readonly Role[] = [
  { id: 'follower', title: 'follower', tone: 'following' },
  { id: 'candidate', title: 'candidate', tone: 'seeking' },
  { id: 'leader', title: 'leader', tone: 'leading' },
];

export const raftMessages: readonly MessageKind[] = [
  { type: 'RequestVote', title: 'Request vote', form: 'request', tone: 'seeking' },
  { type: 'Vote', title: 'Vote', form: 'reply', tone: 'seeking' },
  { type: 'Append', title: 'Append', form: 'request', tone: 'leading' },
  { type: 'Appended', title: 'Appended', form: 'reply', tone: 'leading' },
  { type: 'Request', title: 'Request', form: 'request', tone: 'neutral' },
  { type: 'Reply', title: 'Reply', form: 'reply', tone: 'neutral' },
];

/** Payloads here are those that this protocol's machines sent. */
export function captionMessage(type: string, payload: Json): string {
  switch (type) {
    case 'RequestVote':
      return `vote t${(payload as Vote).term}?`;
    case 'Vote':
      return (payload as Vote).granted ? 'vote +' : 'vote −';
    case 'Append': {
      const { entries, prevIndex } = payload as Append;
      if (entries.length === 0) return 'heartbeat';
      return entries.length === 1 ? `Append ${prevIndex + 1}` : `Append ${prevIndex + 1}–${prevIndex + entries.length}`;
    }
    case 'Appended': {
      const { success, match } = payload as Appended;
      return success ? `ok ${match}` : 'refused';
    }
    case 'Request':
      return describeCommand(payload as Command) ?? '';
    case 'Reply': {
      const reply = payload as Reply;
      return reply.done ? 'done' : `ask ${reply.leader ?? 'later'}`;
    }
    default:
      return type;
  }
}

export function raftSentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, detail } = event;
  switch (event.name) {
    case 'role':
      return `${process} is ${detail.role} in term ${detail.term}`;
    case 'vote':
      return detail.candidate === process
        ? `${process} votes for itself in term ${detail.term}`
        : `${process} votes for ${detail.candidate} in term ${detail.term}`;
    case 'append':
      return `${process} appends ${detail.value ?? 'a no-op'} at index ${detail.index}, term ${detail.term}`;
    case 'truncate':
      return `${process} removes its entries from index ${detail.from} on`;
    case 'commit':
      return `${process} knows that all up to index ${detail.index} is committed`;
    case 'apply':
      return `${process} applies ${detail.value ?? 'a no-op'} at index ${detail.index}`;
    case 'serve':
      return `${process} answers a read of ${detail.client} from its state up to index ${detail.index}`;
    case 'seen':
      return `${process} has seen the state up to index ${detail.index}`;
    case 'give-up':
      return `${process} gives up on its operation; its outcome stays unknown`;
    default:
      return undefined;
  }
}

export function portrayRaft(snapshot: Snapshot): Portrait {
  if (!('log' in snapshot.context)) return portrayClient(snapshot);
  const context = snapshot.context as RaftContext;
  const { term, votedFor, log, commitIndex, lastApplied, leader, votes, state, self } = context;
  const role = String(snapshot.value);
  return {
    role,
    epoch: term,
    badge: `term ${term}`,
    facts: [
      { name: 'current term', value: String(term), stable: true },
      { name: 'voted for', value: votedFor ?? '–', stable: true },
      {
        name: 'log',
        value:
          lastIndex(log) === 0 ? 'empty' : `${lastIndex(log)} entries, last of term ${termAt(log, lastIndex(log))}`,
        stable: true,
      },
      { name: 'commit index', value: String(commitIndex), stable: false },
      { name: 'last applied', value: String(lastApplied), stable: false },
      { name: 'leader', value: leader ?? 'not known', stable: false },
      {
        name: 'state machine',
        value:
          state.values
            .entries()
            .map(([key, value]) => `${key}=${value}`)
            .join(' ') || 'empty',
        stable: false,
      },
    ],
    ...(role === 'candidate' ? { votes: { granted: votes, needed: majorityOf(self.processes.length) } } : {}),
  };
}

function portrayClient(snapshot: Snapshot): Portrait {
  const { current, queue, server, tries } = snapshot.context as {
    current: Command | null;
    queue: readonly unknown[];
    server: string;
    tries: number;
  };
  return {
    role: String(snapshot.value),
    facts: [
      { name: 'operation', value: describeCommand(current) ?? 'none', stable: false },
      { name: 'server', value: server, stable: false },
      { name: 'tries', value: current === null ? '0' : String(tries), stable: false },
      { name: 'waiting', value: String(queue.length), stable: false },
    ],
  };
}
