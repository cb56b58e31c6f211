/** The store as a statechart: alone, where the lease is free or held and ends by itself, or as a member of a Raft group. */
import { setup } from 'xstate';
import { acting, type Stimulus } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import { storesOf } from './cast.ts';
import { createGroup, type GroupContext, look, openGroup, passToRaft, serve } from './group.ts';
import type { Acquire, From, Release, Renew, StoreEvent, Told } from './messages.ts';
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

type RaftMessage = { readonly type: 'Append' | 'Appended' | 'RequestVote' | 'Vote' } & Told;

/** Local µs between two looks of a group at the end of the lease. */
const LOOK = 25_000;

const chart = setup({
  types: {} as { context: StoreContext | GroupContext; events: StoreEvent | RaftMessage; input: ProcessInput },
  delays: { ttl: ({ context }) => alone(context).remaining, look: LOOK },
  guards: {
    isHeldAtStart: ({ context }) => alone(context).holder !== null,
    mayGrant: ({ context, event }) =>
      event.type === 'Acquire' && (isOver(alone(context), event) || mayGrant(alone(context), event)),
    isHeldUnder: ({ context, event }) =>
      (event.type === 'Renew' || event.type === 'Release') &&
      !isOver(alone(context), event) &&
      isHeldUnder(alone(context), event as From<'Renew' | 'Release', Release>),
    isOver: ({ context, event }) => isOver(alone(context), event),
    ends: ({ context }) => !alone(context).neverExpires,
    isGroup: ({ context }) => context.part === 'group',
  },
  actions: {
    announce: acting(announceStore),
    grant: acting(upToDate<From<'Acquire', Acquire>>(grant)),
    repeatOrDeny: acting(upToDate<From<'Acquire', Acquire>>(repeatOrDeny)),
    renew: acting(renew),
    denyRenewal: acting(upToDate<From<'Renew', Renew>>(denyRenewal)),
    release: acting(release),
    expire: acting(expire),
    open: acting(openGroup),
    passToRaft: acting((context: GroupContext, event: Stimulus & Told) => passToRaft(context, event)),
    serve: acting(serve),
    look: acting(look),
  },
});

/** In the states of a single store the context is that of one. */
function alone(context: StoreContext | GroupContext): StoreContext {
  return context as StoreContext;
}

export const storeMachine = chart.createMachine({
  id: 'store',
  context: ({ input }) => (storesOf(input.processes).length > 1 ? createGroup(input) : createStore(input)),
  initial: 'deciding',
  states: {
    // Where a restart finds the lease.
    deciding: {
      always: [
        { guard: 'isGroup', target: 'member', actions: 'open' },
        { guard: 'isHeldAtStart', target: 'held', actions: 'announce' },
        { target: 'free', actions: 'announce' },
      ],
    },
    // Raft goes on inside; outside there is a look at the clock.
    member: {
      after: { look: { target: 'member', reenter: true, actions: 'look' } },
      on: {
        'xstate.after.*': { actions: 'passToRaft' },
        Append: { actions: 'passToRaft' },
        Appended: { actions: 'passToRaft' },
        RequestVote: { actions: 'passToRaft' },
        Vote: { actions: 'passToRaft' },
        Acquire: { actions: 'serve' },
        Renew: { actions: 'serve' },
        Release: { actions: 'serve' },
      },
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
