/** Chain replication (van Renesse and Schneider, OSDI 2004), with the control plane that forms the chain anew. */
import { fail } from '../../base/result.ts';
import type { ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { chainClient, clientStable, craqClient } from './client.ts';
import { type ControlContext, controlStable } from './control-context.ts';
import { controlPlane } from './control-plane.ts';
import { chainFlaws, craqFlaws } from './flaws.ts';
import { chainGallery } from './gallery.ts';
import { craqGallery } from './gallery-craq.ts';
import { chainMonitors } from './monitors.ts';
import { chainOptions } from './options.ts';
import { captionChain, chainMessages, chainRoles, chainSentence, portrayChain } from './portrait.ts';
import { chainServer, craqServer } from './server.ts';
import { isController, type ServerContext, stableOf } from './state.ts';

/** From this many processes on, three of them are the control plane, which can then lose one. */
const GROUP_FROM = 6;

export const chain: ProtocolDefinition = {
  id: 'chain',
  title: 'Chain replication',
  source: 'van Renesse, Schneider: Chain Replication for Supporting High Throughput and Availability, 2004',
  summary: 'Servers in a row: writes enter at the head, reads leave at the tail, a control plane mends the row.',
  defaults: { processes: 4, clients: 1 },
  limits: { processes: [2, 10] },
  named,
  checkCast,
  roles: chainRoles,
  messages: chainMessages,
  options: chainOptions,
  operations: ['read', 'write', 'cas', 'append'],
  timers: [
    { name: 'heartbeat', title: 'heartbeat' },
    { name: 'inspection', title: 'inspection' },
    { name: 'electionTimeout', title: 'election timeout' },
    { name: 'requestTimeout', title: 'request timeout' },
  ],
  behaviours: [],
  machines: { process: chainServer, client: chainClient },
  machineOf: (process) => (isController(process) ? controlPlane : undefined),
  readsClock: true,
  parseInitial: () => fail('chain replication begins with nothing stored'),
  stable: stableOfAny,
  caption: captionChain,
  sentence: chainSentence,
  portray: portrayChain,
  monitors: chainMonitors,
  situations: [],
  flaws: chainFlaws,
  gallery: chainGallery,
  lessons: async () => (await import('./lessons.ts')).chainLessons,
};

/** The same chain, but every server answers reads: of a clean object by itself, of a dirty one after asking the tail. */
export const craq: ProtocolDefinition = {
  ...chain,
  id: 'craq',
  title: 'CRAQ',
  source: 'Terrace, Freedman: Object Storage on CRAQ, 2009',
  summary: 'A chain in which every server answers reads: versions are dirty until the tail has them.',
  machines: { process: craqServer, client: craqClient },
  flaws: craqFlaws,
  gallery: craqGallery,
  lessons: async () => (await import('./lessons.ts')).craqLessons,
};

function named(count: number): readonly ProcessId[] {
  const controllers = count < GROUP_FROM ? 1 : 3;
  return [
    ...Array.from({ length: controllers }, (_, index) => `M${index + 1}`),
    ...Array.from({ length: count - controllers }, (_, index) => `S${index + 1}`),
  ];
}

function checkCast(processes: readonly ProcessId[]): string | undefined {
  const strange = processes.find((id) => !/^[MS]\d+$/.test(id));
  if (strange !== undefined) return `"${strange}" is neither of the control plane (M1…) nor of the chain (S1…)`;
  const controllers = processes.filter(isController).length;
  if (controllers === 0) return 'a chain needs a control plane: M1, or M1, M2 and M3';
  if (controllers === 2) return 'a control plane of two is lost with either of them: take one member, or three';
  return controllers === processes.length ? 'a chain needs a server: S1' : undefined;
}

function stableOfAny({ context }: Snapshot): unknown {
  if ('history' in context) return stableOf(context as ServerContext);
  if ('reports' in context) return controlStable(context as ControlContext);
  return clientStable(context);
}
