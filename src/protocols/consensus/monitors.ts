/** What consensus promises in any case: one value, somebody's value, and why it cannot be otherwise. */
import type { Finding, Monitor } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { EventId, TraceEvent } from '../../sim/trace-event.ts';
import { majorityOf, those } from './cast.ts';
import { type Ballot, ballotText, compareBallots } from './messages.ts';
import { termination } from './monitor-termination.ts';

const SOURCE = 'Lamport, Paxos Made Simple, 2001';

type Step = Extract<TraceEvent, { kind: 'step' }>;

/** `propose`, `accept`, `promise`, `decide` and `refuse` carry a ballot. */
function ballotIn({ detail }: Step): Ballot {
  return detail.ballot as Ballot;
}

function broken(events: readonly EventId[], message: string): Finding {
  return { holds: false, events, message };
}

interface Decision {
  readonly event: EventId;
  readonly process: ProcessId;
  readonly value: string;
}

const agreement: Monitor<Decision | null> = {
  id: 'agreement',
  claim: 'No two processes decide different values, and none decides twice.',
  type: 'safety',
  source: `${SOURCE}, §1; Cachin, Guerraoui, Rodrigues 2011, §5.1`,
  on: ['decide'],
  start: null,
  observe(first, _world, event) {
    if (event.kind !== 'step') return [first, undefined];
    const decision = { event: event.id, process: event.process ?? '', value: String(event.detail.value) };
    if (first === null || first.value === decision.value) return [first ?? decision, undefined];
    const message = `${decision.process} decides ${decision.value}, and ${first.process} has decided ${first.value}`;
    return [first, broken([first.event, event.id], message)];
  },
};

const validity: Monitor<readonly string[]> = {
  id: 'validity',
  claim: 'Only a value that a client has asked for is decided.',
  type: 'safety',
  source: `${SOURCE}, §1`,
  on: ['invoke', 'decide'],
  start: [],
  observe(asked, world, event) {
    if (event.kind === 'invoke') return [[...asked, world.asked(event.operation).value ?? ''], undefined];
    if (event.kind !== 'step' || asked.includes(String(event.detail.value))) return [asked, undefined];
    const message = `${event.process} decides ${event.detail.value}, which no client has asked for`;
    return [asked, broken([event.id], message)];
  },
};

interface Bound {
  readonly ballot: Ballot;
  readonly event: EventId;
}

const promiseKept: Monitor<Readonly<Record<ProcessId, Bound>>> = {
  id: 'promise-kept',
  claim: 'No acceptor accepts a proposal of a lower ballot than one that it has promised.',
  type: 'safety',
  source: `${SOURCE}, P1a`,
  on: ['promise', 'accept'],
  start: {},
  observe(bounds, _world, event) {
    if (event.kind !== 'step') return [bounds, undefined];
    const { process = '' } = event;
    const [ballot, bound] = [ballotIn(event), bounds[process]];
    if (bound === undefined || compareBallots(ballot, bound.ballot) >= 0)
      return [{ ...bounds, [process]: { ballot, event: event.id } }, undefined];
    if (event.name === 'promise') return [bounds, undefined];
    const message = `${process} accepts in ballot ${ballotText(ballot)} and had promised ${ballotText(bound.ballot)}`;
    return [bounds, broken([bound.event, event.id], message)];
  },
};

interface Attempt {
  readonly ballot: Ballot;
  readonly value: string;
  readonly proposed: EventId;
  readonly acceptors: readonly ProcessId[];
  /** The acceptance that made it a majority; null: there is none. */
  readonly chosen: EventId | null;
}

const chosenForGood: Monitor<readonly Attempt[]> = {
  id: 'chosen-for-good',
  claim: 'Once a majority has accepted a value, every proposal of a higher ballot is for that value.',
  type: 'safety',
  source: `${SOURCE}, P2b`,
  on: ['propose', 'accept'],
  start: [],
  observe(attempts, world, event) {
    if (event.kind !== 'step') return [attempts, undefined];
    const majority = majorityOf(those('acceptor', world.processes).length);
    const now = event.name === 'propose' ? proposed(attempts, event) : accepted(attempts, event, majority);
    return [now, conflictIn(now)];
  },
};

function proposed(attempts: readonly Attempt[], event: Step): readonly Attempt[] {
  const { id, detail } = event;
  const value = String(detail.value);
  return [...attempts, { ballot: ballotIn(event), value, proposed: id, acceptors: [], chosen: null }];
}

function accepted(attempts: readonly Attempt[], event: Step, majority: number): readonly Attempt[] {
  return attempts.map((attempt) => {
    if (compareBallots(attempt.ballot, ballotIn(event)) !== 0) return attempt;
    const acceptors = [...new Set([...attempt.acceptors, event.process ?? ''])];
    const chosen = attempt.chosen ?? (acceptors.length >= majority ? event.id : null);
    return { ...attempt, acceptors, chosen };
  });
}

function conflictIn(attempts: readonly Attempt[]): Finding | undefined {
  for (const { ballot, value, chosen } of attempts) {
    if (chosen === null) continue;
    const other = attempts.find((one) => compareBallots(one.ballot, ballot) > 0 && one.value !== value);
    if (other === undefined) continue;
    const message = `${value} is chosen in ballot ${ballotText(ballot)}, and ${other.value} is proposed in ballot ${ballotText(other.ballot)}`;
    return broken(
      [chosen, other.proposed].sort((a, b) => a - b),
      message,
    );
  }
  return undefined;
}

export const consensusMonitors: readonly Monitor[] = [
  agreement,
  validity,
  promiseKept,
  chosenForGood,
  termination,
] as readonly Monitor[]; // each keeps a memory of its own kind
