/**
 * A sender: new requests at its own pace, whether or not the old ones are answered, and a retry for each that is not
 * answered in time. Without back-off the retries come just when they do most harm; with it they make room.
 */
import { setup } from 'xstate';
import { acting, type Effect } from '../../sim/actor.ts';
import { drawWithin } from '../../sim/chance.ts';
import type { ClockReading, ProcessInput } from '../../sim/protocol.ts';
import type { Json, Micros, ProcessId, Range } from '../../sim/scenario.ts';
import type { SenderEvent } from './messages.ts';

export interface Open {
  readonly attempt: number;
  /** Between two tries: no answer is waited for, and none would be read. */
  readonly resting: boolean;
}

export interface SenderContext {
  readonly id: ProcessId;
  /** undefined: this run has no port. */
  readonly port: ProcessId | undefined;
  readonly seed: number;
  readonly life: number;
  readonly interval: Micros;
  readonly surgeInterval: Micros;
  /** When the overload lasts, by the monotonic clock. */
  readonly surge: Range;
  readonly timeout: Micros;
  readonly retry: string;
  readonly backOff: Range;
  readonly jitter: boolean;
  readonly maxTries: number;
  /** Requests open at once at most. */
  readonly limit: number;
  /** Requests that came to this sender: part of addresses of chance. */
  readonly arrivals: number;
  /** Of these, those that wait here until fewer are open. */
  readonly held: number;
  /** Number of the last request begun. */
  readonly request: number;
  /** Until when it waits for its next request. */
  readonly wait: Micros;
  readonly open: Readonly<Record<string, Open>>;
  readonly answered: number;
  readonly givenUp: number;
  readonly retries: number;
}

type Outcome = readonly [SenderContext, readonly Effect[]];
type Of<Type extends SenderEvent['type']> = Extract<SenderEvent, { type: Type }>;

function createContext({ id, processes, seed, options, flaws, incarnation, reading }: ProcessInput): SenderContext {
  const context: SenderContext = {
    id,
    port: processes.find(isPort),
    seed,
    life: incarnation,
    interval: options.interval as number,
    surgeInterval: options.surgeInterval as number,
    surge: options.surge as Range,
    timeout: options.timeout as number,
    retry: flaws.includes('no-back-off') ? 'at-once' : (options.retry as string),
    backOff: options.backOff as Range,
    jitter: options.jitter as boolean,
    maxTries: options.maxTries as number,
    limit: options.limit as number,
    arrivals: 0,
    held: 0,
    // Requests of different lives are different requests.
    request: incarnation * 1_000_000,
    wait: 0,
    open: {},
    answered: 0,
    givenUp: 0,
    retries: 0,
  };
  return { ...context, wait: waitAfter(context, reading) };
}

export function isPort(process: ProcessId): boolean {
  return process === 'port';
}

/** To the next new request: about an interval, more often while the overload lasts. */
function waitAfter(
  { id, seed, life, arrivals, interval, surgeInterval, surge }: SenderContext,
  now: ClockReading,
): Micros {
  const mean = now.monotonic >= surge[0] && now.monotonic < surge[1] ? surgeInterval : interval;
  return drawWithin(seed, `${id}/interval/${life}/${arrivals}`, [Math.ceil(mean / 2), mean + Math.floor(mean / 2)]);
}

/** A new request comes to this sender, which begins it or keeps it back. */
function arrive(context: SenderContext, { reading }: { readonly reading: ClockReading }): Outcome {
  const counted = { ...context, arrivals: context.arrivals + 1, held: context.held + 1 };
  const [next, effects] = beginHeld({ ...counted, wait: waitAfter(counted, reading) });
  return [next, [step('arrive', { held: next.held }), ...effects]];
}

/** Begins a request that waits, where one may be open still. */
function beginHeld(context: SenderContext): Outcome {
  if (context.held === 0 || Object.keys(context.open).length >= context.limit) return [context, []];
  const request = context.request + 1;
  const open = { ...context.open, [request]: { attempt: 1, resting: false } };
  const next = { ...context, held: context.held - 1, request, open };
  return [next, [step('begin', { request }), ...attempting(next, request, 1)]];
}

function attempting({ port, timeout }: SenderContext, request: number, attempt: number): readonly Effect[] {
  if (port === undefined) return [];
  const event = { type: 'requestTimeout', request, attempt };
  return [
    { type: 'send', params: { to: port, type: 'Request', payload: { request, attempt } } },
    { type: 'xstate.raise', params: { event, id: `requestTimeout/${request}`, delay: timeout } },
  ];
}

