/** One end of a connection: the states of RFC 9293, figure 5. Where a segment leads is worked out in `arriving.ts`. */
import { setup } from 'xstate';
import { acting } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import { arrive } from './arriving.ts';
import { askToClose, close, finish, listen, open, opensAgain, timeOut } from './lifecycle.ts';
import type { OwnEvent, SegmentEvent, SegmentKind, TcpEvent } from './messages.ts';
import { read } from './receiving.ts';
import { probe } from './sending.ts';
import { createContext, inTurn, numberOf, type Outcome, type StateName, step, type TcpContext } from './state.ts';

type Arguments = { readonly context: TcpContext; readonly event: TcpEvent };

/** Whether the segment, or the timer, takes this end to the state. */
function leadsTo(state: StateName): (given: Arguments) => boolean {
  return ({ context, event }) => react(context, event).state === state;
}

function react(context: TcpContext, event: TcpEvent): TcpContext {
  return 'payload' in event
    ? arrive(context, event)[0]
    : event.type === 'retransmit'
      ? timeOut(context, event)[0]
      : context;
}

function pauseOf({ settings, quiet, opens }: TcpContext): number {
  if (quiet) return 2 * settings.msl;
  return opens ? settings.idle : 0;
}

const chart = setup({
  types: {} as { context: TcpContext; events: TcpEvent; input: ProcessInput },
  delays: {
    pause: ({ context }) => pauseOf(context),
    timeWait: ({ context }) => (context.flaws.includes('no-time-wait') ? 0 : 2 * context.settings.msl),
  },
  guards: {
    opens: ({ context }) => opensAgain(context),
    listens: ({ context }) => !context.opens && context.peer !== undefined,
    // The other end's SYN, alone or with an acknowledgement of ours.
    synArrives: leadsTo('synReceived'),
    synAcknowledged: leadsTo('established'),
    cutShort: leadsTo('closed'),
    backToListen: leadsTo('listen'),
    finArrives: leadsTo('closeWait'),
    finAcknowledged: leadsTo('finWait2'),
    finsCross: leadsTo('closing'),
    bothFinished: leadsTo('timeWait'),
  },
  actions: {
    announce: acting(
      (context: TcpContext): Outcome => [context, [step('role', { role: 'closed', round: numberOf(context) })]],
    ),
    open: acting(open),
    listen: acting(listen),
    arrive: acting((context: TcpContext, event: SegmentEvent) => arrive(context, event)),
    timeOut: acting((context: TcpContext, event: OwnEvent) => timeOut(context, event)),
    probe: acting(probe),
    read: acting((context: TcpContext): Outcome => inTurn(context, read, askToClose)),
    close: acting((context: TcpContext, event: OwnEvent) => close(context, event)),
    finish: acting(finish),
    wake: acting((context: TcpContext): Outcome => [{ ...context, quiet: false }, []]),
  },
});

type Way = {
  readonly guard:
    | 'synArrives'
    | 'synAcknowledged'
    | 'cutShort'
    | 'backToListen'
    | 'finArrives'
    | 'finAcknowledged'
    | 'finsCross'
    | 'bothFinished';
  readonly target: StateName;
};

/** Each kind of segment may take one of these ways; any other is taken in without a change of state. */
function on(ways: Partial<Record<SegmentKind, readonly Way[]>>) {
  const of = (kind: SegmentKind) => [
    ...(ways[kind] ?? []).map((way) => ({ ...way, actions: 'arrive' as const })),
    { actions: 'arrive' as const },
  ];
  return {
    SYN: of('SYN'),
    'SYN-ACK': of('SYN-ACK'),
    Data: of('Data'),
    ACK: of('ACK'),
    FIN: of('FIN'),
    RST: of('RST'),
  };
}

const established: Way = { guard: 'synAcknowledged', target: 'established' };
const cut: Way = { guard: 'cutShort', target: 'closed' };
const peerCloses: Way = { guard: 'finArrives', target: 'closeWait' };
const acknowledged: Way = { guard: 'finAcknowledged', target: 'finWait2' };
const cross: Way = { guard: 'finsCross', target: 'closing' };
const both: Way = { guard: 'bothFinished', target: 'timeWait' };

const timers = { retransmit: [{ ...cut, actions: 'timeOut' as const }, { actions: 'timeOut' as const }] };
const streaming = { ...timers, persist: { actions: 'probe' as const }, read: { actions: 'read' as const } };

export const tcpProcess = chart.createMachine({
  id: 'tcp',
  context: ({ input }) => createContext(input),
  initial: { target: 'closed', actions: 'announce' },
  states: {
    closed: {
      on: on({}),
      after: {
        pause: [
          { guard: 'opens', target: 'synSent', actions: 'open' },
          { guard: 'listens', target: 'listen', actions: 'listen' },
          { actions: 'wake' },
        ],
      },
    },
    listen: { on: on({ SYN: [{ guard: 'synArrives', target: 'synReceived' }] }) },
    synSent: {
      on: {
        ...timers,
        ...on({ 'SYN-ACK': [established], SYN: [{ guard: 'synArrives', target: 'synReceived' }], RST: [cut] }),
      },
    },
    synReceived: {
      on: {
        retransmit: [
          { guard: 'backToListen', target: 'listen', actions: 'timeOut' },
          { ...cut, actions: 'timeOut' },
          { actions: 'timeOut' },
        ],
        ...on({
          ACK: [established],
          Data: [established],
          FIN: [peerCloses, established],
          RST: [{ guard: 'backToListen', target: 'listen' }, cut],
        }),
      },
    },
    established: {
      on: {
        ...streaming,
        close: { target: 'finWait1', actions: 'close' },
        ...on({ FIN: [peerCloses], Data: [peerCloses], RST: [cut] }),
      },
    },
    finWait1: {
      on: {
        ...streaming,
        ...on({ ACK: [acknowledged], Data: [acknowledged, both, cross], FIN: [both, cross, acknowledged], RST: [cut] }),
      },
    },
    finWait2: { on: { ...streaming, ...on({ FIN: [both], Data: [both], RST: [cut] }) } },
    closeWait: {
      on: {
        ...streaming,
        close: { target: 'lastAck', actions: 'close' },
        ...on({ RST: [cut] }),
      },
    },
    closing: { on: { ...streaming, ...on({ ACK: [both], Data: [both], FIN: [both], RST: [cut] }) } },
    lastAck: {
      on: {
        ...streaming,
        ...on({
          ACK: [{ guard: 'cutShort', target: 'closed' }],
          Data: [cut],
          FIN: [cut],
          RST: [cut],
        }),
      },
    },
    timeWait: {
      // The other end sends FIN again: our acknowledgement was lost, and the wait begins anew.
      on: { ...on({}), FIN: { target: 'timeWait', reenter: true, actions: 'arrive' }, read: { actions: 'read' } },
      after: { timeWait: { target: 'closed', actions: 'finish' } },
    },
  },
});
