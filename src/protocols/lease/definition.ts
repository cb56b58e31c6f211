/** What `lease` and `fencing` have in common: the same processes, watched for different claims. */
import type { ProtocolDefinition, Snapshot } from '../../sim/protocol.ts';
import { checkCast, namedCast, partOf } from './cast.ts';
import { leaseClient } from './client.ts';
import { type GroupContext, stableGroup } from './group.ts';
import { type HolderContext, stableHolder } from './holder.ts';
import { holderMachine } from './holder-machine.ts';
import { parseInitial } from './initial.ts';
import { leaseOptions } from './options.ts';
import { captionLease, leaseMessages, leaseRoles, leaseSentence, portrayLease } from './portrait.ts';
import { type ResourceContext, resourceMachine, stableResource } from './resource.ts';
import { leaseSituations } from './situations.ts';
import { type StoreContext, stableStore } from './store.ts';
import { storeMachine } from './store-machine.ts';

type Shared = Omit<
  ProtocolDefinition,
  'id' | 'title' | 'source' | 'summary' | 'monitors' | 'flaws' | 'gallery' | 'lessons'
>;

const MACHINES = { store: storeMachine, holder: holderMachine, resource: resourceMachine };

export const shared: Shared = {
  defaults: { processes: 4, clients: 0 },
  limits: { processes: [3, 9] },
  named: namedCast,
  checkCast,
  readsClock: true,
  roles: leaseRoles,
  messages: leaseMessages,
  options: leaseOptions,
  operations: [],
  timers: [
    { name: 'retry', title: 'next try' },
    { name: 'renewEvery', title: 'renewal' },
    { name: 'interval', title: 'interval' },
    { name: 'requestTimeout', title: 'request timeout' },
  ],
  behaviours: [],
  machines: { process: holderMachine, client: leaseClient },
  machineOf: (process) => MACHINES[partOf(process)],
  parseInitial,
  stable,
  caption: captionLease,
  sentence: leaseSentence,
  portray: portrayLease,
  situations: leaseSituations,
};

function stable({ context }: Snapshot): unknown {
  switch ((context as HolderContext | StoreContext | GroupContext | ResourceContext | undefined)?.part) {
    case 'group':
      return stableGroup(context as GroupContext);
    case 'store':
      return stableStore(context as StoreContext);
    case 'resource':
      return stableResource(context as ResourceContext);
    case 'holder':
      return stableHolder(context as HolderContext);
    default:
      return undefined;
  }
}
