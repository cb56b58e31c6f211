/**
 * A φ accrual detector: suspicion is a level, not a verdict; what counts as too long a silence is learnt from the
 * intervals between heartbeats, for each peer by itself (Hayashibara et al. 2004, §4).
 */
import { PersistentVector } from '../../base/persistent-vector.ts';
import type { Effect } from '../../sim/actor.ts';
import { drawWithin } from '../../sim/chance.ts';
import type { ClockReading, ProcessInput } from '../../sim/protocol.ts';
import type { Json, Micros, ProcessId } from '../../sim/scenario.ts';
import { type Distribution, distributionOf, firstGuess, type Model, phi } from './formula.ts';
import { type AccrualEvent, type Heartbeat, isNewer } from './messages.ts';

export interface Settings {
  readonly model: Model;
  readonly period: Micros;
  readonly check: Micros;
  readonly threshold: number;
  /** Intervals remembered. */
  readonly samples: number;
  readonly minDeviation: Micros;
  readonly acceptablePause: Micros;
  readonly firstEstimate: Micros;
}

export interface Peer {
  readonly suspected: boolean;
  /** The newest heartbeat; null: none since the start. */
  readonly newest: Heartbeat | null;
  /** Monotonic reading at the last arrival; at the start of this process where nothing has come. */
  readonly lastAt: Micros;
  /** All that was learnt, oldest first; the last `samples` of it count. */
  readonly intervals: PersistentVector<Micros>;
}

export interface AccrualContext {
  readonly id: ProcessId;
  readonly peers: Readonly<Record<ProcessId, Peer>>;
  readonly settings: Settings;
  readonly life: number;
  readonly sent: number;
  readonly phase: Micros;
  readonly flaws: readonly string[];
}

export type Outcome = readonly [AccrualContext, readonly Effect[]];
/** Every stimulus brings what the clock reads. */
type Told<Event> = Event & { readonly reading: ClockReading };

export function createContext(input: ProcessInput): AccrualContext {
  const { id, processes, seed, options, flaws, incarnation, reading } = input;
  const settings = settingsOf(options);
  const intervals = PersistentVector.of(firstGuess(settings.firstEstimate));
  const peer: Peer = { suspected: false, newest: null, lastAt: reading.monotonic, intervals };
  return {
    id,
    peers: Object.fromEntries(processes.filter((process) => process !== id).map((process) => [process, peer])),
    settings,
    life: incarnation,
    sent: 0,
    phase: drawWithin(seed, `${id}/phase/${incarnation}`, [0, settings.period]),
    flaws,
  };
}

/** `index.ts` declares each of them with its kind. */
function settingsOf(options: ProcessInput['options']): Settings {
  return {
    model: options.model as Model,
    period: options.period as number,
    check: options.check as number,
    threshold: options.threshold as number,
    samples: options.samples as number,
    minDeviation: options.minDeviation as number,
    acceptablePause: options.acceptablePause as number,
    firstEstimate: options.firstEstimate as number,
  };
}

export function begin(context: AccrualContext): Outcome {
  return [context, [role(context)]];
}

export function beat(context: AccrualContext): Outcome {
  const payload = { life: context.life, number: context.sent + 1 };
  const sends = Object.keys(context.peers).map((to) => ({ type: 'send', params: { to, type: 'Heartbeat', payload } }));
  return [{ ...context, sent: context.sent + 1 }, sends];
}

/** A heartbeat arrives: the interval since the last one is learnt, and silence counts from here. */
export function hear(context: AccrualContext, { from, payload, reading }: Told<AccrualEvent>): Outcome {
  const peer = context.peers[from];
  if (peer === undefined || !isNewer(payload, peer.newest)) return [context, []];
  const now = reading.monotonic;
  // From the start of this process to the first heartbeat is no interval between two of them.
  const intervals = peer.newest === null ? peer.intervals : peer.intervals.push(now - peer.lastAt);
  const next = withPeer(context, from, { ...peer, newest: payload, lastAt: now, intervals });
  return peer.suspected ? weigh(next, from, now) : [next, []];
}

/** The level of suspicion of every peer is looked at. */
export function check(context: AccrualContext, { reading }: { readonly reading: ClockReading }): Outcome {
  return Object.keys(context.peers).reduce<Outcome>(
    ([now, effects], name) => {
      const [next, more] = weigh(learnt(now, name, reading.monotonic), name, reading.monotonic);
      return [next, [...effects, ...more]];
    },
    [context, []],
  );
}

/** With its flaw a detector takes silence itself for something to learn from, and grows patient with the dead. */
function learnt(context: AccrualContext, name: ProcessId, now: Micros): AccrualContext {
  const peer = context.peers[name];
  if (peer === undefined || !context.flaws.includes('learn-silence')) return context;
  return withPeer(context, name, { ...peer, intervals: peer.intervals.push(now - peer.lastAt) });
}

/** φ now, and whether it has crossed the threshold, one way or the other. */
function weigh(context: AccrualContext, name: ProcessId, now: Micros): Outcome {
  const peer = context.peers[name];
  if (peer === undefined) return [context, []];
  const { model, threshold } = context.settings;
  const elapsed = now - peer.lastAt;
  const distribution = learntOf(context, peer);
  const level = phi(model, elapsed, distribution);
  const told = step('phi', phiDetail(name, elapsed, distribution, level));
  const suspected = level >= threshold;
  if (suspected === peer.suspected) return [context, [told]];
  const next = withPeer(context, name, { ...peer, suspected });
  return [next, [told, step(suspected ? 'suspect' : 'trust', { process: name }), role(next)]];
}

/** Rounded to what can be read: whole µs, thousandths of φ. */
export function phiDetail(process: ProcessId, elapsed: Micros, { mean, deviation }: Distribution, level: number) {
  return {
    process,
    elapsed,
    mean: Math.round(mean),
    std: Math.round(deviation),
    phi: Math.round(level * 1000) / 1000,
  };
}

/** The distribution that the window of `peer` stands for; a pause that is acceptable is added to the mean (Akka). */
export function learntOf({ settings, flaws }: Pick<AccrualContext, 'settings' | 'flaws'>, peer: Peer): Distribution {
  const samples = flaws.includes('forget-intervals') ? 1 : settings.samples;
  const last = peer.intervals.slice(Math.max(0, peer.intervals.length - samples));
  const { mean, deviation } = distributionOf(last, settings.minDeviation);
  return { mean: mean + settings.acceptablePause, deviation };
}

export function suspectsOf({ peers }: Pick<AccrualContext, 'peers'>): ProcessId[] {
  return Object.keys(peers).filter((name) => peers[name]?.suspected === true);
}

function withPeer(context: AccrualContext, name: ProcessId, peer: Peer): AccrualContext {
  return { ...context, peers: { ...context.peers, [name]: peer } };
}

function role(context: AccrualContext): Effect {
  const suspects = suspectsOf(context);
  return step('role', { role: suspects.length === 0 ? 'trusting' : 'suspecting', suspects });
}

function step(name: string, detail: Readonly<Record<string, Json>>): Effect {
  return { type: 'step', params: { name, detail } };
}
