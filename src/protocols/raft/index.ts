/** Raft (Ongaro and Ousterhout, “In Search of an Understandable Consensus Algorithm”, extended version, 2014). */
import type { ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import { clientStable, raftClient } from './client.ts';
import { raftFlaws } from './flaws.ts';
import { raftGallery } from './gallery.ts';
import { parseInitial } from './initial.ts';
import { raftProcess } from './machine.ts';
import { raftMonitors } from './monitors.ts';
import { raftOptions } from './options.ts';
import { captionMessage, portrayRaft, raftMessages, raftRoles, raftSentence } from './portrait.ts';
import { raftSituations } from './situations.ts';
import { persistent, type RaftContext } from './state.ts';

/** For protocols that keep something in a Raft log of their own: the process itself, and how what it knows is read. */
export { entryAt, lastIndex, termAt } from './log.ts';
export { raftProcess } from './machine.ts';
export type { Command } from './messages.ts';
export { majorityOf, type Persistent, persistent, type RaftContext } from './state.ts';

export const raft: ProtocolDefinition = {
  id: 'raft',
  title: 'Raft',
  source: 'Ongaro, Ousterhout: In Search of an Understandable Consensus Algorithm (extended version), 2014',
  summary: 'Leader election and a replicated log: a majority agrees on one order of commands, whatever fails.',
  defaults: { processes: 5, clients: 1 },
  limits: { processes: [2, 9] },
  roles: raftRoles,
  messages: raftMessages,
  options: raftOptions,
  operations: ['read', 'write', 'cas', 'append'],
  timers: [
    { name: 'electionTimeout', title: 'election timeout' },
    { name: 'heartbeat', title: 'heartbeat' },
    { name: 'requestTimeout', title: 'request timeout' },
  ],
  behaviours: [],
  readsClock: true,
  machines: { process: raftProcess, client: raftClient },
  parseInitial,
  stable: (snapshot: Snapshot) =>
    'log' in snapshot.context ? persistent(snapshot.context as RaftContext) : clientStable(snapshot.context),
  caption: captionMessage,
  sentence: raftSentence,
  portray: portrayRaft,
  monitors: raftMonitors,
  situations: raftSituations,
  flaws: raftFlaws,
  gallery: raftGallery,
  lessons: async () => (await import('./lessons.ts')).raftLessons,
};
