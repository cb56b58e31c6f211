/** Nobody asks anything: applications are part of the ends. */
import { setup } from 'xstate';

export const onlooker = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