/** No answer in time: this try is given up, and what the port still does for it is done for nothing. */
function giveUp(context: SenderContext, { request, attempt }: Of<'requestTimeout'>): Outcome {
  const open = context.open[request];
  if (open === undefined || open.attempt !== attempt) return [context, []];
  const { [request]: _, ...others } = context.open;
  if (attempt >= context.maxTries) {
    const [next, effects] = beginHeld({ ...context, open: others, givenUp: context.givenUp + 1 });
    return [next, [step('give-up', { request }), ...effects]];
  }
  if (context.retry === 'at-once') return retry(context, { type: 'backOff', request });
  const wait = backOffOf(context, request, attempt);
  const waiting = { ...context, open: { ...context.open, [request]: { attempt, resting: true } } };
  const event = { type: 'backOff', request };
  return [
    waiting,
    [
      step('wait', { request, wait }),
      { type: 'xstate.raise', params: { event, id: `backOff/${request}`, delay: wait } },
    ],
  ];
}

/** Doubled with each try up to the cap; with jitter any time up to that, so that those who failed at one moment come back at many. */
function backOffOf(
  { id, seed, backOff: [first, cap], jitter }: SenderContext,
  request: number,
  attempt: number,
): Micros {
  let longest = first;
  for (let n = 1; n < attempt && longest < cap; n += 1) longest *= 2;
  longest = Math.min(longest, cap);
  return jitter ? drawWithin(seed, `${id}/back-off/${request}/${attempt}`, [0, longest]) : longest;
}

function retry(context: SenderContext, { request }: Of<'backOff'>): Outcome {
  const open = context.open[request];
  if (open === undefined) return [context, []];
  const attempt = open.attempt + 1;
  const next = {
    ...context,
    retries: context.retries + 1,
    open: { ...context.open, [request]: { attempt, resting: false } },
  };
  return [next, [step('retry', { request, attempt }), ...attempting(next, request, attempt)]];
}

/** Only the answer to the try that is waited for counts. */
function finish(context: SenderContext, { payload: { request, attempt } }: Of<'Reply'>): Outcome {
  const { [request]: open, ...others } = context.open;
  if (open === undefined || open.resting || open.attempt !== attempt)
    return [context, [step('late', { request, attempt })]];
  const cancel = { type: 'xstate.cancel', params: { sendId: `requestTimeout/${request}` } };
  const [next, effects] = beginHeld({ ...context, open: others, answered: context.answered + 1 });
  return [next, [cancel, step('done', { request, attempt }), ...effects]];
}

function step(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}

/** Whether any request that is open was tried before. */
function retriesAny({ open }: SenderContext): boolean {
  return Object.values(open).some(({ attempt }) => attempt > 1);
}

function announcing(role: string): (context: SenderContext) => Outcome {
  return (context) => [context, [step('role', { role })]];
}

const chart = setup({
  types: {} as { context: SenderContext; events: SenderEvent; input: ProcessInput },
  delays: { interval: ({ context }) => context.wait },
  guards: {
    retriesAny: ({ context }) => retriesAny(context),
    retriesNone: ({ context }) => !retriesAny(context),
  },
  actions: {
    arrive: acting(arrive),
    giveUp: acting(giveUp),
    retry: acting(retry),
    finish: acting(finish),
    announceCalm: acting(announcing('calm')),
    announceRetrying: acting(announcing('retrying')),
  },
});

export const sender = chart.createMachine({
  id: 'sender',
  context: ({ input }) => createContext(input),
  type: 'parallel',
  states: {
    source: {
      initial: 'resting',
      states: { resting: { after: { interval: { target: 'resting', reenter: true, actions: 'arrive' } } } },
    },
    tries: {
      initial: 'calm',
      on: {
        Reply: { actions: 'finish' },
        requestTimeout: { actions: 'giveUp' },
        backOff: { actions: 'retry' },
      },
      states: {
        calm: { entry: 'announceCalm', always: { guard: 'retriesAny', target: 'retrying' } },
        retrying: { entry: 'announceRetrying', always: { guard: 'retriesNone', target: 'calm' } },
      },
    },
  },
});

/** The senders are processes; nobody else asks. */
export const stormClient = setup({}).createMachine({ id: 'client', initial: 'idle', states: { idle: {} } });
