/** The parts of the subject, in the order of the books: gallery and palette group the runs by them. */
import type { ProtocolDefinition } from '../sim/protocol.ts';

export interface Section {
  readonly title: string;
  /** Ids of protocols, in order; `raft/Elections` is one section of a protocol's own gallery. */
  readonly members: readonly string[];
}

export const sections: readonly Section[] = [
  {
    title: 'System models',
    members: ['links', 'process-models', 'timing-models', 'byzantine-generals', 'weak-lies'],
  },
  { title: 'Failure detection', members: ['timeouts', 'ping-heartbeat', 'phi-accrual', 'retry-storm'] },
  { title: 'Physical time', members: ['drift-skew', 'ntp', 'monotonic', 'lww', 'truetime'] },
  { title: 'Logical time', members: ['lamport', 'vector', 'dvv'] },
  { title: 'Leader election and leases', members: ['raft/Elections', 'lease', 'fencing', 'majority-truth'] },
  { title: 'Replication and consensus', members: ['raft', 'consensus', 'smr'] },
  { title: 'Consistency', members: ['raft/Consistency'] },
  { title: 'Chain replication', members: ['chain', 'craq'] },
  {
    title: 'Transport',
    members: ['tcp-reliability', 'tcp-connection', 'tcp-flow', 'tcp-congestion', 'udp-game', 'http-hol', 'dns', 'rpc'],
  },
];

/** For what no section names. */
const REST = 'More';

/** Runs of one protocol that stand together under one heading. */
export interface Group<Run> {
  readonly protocol: Pick<ProtocolDefinition, 'id' | 'title'>;
  /** The section of the protocol's gallery. */
  readonly part: string;
  readonly runs: readonly Run[];
}

export interface Grouped<Run> {
  readonly title: string;
  readonly groups: readonly Group<Run>[];
}

interface Grouping<Run> {
  readonly protocolOf: (run: Run) => Pick<ProtocolDefinition, 'id' | 'title'>;
  readonly partOf: (run: Run) => string;
}

/** Runs by section, protocol and part; what has no runs is left out. */
export function bySection<Run>(runs: readonly Run[], { protocolOf, partOf }: Grouping<Run>): readonly Grouped<Run>[] {
  const groups = new Map<string, { protocol: Group<Run>['protocol']; part: string; runs: Run[] }>();
  for (const run of runs) {
    const [protocol, part] = [protocolOf(run), partOf(run)];
    const key = `${protocol.id}/${part}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { protocol, part, runs: [run] });
    else group.runs.push(run);
  }
  const all = [...groups.values()];
  return [...sections, { title: REST, members: [] }]
    .map(({ title, members }) => {
      const own = all.filter(({ protocol, part }) => sectionOf(protocol.id, part) === title);
      const place = ({ protocol, part }: Group<Run>) => members.indexOf(memberOf(protocol.id, part));
      return { title, groups: own.sort((a, b) => place(a) - place(b)) };
    })
    .filter((section) => section.groups.length > 0);
}

/** The section in which this part of the protocol's gallery stands. */
export function sectionOf(protocol: string, part: string): string {
  return sections.find(({ members }) => members.includes(memberOf(protocol, part)))?.title ?? REST;
}

function memberOf(protocol: string, part: string): string {
  const own = `${protocol}/${part}`;
  return sections.some(({ members }) => members.includes(own)) ? own : protocol;
}
