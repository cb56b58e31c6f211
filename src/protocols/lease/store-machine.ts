/** The single store as a statechart: the lease is free or held, and ends by itself. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { Acquire, From, Release, Renew, StoreEvent } from './messages.ts';
import {
  announceStore,
  createStore,
  denyRenewal,
  expire,
  grant,
  isHeldUnder,
  isOver,
  mayGrant,
  release,
  renew,
  repeatOrDeny,
  type StoreContext,
  upToDate,
} from './store.ts';

const chart = setup({
  types: {} as { context: StoreContext; events: StoreEvent; input: ProcessInput },
  delays: { ttl: ({ context }) => context.remaining },
  guards: {
    isHeldAtStart: ({ context }) => context.holder !== null,
    mayGrant: ({ context, event }) => event.type === 'Acquire' && (isOver(context, event) || mayGrant(context, event)),
    isHeldUnder: ({ context, event }) =>
      (event.type === 'Renew' || event.type === 'Release') &&
      !isOver(context, event) &&
      isHeldUnder(context, event as From<'Renew' | 'Release', Release>),
    isOver: ({ context, event }) => isOver(context, event),
    ends: ({ context }) => !context.neverExpires,
  },
  actions: {
    announce: acting(announceStore),
    grant: acting(upToDate<From<'Acquire', Acquire>>(grant)),
    repeatOrDeny: acting(upToDate<From<'Acquire', Acquire>>(repeatOrDeny)),
    renew: acting(renew),
    denyRenewal: acting(upToDate<From<'Renew', Renew>>(denyRenewal)),
    release: acting(release),
    expire: acting(expire),
  },
});

export const storeMachine = chart.createMachine({
  id: 'store',
  context: ({ input }) => createStore(input),
  initial: 'deciding',
  states: {
    // Where a restart finds the lease.
    deciding: {
      always: [
        { guard: 'isHeldAtStart', target: 'held', actions: 'announce' },
        { target: 'free', actions: 'announce' },
      ],
    },
    free: {
      on: {
        Acquire: { target: 'held', actions: 'grant' },
        Renew: { actions: 'denyRenewal' },
      },
    },
    held: {
      after: { ttl: { guard: 'ends', target: 'free', actions: 'expire' } },
      on: {
        Acquire: [{ guard: 'mayGrant', target: 'held', reenter: true, actions: 'grant' }, { actions: 'repeatOrDeny' }],
        Renew: [
          { guard: 'isHeldUnder', target: 'held', reenter: true, actions: 'renew' },
          // It may be over by the clock with the timer still to come, after a pause.
          { guard: 'isOver', target: 'free', actions: 'denyRenewal' },
          { actions: 'denyRenewal' },
        ],
        Release: [
          { guard: 'isHeldUnder', target: 'free', actions: 'release' },
          { guard: 'isOver', target: 'free', actions: 'expire' },
        ],
      },
    },
  },
});
