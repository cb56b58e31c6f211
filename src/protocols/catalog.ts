/** Every protocol, loaded: for the command line and the tests. The page opens doors one by one: `doors.ts`. */
import type { Catalog, ProtocolDefinition } from '../sim/protocol.ts';
import { loadAll } from './doors.ts';

export const protocols: readonly ProtocolDefinition[] = await loadAll();

export const catalog: Catalog = (id) => protocols.find((protocol) => protocol.id === id);
