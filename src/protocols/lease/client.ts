/** Nothing to ask for: holders have work of their own, and a client only sits there. */
import { setup } from 'xstate';

export const leaseClient = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
