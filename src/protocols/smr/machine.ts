/** A replica applies what comes; all but the sequencer ask now and then for what they have missed. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ReplicaEvent } from './messages.ts';
import {
  answerFetch,
  askForMissing,
  createContext,
  isSequencer,
  putInOrder,
  type ReplicaContext,
  receive,
  replay,
  serve,
} from './replica.ts';

const chart = setup({
  types: {} as { context: ReplicaContext; events: ReplicaEvent; input: ProcessInput },
  delays: { interval: ({ context }) => context.interval },
  guards: { isSequencer: ({ context }) => isSequencer(context) },
  actions: {
    replay: acting(replay),
    serve: acting(serve),
    putInOrder: acting(putInOrder),
    receive: acting(receive),
    answerFetch: acting(answerFetch),
    askForMissing: acting(askForMissing),
  },
});

export const smrReplica = chart.createMachine({
  id: 'replica',
  context: ({ input }) => createContext(input),
  entry: 'replay',
  initial: 'applying',
  on: { Request: { actions: 'serve' }, Fetch: { actions: 'answerFetch' } },
  states: {
    ordering: { on: { Order: { actions: 'putInOrder' } } },
    applying: {
      always: { guard: 'isSequencer', target: 'ordering' },
      on: { Entries: { actions: 'receive' } },
      after: { interval: { target: 'applying', reenter: true, actions: 'askForMissing' } },
    },
  },
});
