/** Nothing to ask for: the group has work of its own. */
import { setup } from 'xstate';

export const truthClient = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
