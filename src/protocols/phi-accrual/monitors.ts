/** What an accrual detector promises: its level is the published formula, and silence without end crosses any threshold. */
import { PersistentVector } from '../../base/persistent-vector.ts';
import { completeness } from '../../check/detection/completeness.ts';
import { trustedAgain } from '../../check/detection/trusted-again.ts';
import type { Finding, LiveWorld, Monitor, Situation } from '../../sim/protocol.ts';
import type { Micros, ProcessId } from '../../sim/scenario.ts';
import type { TraceEvent } from '../../sim/trace-event.ts';
import { distributionOf, firstGuess, phi } from './formula.ts';
import { type Heartbeat, isNewer } from './messages.ts';
import type { AccrualContext, Settings } from './state.ts';

/** For clocks that run slowly, and the checks at both ends. */
const SPARE = 2;

/**
 * No interval learnt exceeds the longest gap, so mean and deviation do not either. Of the normal model φ ≥ y² ÷ 2 ÷ ln 10,
 * of the logistic one φ ≥ 1.5976 y ÷ ln 10, and the exponential one is linear: each reaches any threshold in bounded time.
 */
export const crashesNoticed = completeness((world, observer, down, gap) => {
  const { model, threshold, check, acceptablePause, firstEstimate, minDeviation } = settingsOf(world, observer);
  const longest = Math.max(gap, 2 * firstEstimate, settingsOf(world, down).period);
  const spread = Math.max(longest, minDeviation);
  const target = threshold * Math.LN10;
  const bound =
    model === 'exponential'
      ? target * (longest + acceptablePause)
      : longest + acceptablePause + spread * (model === 'normal' ? Math.sqrt(2 * target) : target / 1.5976);
  return SPARE * (bound + 2 * check);
});

export const withdrawn = trustedAgain(['Heartbeat']);

/** What the trace says that an observer has learnt of one peer. */
interface Learnt {
  readonly newest: Heartbeat | null;
  readonly lastAt: Micros;
  readonly intervals: PersistentVector<Micros>;
}

interface Memory {
  readonly learnt: Readonly<Record<ProcessId, Readonly<Record<ProcessId, Learnt>>>>;
  /** By process: what its clock is ahead by, and how much of it are jumps, which its silence does not count. */
  readonly offset: Readonly<Record<ProcessId, Micros>>;
  readonly jumped: Readonly<Record<ProcessId, Micros>>;
}

export const phiFormula: Monitor<Memory> = {
  id: 'phi-formula',
  claim: 'φ is what the published formula gives for the intervals between the heartbeats that arrived.',
  type: 'safety',
  source: 'Hayashibara et al. 2004, §4.2; Akka, PhiAccrualFailureDetector; Cassandra, FailureDetector',
  on: ['role', 'receive', 'phi', 'crash', 'clock'],
  start: { learnt: {}, offset: {}, jumped: {} },
  observe(memory, world, event) {
    const { process } = event;
    if (process === undefined || !world.processes.includes(process)) return [memory, undefined];
    if (event.kind === 'clock') return [afterJump(memory, process, event), undefined];
    if (event.kind === 'crash') {
      const { [process]: _, ...learnt } = memory.learnt;
      return [{ ...memory, learnt }, undefined];
    }
    const now = (event.clock ?? 0) - (memory.jumped[process] ?? 0);
    const known = memory.learnt[process];
    if (known === undefined) return [withOwn(memory, process, atStart(world, process, now)), undefined];
    if (event.kind === 'receive')
      return [withOwn(memory, process, afterArrival(known, event.from, event.payload as Heartbeat, now)), undefined];
    return [memory, event.kind === 'step' && event.name === 'phi' ? judge(known, world, event, now) : undefined];
  },
};

type ClockEvent = Extract<TraceEvent, { kind: 'clock' }>;

function afterJump(memory: Memory, process: ProcessId, { offset, reason }: ClockEvent): Memory {
  const by = offset - (memory.offset[process] ?? 0);
  const jumped =
    reason === 'skew' ? { ...memory.jumped, [process]: (memory.jumped[process] ?? 0) + by } : memory.jumped;
  return { ...memory, offset: { ...memory.offset, [process]: offset }, jumped };
}

function withOwn(memory: Memory, process: ProcessId, own: Readonly<Record<ProcessId, Learnt>>): Memory {
  return { ...memory, learnt: { ...memory.learnt, [process]: own } };
}

/** The first event of a life: silence counts from here, and all that is known is a guess. */
function atStart(world: LiveWorld, observer: ProcessId, now: Micros): Readonly<Record<ProcessId, Learnt>> {
  const intervals = PersistentVector.of(firstGuess(settingsOf(world, observer).firstEstimate));
  const peers = world.processes.filter((process) => process !== observer);
  return Object.fromEntries(peers.map((process) => [process, { newest: null, lastAt: now, intervals }]));
}

function afterArrival(known: Readonly<Record<ProcessId, Learnt>>, from: ProcessId, beat: Heartbeat, now: Micros) {
  const peer = known[from];
  if (peer === undefined || !isNewer(beat, peer.newest)) return known;
  const intervals = peer.newest === null ? peer.intervals : peer.intervals.push(now - peer.lastAt);
  return { ...known, [from]: { newest: beat, lastAt: now, intervals } };
}

function judge(
  known: Readonly<Record<ProcessId, Learnt>>,
  world: LiveWorld,
  event: Extract<TraceEvent, { kind: 'step' }>,
  now: Micros,
): Finding | undefined {
  const { process: subject, phi: told } = event.detail;
  const peer = known[String(subject)];
  if (peer === undefined || typeof told !== 'number') return undefined;
  const settings = settingsOf(world, event.process ?? '');
  const right = levelOf(peer, settings, now);
  // Told in thousandths: a difference of one is a matter of rounding.
  if (Math.abs(right - told) <= 0.001) return undefined;
  const message = `${event.process} holds φ of ${subject} to be ${told.toFixed(3)}; the arrivals of this run give ${right.toFixed(3)}.`;
  return { holds: false, events: [event.id], message };
}

function levelOf({ intervals, lastAt }: Learnt, settings: Settings, now: Micros): number {
  const { model, samples, minDeviation, acceptablePause } = settings;
  const last = intervals.slice(Math.max(0, intervals.length - samples));
  const { mean, deviation } = distributionOf(last, minDeviation);
  return phi(model, now - lastAt, { mean: mean + acceptablePause, deviation });
}

/** Somebody is suspected who is up. */
export const mistake: Situation<null> = {
  id: 'mistake',
  title: 'Somebody is suspected who has not crashed',
  on: ['suspect'],
  start: null,
  observe(memory, world, event) {
    if (event.kind !== 'step' || typeof event.detail.process !== 'string') return [memory, undefined];
    return [memory, world.statusOf(event.detail.process) === 'crashed' ? undefined : [event.id]];
  },
};

/** Snapshots of detectors have their context. */
function settingsOf(world: LiveWorld, process: ProcessId): Settings {
  return (world.snapshotOf(process).context as AccrualContext).settings;
}
