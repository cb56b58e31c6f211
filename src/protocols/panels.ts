/** The drawings that protocols bring beside the generic views, loaded when they are opened. */
import type { ComponentType } from 'react';
import type { ProtocolDefinition } from '../sim/protocol.ts';
import type { Scenario, TrueTime } from '../sim/scenario.ts';
import type { Trace } from '../sim/trace.ts';
import type { World } from '../sim/world.ts';
import type { Selection } from '../views/intents.ts';

export interface PanelProps {
  readonly world: World;
  readonly trace: Trace;
  readonly protocol: ProtocolDefinition;
  readonly scenario: Scenario;
  readonly selection: Selection;
  readonly onSelect: (target: Selection) => void;
  readonly onSeek: (at: TrueTime) => void;
}

export interface Panel {
  readonly id: string;
  readonly title: string;
  readonly load: () => Promise<ComponentType<PanelProps>>;
}

const leases: Panel = { id: 'leases', title: 'Leases', load: async () => (await import('./lease/panel.tsx')).Leases };

/** For every protocol whose clients read and write one object a key. */
const history: Panel = {
  id: 'history',
  title: 'History',
  load: async () => (await import('../views/history/run-history.tsx')).RunHistory,
};

const chainPanel: Panel = {
  id: 'chain',
  title: 'Chain',
  load: async () => (await import('./chain/panel.tsx')).ChainPanel,
};

const tcpWindow: Panel = {
  id: 'window',
  title: 'Window',
  load: async () => (await import('./tcp/panel.tsx')).TcpWindow,
};
const tcpStream: Panel = {
  id: 'stream',
  title: 'Stream',
  load: async () => (await import('./tcp/panel.tsx')).TcpStream,
};

const tcpStates: Panel = {
  id: 'states',
  title: 'States',
  load: async () => (await import('./tcp/panel.tsx')).TcpStates,
};

export const panels: Readonly<Record<string, readonly Panel[]>> = {
  'byzantine-generals': [
    {
      id: 'orders',
      title: 'Orders',
      load: async () => (await import('./byzantine-generals/panel.tsx')).GeneralsOrders,
    },
  ],
  links: [{ id: 'streams', title: 'Streams', load: async () => (await import('./links/panel.tsx')).LinkStreams }],
  'process-models': [
    { id: 'counts', title: 'Counts', load: async () => (await import('./process-models/panel.tsx')).Counters },
  ],
  'timing-models': [
    {
      id: 'round-trips',
      title: 'Trips',
      load: async () => (await import('./timing-models/panel.tsx')).RoundTrips,
    },
  ],
  'weak-lies': [
    { id: 'readings', title: 'Readings', load: async () => (await import('./weak-lies/panel.tsx')).Readings },
  ],
  lease: [leases],
  fencing: [leases],
  'majority-truth': [
    { id: 'membership', title: 'Members', load: async () => (await import('./majority-truth/panel.tsx')).Membership },
  ],
  chain: [chainPanel, history],
  craq: [chainPanel, history],
  dvv: [{ id: 'siblings', title: 'Siblings', load: async () => (await import('./dvv/panel.tsx')).Siblings }],
  lamport: [{ id: 'order', title: 'Order', load: async () => (await import('./lamport/panel.tsx')).LamportOrder }],
  'tcp-reliability': [tcpStream, tcpWindow],
  'tcp-connection': [tcpStates, tcpStream],
  'tcp-flow': [tcpWindow, tcpStream],
  'tcp-congestion': [tcpWindow, tcpStream],
  timeouts: [
    { id: 'timeout', title: 'Timeout', load: async () => (await import('./timeouts/panel.tsx')).TimeoutPanel },
  ],
  'phi-accrual': [{ id: 'phi', title: 'φ', load: async () => (await import('./phi-accrual/panel.tsx')).PhiPanel }],
  'retry-storm': [
    { id: 'queue', title: 'Queue', load: async () => (await import('./retry-storm/panel.tsx')).StormPanel },
  ],
  'ping-heartbeat': [
    { id: 'detection', title: 'Detection', load: async () => (await import('./ping-heartbeat/panel.tsx')).Detection },
  ],
  raft: [
    { id: 'logs', title: 'Logs', load: async () => (await import('./raft/panel.tsx')).RaftLogs },
    { id: 'reads', title: 'Reads', load: async () => (await import('./raft/panel.tsx')).RaftReads },
    history,
  ],
  vector: [{ id: 'vectors', title: 'Vectors', load: async () => (await import('./vector/panel.tsx')).Vectors }],
  'drift-skew': [
    { id: 'clocks', title: 'Clocks', load: async () => (await import('./drift-skew/panel.tsx')).DriftClocks },
  ],
  ntp: [
    { id: 'exchange', title: 'Exchange', load: async () => (await import('./ntp/panel.tsx')).NtpExchange },
    { id: 'clocks', title: 'Clocks', load: async () => (await import('./ntp/panel.tsx')).NtpClocks },
  ],
  monotonic: [
    { id: 'durations', title: 'Durations', load: async () => (await import('./monotonic/panel.tsx')).Durations },
    { id: 'clocks', title: 'Clocks', load: async () => (await import('./monotonic/panel.tsx')).MeasureClocks },
  ],
  consensus: [{ id: 'ballots', title: 'Ballots', load: async () => (await import('./consensus/panel.tsx')).Ballots }],
  smr: [{ id: 'replicas', title: 'Replicas', load: async () => (await import('./smr/panel.tsx')).Replicas }, history],
  lww: [{ id: 'stamps', title: 'Stamps', load: async () => (await import('./lww/panel.tsx')).Stamps }],
  truetime: [
    { id: 'intervals', title: 'Intervals', load: async () => (await import('./truetime/panel.tsx')).Intervals },
  ],
  rpc: [{ id: 'ledger', title: 'Ledger', load: async () => (await import('./rpc/panel.tsx')).Ledger }],
  dns: [{ id: 'caches', title: 'Caches', load: async () => (await import('./dns/panel.tsx')).Caches }],
  'http-hol': [
    { id: 'waterfall', title: 'Waterfall', load: async () => (await import('./http-hol/panel.tsx')).PageWaterfall },
  ],
  'udp-game': [
    { id: 'freshness', title: 'Freshness', load: async () => (await import('./udp-game/panel.tsx')).Freshness },
  ],
};
