/** Raft's logs side by side, with what the leader believes about each follower. */
import type { Snapshot } from '../../sim/protocol.ts';
import type { ProcessState, World } from '../../sim/world.ts';
import { LogGrid } from '../../views/log-grid/log-grid.tsx';
import type { LogRow } from '../../views/log-grid/log-row.ts';
import { MeasureLine } from '../../views/measures/measure-line.tsx';
import type { Carriers } from '../../views/measures/measures.ts';
import type { PanelProps } from '../panels.ts';
import { entryAt, lastIndex } from './log.ts';
import { type Append, type Appended, describeCommand } from './messages.ts';
import styles from './panel.module.css';
import type { Persistent, RaftContext } from './state.ts';

/** Entries and the answers to them; heartbeats carry none. Reads go through the log as well. */
const CARRIERS: Carriers = {
  of: 'operations',
  types: {
    Append: (payload) => (payload as Append).entries.length > 0,
    Appended: (payload) => (payload as Appended).match > (payload as Appended).prevIndex,
  },
};

export { RaftReads } from './reads-panel.tsx';

export function RaftLogs({ world, trace, protocol }: PanelProps) {
  const servers = world.processes.filter(({ client }) => !client);
  const rows = servers.map((process) => rowOf(process, protocol.roles));
  return (
    <div className={styles.panel}>
      <LogGrid rows={rows} label="Logs" termName="term" />
      <p className={styles.say}>{sayLeaders(world)}</p>
      <MeasureLine trace={trace} carriers={CARRIERS} />
    </div>
  );
}

function rowOf(process: ProcessState, roles: PanelProps['protocol']['roles']): LogRow {
  const context = contextOf(process.snapshot);
  const down = process.status === 'crashed';
  // A process that is down has what its disk holds, and has forgotten how far it was committed.
  const { log } = down ? (process.stable as Persistent) : context;
  const commitIndex = down ? 0 : context.commitIndex;
  const role = roles.find(({ id }) => id === String(process.snapshot.value));
  const leads = !down && role?.id === 'leader';
  return {
    process: process.id,
    tone: down ? 'neutral' : (role?.tone ?? 'neutral'),
    role: down ? 'down' : (role?.title ?? ''),
    length: lastIndex(log),
    commitIndex,
    entry: (index) => {
      const entry = entryAt(log, index);
      if (entry === undefined) return undefined;
      return {
        index,
        term: entry.term,
        label: describeCommand(entry.command) ?? 'no-op',
        committed: index <= commitIndex,
      };
    },
    ...(leads ? { marks: marksOf(context) } : {}),
  };
}

function marksOf({ self, nextIndex, matchIndex }: RaftContext): NonNullable<LogRow['marks']> {
  return self.peers.map((process) => {
    const position = self.processes.indexOf(process);
    return { process, next: nextIndex[position] ?? 1, match: matchIndex[position] ?? 0 };
  });
}

/** Two leaders in different terms are no violation: the older one can commit nothing any more. */
function sayLeaders({ processes }: World): string {
  const leaders = processes.filter(
    ({ client, status, snapshot }) => !client && status !== 'crashed' && snapshot.value === 'leader',
  );
  const named = leaders.map(({ id, snapshot }) => `${id} in term ${contextOf(snapshot).term}`);
  if (leaders.length === 0) return 'No leader now.';
  if (leaders.length === 1) return `${named[0]} leads.`;
  const terms = new Set(leaders.map(({ snapshot }) => contextOf(snapshot).term));
  const verdict = terms.size === leaders.length ? 'allowed: the terms differ' : 'not allowed: the same term';
  return `${leaders.length} leaders at once (${named.join(', ')}), ${verdict}.`;
}

/** Snapshots of Raft's servers have Raft's context. */
function contextOf(snapshot: Snapshot): RaftContext {
  return snapshot.context as RaftContext;
}
