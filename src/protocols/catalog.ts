/** The protocols there are, in the order of the gallery. */
import type { Catalog, ProtocolDefinition } from '../sim/protocol.ts';
import { raft } from './raft/index.ts';
import { skeleton } from './skeleton/index.ts';

export const protocols: readonly ProtocolDefinition[] = [raft, skeleton];

export const catalog: Catalog = (id) => protocols.find((protocol) => protocol.id === id);
