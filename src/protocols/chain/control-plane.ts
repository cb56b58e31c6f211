/** The control plane's process as a statechart: alone, or in the place that the Raft inside it has. */
import { setup } from 'xstate';
import { acting, type Stimulus } from '../../sim/actor.ts';
import type { ClockReading, Portrait, ProcessInput } from '../../sim/protocol.ts';
import { lastIndex } from '../raft/index.ts';
import { chainOf } from './configuration.ts';
import { tell } from './control.ts';
import { hearAlone, lookAlone, openAlone } from './control-alone.ts';
import {
  type ControlContext,
  type ControlOutcome,
  createControl,
  type From,
  type HeartbeatEvent,
  isAlone,
  raftOf,
} from './control-context.ts';
import { forward, hearAsLeader, lookAsLeader, openGroup } from './control-group.ts';

/** What Raft's members say to each other passes through unread. */
type RaftMessage = From<'RequestVote' | 'Vote' | 'Append' | 'Appended', unknown>;
type ControlEvent = HeartbeatEvent | From<'Locate', Record<string, never>> | RaftMessage;

interface Read {
  readonly reading?: ClockReading;
}

function nowOf(context: ControlContext, { reading }: Read): number {
  return reading?.monotonic ?? context.lookedAt;
}

const chart = setup({
  types: {} as { context: ControlContext; events: ControlEvent; input: ProcessInput },
  delays: { inspection: ({ context }) => context.self.heartbeat },
  guards: {
    isAlone: ({ context }) => isAlone(context),
    follows: ({ context }) => context.raft?.value === 'follower',
    stands: ({ context }) => context.raft?.value === 'candidate',
    leads: ({ context }) => context.raft?.value === 'leader',
  },
  actions: {
    openAlone: acting(openAlone),
    openGroup: acting(openGroup),
    lookAlone: acting((context: ControlContext, event: Read) => lookAlone(context, nowOf(context, event))),
    lookAsLeader: acting((context: ControlContext, event: Read) => lookAsLeader(context, nowOf(context, event))),
    hearAlone: acting(hearAlone),
    hearAsLeader: acting(hearAsLeader),
    passToRaft: acting((context: ControlContext, event: Stimulus & Read) =>
      forward(context, event, nowOf(context, event)),
    ),
    locate: acting(
      ({ configuration, ...context }: ControlContext, { from }: ControlEvent): ControlOutcome => [
        { configuration, ...context },
        configuration.epoch > 0 ? tell(configuration, [from]) : [],
      ],
    ),
  },
});

const passing = {
  RequestVote: { actions: 'passToRaft' },
  Vote: { actions: 'passToRaft' },
  Append: { actions: 'passToRaft' },
  Appended: { actions: 'passToRaft' },
  'xstate.after.*': { actions: 'passToRaft' },
  Locate: { actions: 'locate' },
} as const;

export const controlPlane = chart.createMachine({
  id: 'control',
  context: ({ input }) => createControl(input),
  initial: 'starting',
  states: {
    starting: {
      always: [
        { guard: 'isAlone', target: 'alone', actions: 'openAlone' },
        { target: 'follower', actions: 'openGroup' },
      ],
    },
    alone: {
      after: { inspection: { target: 'alone', reenter: true, actions: 'lookAlone' } },
      on: { Heartbeat: { actions: 'hearAlone' }, Locate: { actions: 'locate' } },
    },
    follower: {
      always: [
        { guard: 'stands', target: 'candidate' },
        { guard: 'leads', target: 'leader' },
      ],
      on: passing,
    },
    candidate: {
      always: [
        { guard: 'follows', target: 'follower' },
        { guard: 'leads', target: 'leader' },
      ],
      on: passing,
    },
    leader: {
      always: [
        { guard: 'follows', target: 'follower' },
        { guard: 'stands', target: 'candidate' },
      ],
      after: { inspection: { target: 'leader', reenter: true, actions: 'lookAsLeader' } },
      on: { ...passing, Heartbeat: { actions: 'hearAsLeader' } },
    },
  },
});

export function portrayControl(context: ControlContext, state: string): Portrait {
  const { configuration, reports, raft } = context;
  const heard = Object.entries(reports).filter(([, { heartbeat }]) => heartbeat !== null);
  const chain = { name: 'chain', value: chainOf(configuration).join(' → ') || 'none yet', stable: true };
  const epoch = { name: 'epoch', value: String(configuration.epoch), stable: true };
  const known = { name: 'heard of', value: heard.map(([id]) => id).join(' ') || 'nobody', stable: false };
  if (raft === null) {
    const role = state === 'alone' ? 'control' : state;
    return { role, epoch: configuration.epoch, badge: `epoch ${configuration.epoch}`, facts: [epoch, chain, known] };
  }
  const { term, votedFor, log, commitIndex, leader } = raftOf(context);
  return {
    role: state,
    epoch: term,
    badge: `term ${term}`,
    facts: [
      { name: 'current term', value: String(term), stable: true },
      { name: 'voted for', value: votedFor ?? '–', stable: true },
      { name: 'log', value: `${lastIndex(log)} entries, ${commitIndex} committed`, stable: true },
      { name: 'leader', value: leader ?? 'not known', stable: false },
      epoch,
      chain,
      known,
    ],
  };
}
