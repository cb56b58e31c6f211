/** Consensus in words: labels of messages, sentences for events, a process's state as facts. */
import type { Fact, MessageKind, Portrait, Role, Snapshot } from '../../sim/protocol.ts';
import type { Json } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { type AcceptorContext, standingOf } from './acceptor.ts';
import type { LearnerContext } from './learner.ts';
import {
  type Ballot,
  ballotText,
  type Decided,
  type Prepare,
  type PromisePayload,
  type Proposal,
  type Refuse,
  type Reply,
  type Request,
} from './messages.ts';
import { ballotOf, type ProposerContext } from './proposer.ts';

export const consensusRoles: readonly Role[] = [
  { id: 'waiting', title: 'waiting', tone: 'following' },
  { id: 'preparing', title: 'preparing', tone: 'seeking' },
  { id: 'proposing', title: 'proposing', tone: 'leading' },
  { id: 'decided', title: 'decided', tone: 'neutral' },
  { id: 'fresh', title: 'acceptor, unbound', tone: 'following', unlisted: true },
  { id: 'promised', title: 'promised', tone: 'seeking', unlisted: true },
  { id: 'accepted', title: 'accepted', tone: 'leading', unlisted: true },
  { id: 'learning', title: 'learner', tone: 'following', unlisted: true },
];

export const consensusMessages: readonly MessageKind[] = [
  { type: 'Prepare', title: 'Prepare', form: 'request', tone: 'seeking' },
  { type: 'Promise', title: 'Promise', form: 'reply', tone: 'seeking' },
  { type: 'Accept', title: 'Accept', form: 'request', tone: 'leading' },
  { type: 'Accepted', title: 'Accepted', form: 'reply', tone: 'leading' },
  { type: 'Refuse', title: 'Refuse', form: 'reply', tone: 'following' },
  { type: 'Decided', title: 'Decided', form: 'reply', tone: 'neutral' },
  { type: 'Ask', title: 'Ask', form: 'request', tone: 'neutral' },
  { type: 'Request', title: 'Request', form: 'request', tone: 'neutral' },
  { type: 'Reply', title: 'Reply', form: 'reply', tone: 'neutral' },
];

/** Payloads here are those that this protocol's machines sent. */
export function captionMessage(type: string, payload: Json): string {
  switch (type) {
    case 'Prepare':
      return `prepare ${ballotText((payload as Prepare).ballot)}`;
    case 'Promise': {
      const { accepted } = payload as PromisePayload;
      return accepted === null ? 'promise' : `promise, had ${proposalText(accepted)}`;
    }
    case 'Accept':
      return `accept ${proposalText(payload as Proposal)}`;
    case 'Accepted':
      return `accepted ${(payload as Proposal).value}`;
    case 'Refuse':
      return `no: ${ballotText((payload as Refuse).promised)}`;
    case 'Decided':
      return `decided ${(payload as Decided).value}`;
    case 'Request':
      return (payload as Request).value;
    case 'Reply':
      return `is ${(payload as Reply).value}`;
    default:
      return 'known?';
  }
}

function proposalText({ ballot, value }: Proposal): string {
  return `${value} at ${ballotText(ballot)}`;
}

export function consensusSentence(event: TraceEvent): string | undefined {
  if (event.kind !== 'step') return undefined;
  const { process, detail } = event;
  const ballot = detail.ballot === undefined || event.name === 'role' ? '' : ballotText(detail.ballot as Ballot);
  switch (event.name) {
    case 'role':
      return `${process} is ${consensusRoles.find(({ id }) => id === detail.role)?.title ?? detail.role}, round ${detail.ballot}`;
    case 'promise': {
      const had = detail.accepted as Proposal | null;
      return `${process} promises ballot ${ballot}${had === null ? '' : ` and tells of ${proposalText(had)}`}`;
    }
    case 'refuse':
      return `${process} refuses ballot ${ballot}: it has promised ${ballotText(detail.promised as Ballot)}`;
    case 'propose':
      return detail.bound === null
        ? `${process} is free to choose and proposes ${detail.value} in ballot ${ballot}`
        : `${process} proposes ${detail.value} in ballot ${ballot}; a promise told of ballot ${ballotText(detail.bound as Ballot)}`;
    case 'accept':
      return `${process} accepts ${detail.value} in ballot ${ballot}`;
    case 'decide':
      return `${process} decides ${detail.value}, chosen in ballot ${ballot}`;
    case 'give-up':
      return `${process} gives up; whether its value is the one stays unknown`;
    default:
      return undefined;
  }
}

export function portrayConsensus(snapshot: Snapshot): Portrait {
  const context = snapshot.context as { readonly part: string };
  switch (context.part) {
    case 'proposer':
      return portrayProposer(String(snapshot.value), snapshot.context as ProposerContext);
    case 'acceptor':
      return portrayAcceptor(snapshot.context as AcceptorContext);
    case 'learner':
      return portrayLearner(snapshot.context as LearnerContext);
    default:
      return { role: String(snapshot.value), facts: [] };
  }
}

const ROLE_OF: Readonly<Record<string, string>> = { idle: 'waiting', refused: 'waiting', choosing: 'preparing' };

function portrayProposer(state: string, context: ProposerContext): Portrait {
  const { round, wish, decided, promises, bound, tally, quorum } = context;
  const accepted = Object.values(tally).at(-1)?.acceptors ?? [];
  const facts: Fact[] = [
    { name: 'ballot', value: round === 0 ? '–' : ballotText(ballotOf(context)), stable: true },
    { name: 'wish', value: wish ?? '–', stable: true },
    { name: 'decided', value: decided?.value ?? '–', stable: true },
    { name: 'promises', value: promises.join(' ') || '–', stable: false },
    { name: 'bound by', value: bound === null ? 'nothing' : proposalText(bound), stable: false },
    { name: 'acceptances', value: accepted.join(' ') || '–', stable: false },
  ];
  const role = ROLE_OF[state] ?? state;
  const granted = role === 'preparing' ? promises : role === 'proposing' ? accepted : undefined;
  return {
    role,
    epoch: round,
    ...(decided === null ? (wish === null ? {} : { badge: `wants ${wish}` }) : { badge: `= ${decided.value}` }),
    facts,
    ...(granted === undefined ? {} : { votes: { granted, needed: quorum } }),
  };
}

function portrayAcceptor(context: AcceptorContext): Portrait {
  const { promised, accepted } = context;
  return {
    role: standingOf(context),
    epoch: promised?.round ?? 0,
    ...(accepted === null ? {} : { badge: accepted.value }),
    facts: [
      { name: 'promised', value: promised === null ? '–' : ballotText(promised), stable: !context.forgetsPromise },
      { name: 'accepted', value: accepted === null ? '–' : proposalText(accepted), stable: true },
    ],
  };
}

function portrayLearner({ decided, tally }: LearnerContext): Portrait {
  const counted = Object.values(tally).map(({ proposal, acceptors }): Fact => {
    return { name: proposalText(proposal), value: acceptors.join(' '), stable: false };
  });
  return {
    role: decided === null ? 'learning' : 'decided',
    epoch: decided?.ballot.round ?? 0,
    ...(decided === null ? {} : { badge: `= ${decided.value}` }),
    facts: [{ name: 'decided', value: decided?.value ?? '–', stable: true }, ...counted],
  };
}
