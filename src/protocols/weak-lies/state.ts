/** One process asks several servers for the time and believes what survives three weak tests: sum, range, majority. */
import type { Effect } from '../../sim/actor.ts';
import type { ClockReading, ProcessInput } from '../../sim/protocol.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';
import { agree, type Offer } from './agree.ts';
import { checksum, type TimeEvent } from './messages.ts';

export interface TimeContext {
  readonly id: ProcessId;
  readonly asker: ProcessId;
  readonly servers: readonly ProcessId[];
  /** Local µs. */
  readonly interval: number;
  readonly patience: number;
  /** A time of day further than this from its own is nonsense, µs. */
  readonly plausible: number;
  readonly trustsFirst: boolean;
  readonly round: number;
  /** Monotonic reading at the beginning of the round. */
  readonly askedAt: number;
  /** Answers of the round, in order of their coming; at most one a server. */
  readonly offers: readonly Offer[];
  readonly accepted: number | undefined;
}

export type Outcome = readonly [TimeContext, readonly Effect[]];
interface Told {
  readonly reading: ClockReading;
}
/** Rounds of one life at most. */
const A_LIFE = 1_000_000;

export function createContext({ id, processes, options, flaws, incarnation }: ProcessInput): TimeContext {
  const [asker = id, ...servers] = processes;
  return {
    id,
    asker,
    servers,
    interval: options.interval as number, // `index.ts` declares these three as durations
    patience: options.patience as number,
    plausible: options.plausible as number,
    trustsFirst: flaws.includes('trust-the-first-server'),
    round: incarnation * A_LIFE,
    askedAt: 0,
    offers: [],
    accepted: undefined,
  };
}

export function asks({ id, asker }: TimeContext): boolean {
  return id === asker;
}

export function ask(context: TimeContext, { reading }: Told): Outcome {
  const round = context.round + 1;
  const sends = context.servers.map((to) => ({ type: 'send', params: { to, type: 'Ask', payload: { round } } }));
  return [{ ...context, round, askedAt: reading.monotonic, offers: [] }, sends];
}

export function tell(context: TimeContext, { from, payload: { round }, reading }: TimeEvent): Outcome {
  const time = reading.wall;
  const payload = { round, time, check: checksum(round, time) };
  return [context, [{ type: 'send', params: { to: from, type: 'Time', payload } }]];
}

/** The first two tests: is it what was sent, and can it be a time at all? */
export function weigh(context: TimeContext, event: Extract<TimeEvent, { type: 'Time' }>): Outcome {
  const { from, payload, reading } = event;
  if (payload.round !== context.round || context.offers.some(({ server }) => server === from)) return [context, []];
  const refuse = (reason: string): Outcome => [context, [step('refuse', { server: from, reason, time: payload.time })]];
  if (payload.check !== checksum(payload.round, payload.time)) return refuse('checksum');
  if (Math.abs(payload.time - reading.wall) > context.plausible) return refuse('range');
  // The clock was read at some moment since the question left.
  const low = payload.time - reading.monotonic;
  const high = low + (reading.monotonic - context.askedAt);
  return [{ ...context, offers: [...context.offers, { server: from, low, high }] }, []];
}

/** The third: a majority of the servers that were asked. */
export function settle(context: TimeContext, { reading }: Told): Outcome {
  const { offers, servers, trustsFirst } = context;
  const agreed = trustsFirst ? agree(offers.slice(0, 1), 1) : agree(offers, servers.length);
  if (agreed === undefined) return [context, [step('undecided', { answers: offers.length })]];
  const time = agreed.offset + reading.monotonic;
  const outvoted = offers.filter(({ server }) => !trustsFirst && !agreed.agreeing.includes(server));
  return [
    { ...context, accepted: time },
    [
      ...outvoted.map(({ server }) => step('outvote', { server })),
      step('accept', { time, bound: agreed.bound, servers: agreed.agreeing }),
    ],
  ];
}

function step(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}
