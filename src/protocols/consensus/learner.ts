/** A learner counts what acceptors have accepted, and asks for it where messages were lost. */
import type { Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { those } from './cast.ts';
import { sendingAll, stepping } from './effects.ts';
import type { Accepted, Decided, Deciding } from './messages.ts';
import { quorumOf } from './options.ts';
import { counted, EMPTY_TALLY, type Tally, votesFor } from './tally.ts';

export interface StableLearner {
  readonly decided: Decided | null;
}

export interface LearnerContext extends StableLearner {
  readonly part: 'learner';
  readonly id: ProcessId;
  /** Acceptors, and proposers: a value may be known to these alone where acceptors are down. */
  readonly asked: readonly ProcessId[];
  readonly quorum: number;
  /** Local µs between two questions to the acceptors. */
  readonly poll: number;
  readonly tally: Tally;
}

export type LearnerOutcome = readonly [LearnerContext, readonly Effect[]];

export function createLearner({ id, processes, options, flaws, stable }: ProcessInput): LearnerContext {
  const acceptors = those('acceptor', processes);
  return {
    part: 'learner',
    id,
    asked: [...acceptors, ...those('proposer', processes)],
    quorum: quorumOf(acceptors.length, flaws),
    poll: options.poll as number, // `options.ts` declares it as a duration
    tally: EMPTY_TALLY,
    decided: (stable as StableLearner | undefined)?.decided ?? null,
  };
}

export function stableLearner({ decided }: LearnerContext): StableLearner {
  return { decided };
}

export function hasLearnt({ decided }: LearnerContext): boolean {
  return decided !== null;
}

export function learn(context: LearnerContext, { from, payload }: Accepted): LearnerOutcome {
  const tally = counted(context.tally, from, payload);
  const next = { ...context, tally };
  return votesFor(tally, payload) < context.quorum ? [next, []] : decide(next, payload);
}

export function believe(context: LearnerContext, { payload }: Deciding): LearnerOutcome {
  return decide(context, payload);
}

function decide(context: LearnerContext, { value, ballot }: Decided): LearnerOutcome {
  if (context.decided !== null) return [context, []];
  return [
    { ...context, decided: { value, ballot } },
    [stepping('decide', { value, ballot }), stepping('role', { role: 'decided', ballot: ballot.round })],
  ];
}

export function ask(context: LearnerContext): LearnerOutcome {
  return [context, sendingAll(context.asked, 'Ask', {})];
}
