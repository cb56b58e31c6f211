/** What one process knows: when its job began, on either of its clocks, and how its time of day is kept right. */
import type { Effect } from '../../sim/actor.ts';
import type { ClockReading, ProcessInput } from '../../sim/protocol.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';
import type { Asked, Told } from './messages.ts';

/** Rounds of one life of a process: the next life's begin above them. */
export const ROUNDS_A_LIFE = 1_000_000;

/** A job that is done, as both clocks saw it; µs. */
export interface Measured {
  readonly wall: number;
  readonly monotonic: number;
  /** What the process takes the duration to be. */
  readonly duration: number;
  readonly tooLong: boolean;
}

export interface MeasureContext {
  readonly id: ProcessId;
  /** Whom this process asks for the time; null for the first, which is asked. */
  readonly source: ProcessId | null;
  readonly job: number;
  readonly limit: number;
  readonly poll: number;
  readonly began: ClockReading;
  readonly jobs: number;
  readonly last: Measured | undefined;
  readonly round: number;
  readonly asked: ClockReading;
  readonly usesTimeOfDay: boolean;
}

export type Outcome = readonly [MeasureContext, readonly Effect[]];
type Reader = { readonly reading: ClockReading };

export function createContext({ id, processes, options, flaws, incarnation, reading }: ProcessInput): MeasureContext {
  const [first = id] = processes;
  return {
    id,
    source: first === id ? null : first,
    // `options.ts` declares them as durations.
    job: options.job as number,
    limit: options.limit as number,
    poll: options.poll as number,
    began: reading,
    jobs: 0,
    last: undefined,
    round: incarnation * ROUNDS_A_LIFE,
    asked: reading,
    usesTimeOfDay: flaws.includes('measure-with-time-of-day'),
  };
}

/** The first round of questions is put off by a timer of its own, which goes on whatever the chart does. */
export function wake(context: MeasureContext): Outcome {
  const role = stepping('role', { role: 'working' });
  return [context, context.source === null ? [role] : [role, ringing('poll', context.poll)]];
}

/** One job is done and measured, the next one begins at once. */
export function measure(context: MeasureContext, { reading }: Reader): Outcome {
  const { began, limit, usesTimeOfDay } = context;
  const wall = reading.wall - began.wall;
  const monotonic = reading.monotonic - began.monotonic;
  // The rule: durations are differences of a clock that nobody sets.
  const duration = usesTimeOfDay ? wall : monotonic;
  const last: Measured = { wall, monotonic, duration, tooLong: duration > limit };
  return [{ ...context, began: reading, jobs: context.jobs + 1, last }, [stepping('measured', { ...last })]];
}

export function ask(context: MeasureContext, { reading }: Reader): Outcome {
  if (context.source === null) return [context, []];
  const round = context.round + 1;
  return [
    { ...context, round, asked: reading },
    [sending(context.source, 'Ask', { round }), ringing('poll', context.poll)],
  ];
}

export function tell(context: MeasureContext, { from, payload, reading }: Asked): Outcome {
  return [context, [sending(from, 'Tell', { round: payload.round, time: reading.wall })]];
}

export function isAwaited({ source, round }: MeasureContext, { from, payload }: Told): boolean {
  return from === source && payload.round === round;
}

/** The answer is taken to be half as old as the round trip was long (Cristian 1989); the clock is stepped. */
export function correct(context: MeasureContext, { payload, reading }: Told): Outcome {
  const trip = reading.monotonic - context.asked.monotonic;
  const by = payload.time + Math.floor(trip / 2) - reading.wall;
  const next = { ...context, round: context.round + 1 }; // a second copy of the answer is none
  if (by === 0) return [next, [stepping('adjust', { by, mode: 'step' })]];
  return [next, [stepping('adjust', { by, mode: 'step' }), { type: 'stepClock', params: { by } }]];
}

function sending(to: ProcessId, type: string, payload: Json): Effect {
  return { type: 'send', params: { to, type, payload } };
}
function stepping(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}
function ringing(type: string, delay: number): Effect {
  return { type: 'xstate.raise', params: { event: { type }, id: type, delay } };
}
