/** Nothing to ask for: `operations` is empty, so a client only sits there. `raft/client.ts` has one that asks and retries. */
import { setup } from 'xstate';

export const skeletonClient = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
