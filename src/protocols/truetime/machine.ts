/** A server is free, or it waits for a timestamp to pass. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ServerEvent, Waited } from './messages.ts';
import {
  assure,
  commit,
  createContext,
  enqueue,
  hasPassed,
  isWaiting,
  note,
  type ServerContext,
  serve,
  waitAgain,
  wake,
} from './state.ts';

const chart = setup({
  types: {} as { context: ServerContext; events: ServerEvent; input: ProcessInput },
  delays: { commitWait: ({ context }) => context.wait },
  guards: {
    isWaiting: ({ context }) => isWaiting(context),
    isDone: ({ context }) => !isWaiting(context),
    // What arrives when a delay is over carries the reading, whatever it is called.
    hasPassed: ({ context, event }) => hasPassed(context, event as Waited),
  },
  actions: {
    wake: acting(wake),
    assure: acting(assure),
    note: acting(note),
    enqueue: acting(enqueue),
    serve: acting(serve),
    commit: acting(commit),
    waitAgain: acting(waitAgain),
  },
});

export const truetimeServer = chart.createMachine({
  id: 'truetime',
  context: ({ input }) => createContext(input),
  entry: 'wake',
  on: { beat: { actions: 'assure' }, Safe: { actions: 'note' } },
  initial: 'serving',
  states: {
    serving: {
      on: { Request: { actions: ['enqueue', 'serve'] } },
      always: { guard: 'isWaiting', target: 'waiting' },
    },
    waiting: {
      on: { Request: { actions: 'enqueue' } },
      after: {
        commitWait: [
          { guard: 'hasPassed', target: 'deciding', actions: 'commit' },
          { target: 'waiting', reenter: true, actions: 'waitAgain' },
        ],
      },
    },
    // The next write in the queue may have begun at once.
    deciding: { always: [{ guard: 'isDone', target: 'serving' }, { target: 'waiting' }] },
  },
});
