/** The store that grants the lease: one key with compare-and-swap and a time to live, on its own clock. */
import type { Effect } from '../../sim/actor.ts';
import type { ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { roleStep, sending, stepping } from './effects.ts';
import type { Acquire, From, Grant, Release, Renew, StoreEvent, Told } from './messages.ts';
import { type LeaseOptions, readOptions } from './options.ts';

/** On stable storage before anybody hears of a grant. */
export interface StoreStable {
  /** The last token that was given out: the next is greater. */
  readonly token: number;
  readonly holder: ProcessId | null;
  /** The number of the request that brought the lease to its holder: a repetition is answered, not granted again. */
  readonly request: number;
}

export interface StoreContext extends StoreStable {
  readonly part: 'store';
  readonly id: ProcessId;
  readonly options: LeaseOptions;
  /** Reading of the own monotonic clock at which the lease ends. */
  readonly deadline: number;
  /** What is left of it as of the last grant or renewal, for the timer. */
  readonly remaining: number;
  readonly forgetsGrants: boolean;
  readonly neverExpires: boolean;
}

export type StoreOutcome = readonly [StoreContext, readonly Effect[]];

/**
 * After a restart the store cannot know how much of the lease has passed, so a holder has it whole once more:
 * waiting too long is slow, not wrong.
 */
export function createStore({ id, options, flaws, stable, reading }: ProcessInput): StoreContext {
  const { token = 0, holder = null, request = 0 } = (stable ?? {}) as Partial<StoreStable>;
  const read = readOptions(options);
  return {
    part: 'store',
    id,
    options: read,
    token,
    holder,
    request,
    deadline: reading.monotonic + read.ttl,
    remaining: read.ttl,
    forgetsGrants: flaws.includes('forget-grants'),
    neverExpires: flaws.includes('never-expire'),
  };
}

export function stableStore({ token, holder, request, forgetsGrants }: StoreContext): StoreStable | undefined {
  return forgetsGrants ? undefined : { token, holder, request };
}

export function announceStore(context: StoreContext): StoreOutcome {
  return [context, [roleStep(context.holder === null ? 'free' : 'held', context.token)]];
}

/** Nobody has it, or its holder asks anew because it has lost what it knew. */
export function mayGrant({ holder, request }: StoreContext, { from, payload }: From<'Acquire', Acquire>): boolean {
  return holder === null || (holder === from && payload.request > request);
}

export function grant(context: StoreContext, { from, payload, reading }: From<'Acquire', Acquire>): StoreOutcome {
  const { ttl } = context.options;
  const token = context.token + 1;
  const granted = prolonged({ ...context, token, holder: from, request: payload.request }, reading.monotonic);
  return [
    granted,
    [
      stepping('grant', { client: from, token, ttl }),
      roleStep('held', token),
      sending(from, 'Grant', answer(granted, payload.request, reading.wall)),
    ],
  ];
}

/** The same request again, its answer was lost: the same answer. One that is older or another's: no. */
export function repeatOrDeny(
  context: StoreContext,
  { from, payload, reading }: From<'Acquire', Acquire>,
): StoreOutcome {
  const { holder, request, token } = context;
  if (holder === from && request === payload.request) {
    const left = context.deadline - reading.monotonic;
    return [
      context,
      [sending(from, 'Grant', { ...answer(context, request, reading.wall), until: reading.wall + left })],
    ];
  }
  return [
    context,
    [
      stepping('deny', { client: from, token, ttl: context.options.ttl }),
      sending(from, 'Deny', { request: payload.request, store: context.id }),
    ],
  ];
}

export function isHeldUnder(
  { holder, token }: StoreContext,
  { from, payload }: From<'Renew' | 'Release', Release>,
): boolean {
  return holder === from && token === payload.token;
}

export function renew(context: StoreContext, { from, payload, reading }: From<'Renew', Renew>): StoreOutcome {
  const { token, options } = context;
  return [
    prolonged(context, reading.monotonic),
    [
      stepping('renew', { client: from, token, ttl: options.ttl }),
      sending(from, 'Renewed', answer(context, payload.request, reading.wall)),
    ],
  ];
}

export function denyRenewal(context: StoreContext, { from, payload }: From<'Renew', Renew>): StoreOutcome {
  return [
    context,
    [
      stepping('deny', { client: from, token: payload.token, ttl: context.options.ttl }),
      sending(from, 'Deny', { request: payload.request, store: context.id }),
    ],
  ];
}

export function release(context: StoreContext): StoreOutcome {
  return free(context, 'release');
}

export function expire(context: StoreContext): StoreOutcome {
  return free(context, 'expire');
}

/** The timer can be late, after a pause: what comes meanwhile finds the lease over all the same. */
export function isOver({ holder, deadline, neverExpires }: StoreContext, { reading }: Told): boolean {
  return holder !== null && !neverExpires && reading.monotonic >= deadline;
}

/** What a message finds: a lease that is over by the store's clock is gone before it is looked at. */
export function upToDate<Event extends StoreEvent>(
  rule: (context: StoreContext, event: Event) => StoreOutcome,
): (context: StoreContext, event: Event) => StoreOutcome {
  return (context, event) => {
    if (!isOver(context, event)) return rule(context, event);
    const [free, expired] = expire(context);
    const [next, effects] = rule(free, event);
    return [next, [...expired, ...effects]];
  };
}

function free(context: StoreContext, how: 'release' | 'expire'): StoreOutcome {
  const { holder, token, options } = context;
  return [
    { ...context, holder: null },
    [stepping(how, { client: holder, token, ttl: options.ttl }), roleStep('free', token)],
  ];
}

function prolonged(context: StoreContext, now: number): StoreContext {
  const { ttl } = context.options;
  return { ...context, deadline: now + ttl, remaining: ttl };
}

function answer({ token, options }: StoreContext, request: number, wall: number): Grant {
  return { request, token, ttl: options.ttl, until: wall + options.ttl };
}
