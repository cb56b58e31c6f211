/** What one process knows, and its rules as plain functions: state in, state and consequences out. */
import type { Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import type { PingEvent } from './messages.ts';

/** What survives a crash. Everything else in the context is memory, and lost. */
export interface Stable {
  /** Number of the last round begun. */
  readonly round: number;
}

/** Immutable; what grows during a run must share structure (`base/persistent-vector.ts`), or each event copies it. */
export interface PingContext extends Stable {
  readonly id: ProcessId;
  /** Whom this process pings: the next one in the ring. */
  readonly next: ProcessId;
  /** Local µs between rounds. */
  readonly interval: number;
  /** Rounds answered since the last start. */
  readonly answered: number;
  readonly forgetsCount: boolean;
}

export type Outcome = readonly [PingContext, readonly Effect[]];

/** At the start of a run, and again after every restart: then `stable` is what `stableOf` gave before the crash. */
export function createContext({ id, processes, options, flaws, stable }: ProcessInput): PingContext {
  return {
    id,
    next: processes[(processes.indexOf(id) + 1) % processes.length] ?? id,
    interval: options.interval as number, // `index.ts` declares it as a duration
    round: (stable as Stable | undefined)?.round ?? 0,
    answered: 0,
    forgetsCount: flaws.includes('forget-count'),
  };
}

/** The flaw leaves out one rule, in one place, and nothing else. */
export function stableOf({ round, forgetsCount }: PingContext): Stable {
  return { round: forgetsCount ? 0 : round };
}

/** A new round: it counts before anybody hears of it. */
export function ping(context: PingContext): Outcome {
  const round = context.round + 1;
  return [
    { ...context, round },
    [
      step('role', { role: 'waiting', round }),
      { type: 'send', params: { to: context.next, type: 'Ping', payload: { round } } },
    ],
  ];
}

export function answer(context: PingContext, { from, payload }: PingEvent): Outcome {
  return [context, [{ type: 'send', params: { to: from, type: 'Pong', payload } }]];
}

/** Late and duplicate answers belong to rounds that are over. */
export function endsRound({ round, next }: PingContext, { from, payload }: PingEvent): boolean {
  return from === next && payload.round === round;
}

export function rest(context: PingContext): Outcome {
  return [{ ...context, answered: context.answered + 1 }, [step('role', { role: 'resting', round: context.round })]];
}

/** `step role` colours the lane in the timeline; other names are listed, and monitors may ask for them. */
export function step(name: string, detail: { readonly role: string; readonly round: number }): Effect {
  return { type: 'step', params: { name, detail } };
}
