/** Moments worth naming that break nothing. */
import type { Situation } from '../../sim/protocol.ts';
import type { EventId } from '../../sim/trace-event.ts';
import { type Ballot, ballotText } from './messages.ts';

interface Last {
  readonly ballot: string;
  readonly event: EventId;
}

/** A proposer had its majority of promises, and an acceptor has promised somebody else in between. */
const overtaken: Situation<readonly Last[]> = {
  id: 'overtaken',
  title: 'A proposer is overtaken between its two phases',
  on: ['propose', 'refuse'],
  start: [],
  observe(proposals, _world, event) {
    if (event.kind !== 'step') return [proposals, undefined];
    const ballot = ballotText(event.detail.ballot as Ballot);
    if (event.name === 'propose') return [[...proposals, { ballot, event: event.id }], undefined];
    const own = proposals.find((one) => one.ballot === ballot);
    // One sighting a ballot.
    return own === undefined ? [proposals, undefined] : [proposals.filter((one) => one !== own), [own.event, event.id]];
  },
};

/** The rule on which agreement rests, at work. */
const bound: Situation<null> = {
  id: 'bound',
  title: 'A proposer proposes another’s value, because a promise carried it',
  on: ['propose'],
  start: null,
  observe: (_, __, event) => [
    null,
    event.kind === 'step' && event.detail.bound !== null && event.process !== (event.detail.bound as Ballot).process
      ? [event.id]
      : undefined,
  ],
};

export const consensusSituations: readonly Situation[] = [overtaken, bound] as readonly Situation[]; // each with its memory
