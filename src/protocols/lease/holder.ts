/** One that wants the lease: asks for it, believes in it by its own clock, renews it, loses it. */
import type { Effect } from '../../sim/actor.ts';
import { drawWithin } from '../../sim/chance.ts';
import type { ClockReading, ProcessInput } from '../../sim/protocol.ts';
import type { ProcessId } from '../../sim/scenario.ts';
import { resourceOf, storesOf } from './cast.ts';
import { roleStep, sending } from './effects.ts';
import type { Acquire, Deny, From, Grant, Redirect, Release, Renew, Told } from './messages.ts';
import { type LeaseOptions, readOptions } from './options.ts';

/** A request to the store that is under way. */
interface Asked {
  readonly request: number;
  /** Reading of the own monotonic clock when it was sent for the first time: what the lease is counted from. */
  readonly at: number;
}

export interface HolderContext {
  readonly part: 'holder';
  readonly id: ProcessId;
  readonly seed: number;
  readonly options: LeaseOptions;
  readonly stores: readonly ProcessId[];
  readonly resource: ProcessId;
  readonly trustsWallClock: boolean;
  /** Survives a crash, or a new request could be taken for an old one's repetition. */
  readonly request: number;
  /** How often it has waited for its next try, for addresses of chance. */
  readonly waits: number;
  /** The store that is asked: where there are several, the one that granted last. */
  readonly store: ProcessId;
  readonly asked: Asked | null;
  /** The lease as it believes it to be; token 0: none. */
  readonly token: number;
  readonly heldSince: number;
  /** Up to this reading the lease is trusted: of the monotonic clock, or of the time of day where the flaw says so. */
  readonly validUntil: number;
  /** Counts its read-modify-writes under this lease. */
  readonly number: number;
  readonly seen: number;
  readonly value: number;
}

export type HolderOutcome = readonly [HolderContext, readonly Effect[]];

export interface HolderStable {
  readonly request: number;
}

export function createHolder({ id, seed, processes, options, flaws, stable }: ProcessInput): HolderContext {
  const stores = storesOf(processes);
  return {
    part: 'holder',
    id,
    seed,
    options: readOptions(options),
    stores,
    resource: resourceOf(processes),
    trustsWallClock: flaws.includes('trust-local-clock'),
    request: (stable as Partial<HolderStable> | undefined)?.request ?? 0,
    waits: 0,
    store: stores[0] ?? '',
    asked: null,
    token: 0,
    heldSince: 0,
    validUntil: 0,
    number: 0,
    seen: 0,
    value: 0,
  };
}

export function stableHolder({ request }: HolderContext): HolderStable {
  return { request };
}

/** Local µs until it asks for the lease. */
export function retryDelay({ seed, id, request, waits, options }: HolderContext): number {
  return drawWithin(seed, `${id}/retry/${request}.${waits}`, options.retry);
}

export function announceHolder(context: HolderContext): HolderOutcome {
  return [context, [roleStep('waiting', 0)]];
}

/** The same request goes out again while its answer could still be worth something; after that a new one. */
export function ask(context: HolderContext, { reading }: Told): HolderOutcome {
  const { asked, options } = context;
  const repeated = asked !== null && reading.monotonic - asked.at < options.ttl / 2;
  const request = repeated ? asked.request : context.request + 1;
  const acquire: Acquire = { request };
  const next = repeated ? nextStore(context) : { ...context, request, asked: { request, at: reading.monotonic } };
  return [next, [...(asked === null ? [roleStep('asking', 0)] : []), sending(next.store, 'Acquire', acquire)]];
}

/** With several stores, whoever did not answer may be down, or may not be the one that grants. */
function nextStore(context: HolderContext): HolderContext {
  const { stores, store } = context;
  return stores.length < 2
    ? context
    : { ...context, store: stores[(stores.indexOf(store) + 1) % stores.length] ?? store };
}

