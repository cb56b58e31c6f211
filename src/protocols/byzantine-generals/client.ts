/** Nobody asks generals for anything: a client only sits there. */
import { setup } from 'xstate';

export const onlooker = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
