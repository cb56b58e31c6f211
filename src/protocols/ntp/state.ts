/** What one process knows: a server what it was asked, a client what it was answered and how it corrects its clock. */
import type { Effect } from '../../sim/actor.ts';
import type { ClockReading, ProcessInput } from '../../sim/protocol.ts';
import type { Json, ProcessId } from '../../sim/scenario.ts';
import { type Agreement, agreementOf } from './agreement.ts';
import { type Asked, delayOf, type Exchange, offsetOf, type Rung, type Told } from './messages.ts';

const MILLION = 1_000_000;
/** Rounds of one life of a process: the next life's begin above them. */
export const ROUNDS_A_LIFE = 1_000_000;

export interface NtpContext {
  readonly id: ProcessId;
  readonly servers: readonly ProcessId[];
  readonly options: {
    readonly poll: number;
    readonly patience: number;
    readonly processing: number;
    readonly mode: string;
    readonly threshold: number;
    readonly slewRate: number;
  };
  readonly flaws: { readonly stepAlways: boolean; readonly trustOneWay: boolean; readonly trustFirst: boolean };
  /** As server: questions that wait, with T2. */
  readonly queue: readonly { readonly from: ProcessId; readonly round: number; readonly t2: number }[];
  /** As client: the round under way, when it asked (T1), and what came back so far. */
  readonly round: number;
  readonly t1: number;
  readonly exchanges: readonly Exchange[];
  readonly last: Correction | undefined;
}

export interface Correction extends Agreement {
  readonly mode: 'step' | 'slew';
}

export type Outcome = readonly [NtpContext, readonly Effect[]];
type Reader = { readonly reading: ClockReading };

export function createContext({ id, processes, options, flaws, incarnation }: ProcessInput): NtpContext {
  return {
    id,
    // The first of the processes are servers; at least one is left to be a client.
    servers: processes.slice(0, Math.min(options.servers as number, processes.length - 1)),
    // `options.ts` declares their kinds.
    options: {
      poll: options.poll as number,
      patience: options.patience as number,
      processing: options.processing as number,
      mode: options.mode as string,
      threshold: options.threshold as number,
      slewRate: options.slewRate as number,
    },
    flaws: {
      stepAlways: flaws.includes('step-always'),
      trustOneWay: flaws.includes('trust-one-way'),
      trustFirst: flaws.includes('trust-first-server'),
    },
    queue: [],
    round: incarnation * ROUNDS_A_LIFE,
    t1: 0,
    exchanges: [],
    last: undefined,
  };
}

export function isServer({ servers, id }: Pick<NtpContext, 'servers' | 'id'>): boolean {
  return servers.includes(id);
}

/** T2 is taken as the question arrives, before it waits for its turn. */
export function takeIn(context: NtpContext, { from, payload, reading }: Asked): Outcome {
  return [{ ...context, queue: [...context.queue, { from, round: payload.round, t2: reading.wall }] }, []];
}

/** T3 is taken as the answer leaves. */
export function answer(context: NtpContext, { reading }: Reader): Outcome {
  const [first, ...queue] = context.queue;
  if (first === undefined) return [context, []];
  const { from, round, t2 } = first;
  return [{ ...context, queue }, [sending(from, 'Tell', { round, t2, t3: reading.wall })]];
}

/** A new round: every server is asked at once, T1 is the same for all. */
export function ask(context: NtpContext, { reading }: Reader): Outcome {
  const round = context.round + 1;
  return [
    { ...context, round, t1: reading.wall, exchanges: [] },
    [stepping('poll', { round }), ...context.servers.map((server) => sending(server, 'Ask', { round }))],
  ];
}

/** Late answers and second copies are not: the round is over, or the server has been heard. */
export function isAwaited({ round, exchanges, servers }: NtpContext, { from, payload }: Told): boolean {
  return payload.round === round && servers.includes(from) && exchanges.every(({ server }) => server !== from);
}

export function isLast(context: NtpContext, told: Told): boolean {
  return isAwaited(context, told) && context.exchanges.length + 1 === context.servers.length;
}

export function exchange(context: NtpContext, { from, payload, reading }: Told): Outcome {
  const stamps = { t1: context.t1, t2: payload.t2, t3: payload.t3, t4: reading.wall };
  // The flaw takes the question's way for no way at all.
  const offset = context.flaws.trustOneWay ? stamps.t2 - stamps.t1 : offsetOf(stamps);
  const made: Exchange = { server: from, ...stamps, offset, delay: delayOf(stamps) };
  return [{ ...context, exchanges: [...context.exchanges, made] }, [stepping('exchange', made)]];
}

/** The round is over: the clock is corrected by what most servers agree on, or by nothing. */
export function settle(context: NtpContext): Outcome {
  const { exchanges, servers } = context;
  const agreed = context.flaws.trustFirst ? trusting(exchanges) : agreementOf(exchanges, servers.length);
  if (agreed === undefined)
    return [context, [stepping('undecided', { answered: exchanges.length, of: servers.length })]];
  return correct(context, agreed);
}

function trusting([first]: readonly Exchange[]): Agreement | undefined {
  if (first === undefined) return undefined;
  return { by: first.offset, half: Math.ceil(Math.abs(first.delay) / 2), agreeing: [first.server], left: [] };
}

/** A small error is slewed, a large one stepped (ntpd: from 128 ms): slewing it would take hours at 500 ppm. */
function correct(context: NtpContext, agreed: Agreement): Outcome {
  const { mode: preferred, threshold, slewRate } = context.options;
  const { by, half, agreeing, left } = agreed;
  const stepped = preferred === 'step' || Math.abs(by) >= threshold || context.flaws.stepAlways;
  const mode = stepped ? 'step' : 'slew';
  const said = stepping('adjust', { by, mode, half, agreeing, left });
  const still: readonly Effect[] = [cancelling('slewEnd'), { type: 'slewClock', params: { ppm: 0 } }];
  const next = { ...context, last: { ...agreed, mode } } as const;
  if (by === 0) return [next, [said, ...still]];
  if (stepped) return [next, [said, ...still, { type: 'stepClock', params: { by } }]];
  const ppm = by > 0 ? slewRate : -slewRate;
  return [next, [said, { type: 'slewClock', params: { ppm } }, ringing('slewEnd', slewTime(by, slewRate))]];
}

/** Local µs in which a clock that gains (or loses) `rate` ppm has gained `by`: its timers run at the changed rate too. */
export function slewTime(by: number, rate: number): number {
  const ppm = by > 0 ? rate : -rate;
  return Math.floor((Math.abs(by) * (MILLION + ppm)) / rate);
}

export function endSlew(context: NtpContext, _: Rung): Outcome {
  return [context, [{ type: 'slewClock', params: { ppm: 0 } }]];
}

export function announce(context: NtpContext, role: string): Outcome {
  return [context, [stepping('role', { role })]];
}

function sending(to: ProcessId, type: string, payload: Json): Effect {
  return { type: 'send', params: { to, type, payload } };
}
function stepping(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}
/** A timer that goes on whatever the chart does meanwhile; setting it again puts it off. */
function ringing(type: string, delay: number): Effect {
  return { type: 'xstate.raise', params: { event: { type }, id: type, delay } };
}
function cancelling(sendId: string): Effect {
  return { type: 'xstate.cancel', params: { sendId } };
}
