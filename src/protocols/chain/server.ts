/** A server of the chain as a statechart: its states are its places, which the control plane gives it. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ClockReading, ProcessInput } from '../../sim/protocol.ts';
import type { Position } from './configuration.ts';
import { adopt, announce, beat, copyState, isNewer, positionWith, renewLease, serveFetch } from './membership.ts';
import type { ServerEvent } from './messages.ts';
import { serveQuery, serveRead, takeVersion } from './reads.ts';
import { createServer, type Outcome, placeOf, type ServerContext } from './state.ts';
import { orderWrite, redirect, serveAttach, takeAck, takeAttached, takeUpdate } from './updates.ts';

type Of<Type extends ServerEvent['type']> = Extract<ServerEvent, { type: Type }>;
type Told = Of<'Configure' | 'Refused'>;
interface Read {
  readonly reading?: ClockReading;
}

function serverMachine(readsAnywhere: boolean) {
  const becomes = (place: Position) => ({
    guard: ({ context, event }: { context: ServerContext; event: ServerEvent }) =>
      (event.type === 'Configure' || event.type === 'Refused') &&
      isNewer(context, event) &&
      positionWith(context, event.payload) === place,
  });
  const chart = setup({
    types: {} as { context: ServerContext; events: ServerEvent; input: ProcessInput },
    delays: { heartbeat: ({ context }) => context.self.options.heartbeat },
    guards: {
      makesHead: (args) => becomes('head').guard(args),
      makesMiddle: (args) => becomes('middle').guard(args),
      makesTail: (args) => becomes('tail').guard(args),
      makesAlone: (args) => becomes('alone').guard(args),
      leavesOut: (args) => becomes('outside').guard(args),
      isRead: ({ event }) => event.type === 'Request' && event.payload.op === 'read',
      wasHead: ({ context }) => placeOf(context) === 'head',
      wasMiddle: ({ context }) => placeOf(context) === 'middle',
      wasTail: ({ context }) => placeOf(context) === 'tail',
      wasAlone: ({ context }) => placeOf(context) === 'alone',
    },
    actions: {
      announce: acting((context: ServerContext, event: Read) =>
        announce(context, event.reading?.monotonic ?? context.movedAt),
      ),
      beat: acting((context: ServerContext, event: Read) => beat(context, event.reading?.monotonic ?? 0)),
      adopt: acting((context: ServerContext, event: Told) => adopt(context, event)),
      renewLease: acting(renewLease),
      orderWrite: acting(orderWrite),
      redirect: acting((context: ServerContext, event: Of<'Request'>): Outcome => [context, redirect(context, event)]),
      serveRead: acting(serveRead),
      takeUpdate: acting(takeUpdate),
      takeAck: acting(takeAck),
      serveAttach: acting(serveAttach),
      takeAttached: acting(takeAttached),
      serveFetch: acting(serveFetch),
      copyState: acting(copyState),
      serveQuery: acting(serveQuery),
      takeVersion: acting(takeVersion),
    },
  });
  const places = [
    { guard: 'makesHead', target: '.head', actions: 'adopt' },
    { guard: 'makesMiddle', target: '.middle', actions: 'adopt' },
    { guard: 'makesTail', target: '.tail', actions: 'adopt' },
    { guard: 'makesAlone', target: '.alone', actions: 'adopt' },
    { guard: 'leavesOut', target: '.outside', actions: 'adopt' },
  ] as const;
  const beating = <Place extends Position>(place: Place) =>
    ({ heartbeat: { target: place, reenter: true, actions: 'beat' } }) as const;
  const writesElsewhere = [{ guard: 'isRead', actions: 'serveRead' }, { actions: 'redirect' }] as const;
  const writesHere = [{ guard: 'isRead', actions: 'serveRead' }, { actions: 'orderWrite' }] as const;
  return chart.createMachine({
    id: readsAnywhere ? 'craq' : 'chain',
    context: ({ input }) => createServer(input, readsAnywhere),
    initial: 'starting',
    on: {
      Configure: places,
      Refused: places,
      Alive: { actions: 'renewLease' },
      Update: { actions: 'takeUpdate' },
      Fetch: { actions: 'serveFetch' },
      Query: { actions: 'serveQuery' },
    },
    states: {
      // Where its stable storage says it was; at first, outside.
      starting: {
        always: [
          { guard: 'wasHead', target: 'head', actions: 'announce' },
          { guard: 'wasMiddle', target: 'middle', actions: 'announce' },
          { guard: 'wasTail', target: 'tail', actions: 'announce' },
          { guard: 'wasAlone', target: 'alone', actions: 'announce' },
          { target: 'outside', actions: 'announce' },
        ],
      },
      outside: {
        after: beating('outside'),
        on: { State: { actions: 'copyState' }, Request: { actions: 'redirect' } },
      },
      head: {
        after: beating('head'),
        on: {
          Request: writesHere,
          Ack: { actions: 'takeAck' },
          Attach: { actions: 'serveAttach' },
          Version: { actions: 'takeVersion' },
        },
      },
      middle: {
        after: beating('middle'),
        on: {
          Request: writesElsewhere,
          Ack: { actions: 'takeAck' },
          Attach: { actions: 'serveAttach' },
          Attached: { actions: 'takeAttached' },
          Version: { actions: 'takeVersion' },
        },
      },
      tail: {
        after: beating('tail'),
        on: { Request: writesElsewhere, Attached: { actions: 'takeAttached' } },
      },
      alone: { after: beating('alone'), on: { Request: writesHere } },
    },
  });
}

/** Reads at the tail. */
export const chainServer = serverMachine(false);
/** Reads everywhere. */
export const craqServer = serverMachine(true);
