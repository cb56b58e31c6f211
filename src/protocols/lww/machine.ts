/** A replica is always at work: what it does depends on what arrives, and now and then it spreads all that it has. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ReplicaEvent } from './messages.ts';
import { createContext, gossip, type ReplicaContext, receive, serve } from './state.ts';

const chart = setup({
  types: {} as { context: ReplicaContext; events: ReplicaEvent; input: ProcessInput },
  delays: { gossip: ({ context }) => context.gossip },
  actions: { serve: acting(serve), receive: acting(receive), gossip: acting(gossip) },
});

export const lwwReplica = chart.createMachine({
  id: 'lww',
  context: ({ input }) => createContext(input),
  on: { Request: { actions: 'serve' }, Spread: { actions: 'receive' } },
  initial: 'serving',
  states: { serving: { after: { gossip: { target: 'serving', reenter: true, actions: 'gossip' } } } },
});