export function isAnswer(
  { asked }: HolderContext,
  { payload }: From<'Grant' | 'Renewed' | 'Deny', Deny | Grant>,
): boolean {
  return asked !== null && asked.request === payload.request;
}

/** Until when a grant is trusted, on the clock that is asked; counted from when it was asked for, not from when it came. */
function trustedUntil({ options, asked, trustsWallClock }: HolderContext, { ttl, until }: Grant): number {
  if (trustsWallClock) return until - options.margin;
  return (asked?.at ?? 0) + Math.floor((ttl * (1_000_000 - options.assumedDrift)) / 1_000_000) - options.margin;
}

/** What is left, by the clock that is asked. */
export function timeLeft({ validUntil, trustsWallClock }: HolderContext, { reading }: Told): number {
  return validUntil - clockOf(reading, trustsWallClock);
}

function clockOf({ monotonic, wall }: ClockReading, trustsWallClock: boolean): number {
  return trustsWallClock ? wall : monotonic;
}

export function isUsable(context: HolderContext, event: From<'Grant' | 'Renewed', Grant>): boolean {
  if (!isAnswer(context, event)) return false;
  return trustedUntil(context, event.payload) > clockOf(event.reading, context.trustsWallClock);
}

export function takeHold(context: HolderContext, event: From<'Grant', Grant>): HolderOutcome {
  const { payload, reading, from } = event;
  return [
    {
      ...context,
      validUntil: trustedUntil(context, payload),
      store: from,
      asked: null,
      token: payload.token,
      heldSince: reading.monotonic,
      number: 0,
    },
    [roleStep('holder', payload.token)],
  ];
}

/** As holder: asks for more time; a repetition keeps its number, and the time it is counted from. */
export function askForMore(context: HolderContext, { reading }: Told): HolderOutcome {
  const { asked, token } = context;
  const request = asked?.request ?? context.request + 1;
  const renew: Renew = { request, token };
  const next = asked === null ? { ...context, request, asked: { request, at: reading.monotonic } } : nextStore(context);
  return [next, [sending(next.store, 'Renew', renew)]];
}

export function extend(context: HolderContext, event: From<'Renewed', Grant>): HolderOutcome {
  return [{ ...context, validUntil: trustedUntil(context, event.payload), store: event.from, asked: null }, []];
}

/** What its own clock says about its lease. */
export function isValid(context: HolderContext, told: Told): boolean {
  return timeLeft(context, told) > 0;
}

export function heldLongEnough({ heldSince, options }: HolderContext, { reading }: Told): boolean {
  return options.hold > 0 && reading.monotonic - heldSince >= options.hold;
}

/** A hint that leads on: another store than the one that was asked. */
export function isHint({ asked, store, stores }: HolderContext, { payload }: From<'Redirect', Redirect>): boolean {
  return asked?.request === payload.request && payload.store !== store && stores.includes(payload.store);
}

/** The same request, to the store that is said to lead. */
export function turn(context: HolderContext, { payload }: From<'Redirect', Redirect>): HolderOutcome {
  const { request, store } = payload;
  const { token } = context;
  const repeated = token === 0 ? sending(store, 'Acquire', { request }) : sending(store, 'Renew', { request, token });
  return [{ ...context, store }, [repeated]];
}

export function giveBack(context: HolderContext): HolderOutcome {
  const release: Release = { token: context.token };
  const [waiting, effects] = lose(context);
  return [waiting, [sending(context.store, 'Release', release), ...effects]];
}

/** It has no lease any more, or none that it trusts. */
export function lose(context: HolderContext): HolderOutcome {
  return [{ ...context, token: 0, asked: null, waits: context.waits + 1 }, [roleStep('waiting', 0)]];
}

/** Somebody else has it: the next try comes later. Where another process grants the lease, that one is asked. */
export function wait(context: HolderContext, { payload }: From<'Deny', Deny>): HolderOutcome {
  const { store } = payload;
  return lose(store === null || !context.stores.includes(store) ? nextStore(context) : { ...context, store });
}
