/** Senders send an item each interval; the receiver waits for them. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ItemEvent } from './messages.ts';
import { createContext, type LinkContext, receives, sendItem, takeItem } from './state.ts';

const chart = setup({
  types: {} as { context: LinkContext; events: ItemEvent; input: ProcessInput },
  delays: { interval: ({ context }) => context.interval },
  guards: { receives: ({ context }) => receives(context) },
  actions: { sendItem: acting(sendItem), takeItem: acting(takeItem) },
});

export const linkProcess = chart.createMachine({
  id: 'links',
  context: ({ input }) => createContext(input),
  initial: 'starting',
  states: {
    starting: { always: [{ guard: 'receives', target: 'receiving' }, { target: 'sending' }] },
    sending: { after: { interval: { target: 'sending', reenter: true, actions: 'sendItem' } } },
    receiving: { on: { Item: { actions: 'takeItem' } } },
  },
});

/** Nobody asks anything: a client only sits there. */
export const onlooker = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
